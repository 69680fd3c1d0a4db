package dev.atelier.vision.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** What a server of Chat Completions refuses, and how it answers. */
public final class ChatRules {
  private ChatRules() {}

  /** What every such server refuses, with a limit of pictures as vLLM has it. */
  public static Optional<String> refusal(
      LoopbackModelServer.Call call, String model, String key, int mostPictures) {
    if (!call.path().equals("/v1/chat/completions")) {
      return Optional.of("no such path: " + call.path());
    }
    if (!call.authorization().equals(Optional.of("Bearer " + key))) {
      return Optional.of("not authorized");
    }
    if (!call.body().path("model").asText().equals(model)) {
      return Optional.of("no such model");
    }
    JsonNode messages = call.body().path("messages");
    if (pictures(messages).size() > mostPictures) {
      return Optional.of("at most " + mostPictures + " images may be provided");
    }
    for (JsonNode message : messages) {
      boolean user = message.path("role").asText().equals("user");
      if (!user && !pictures(message).isEmpty()) {
        return Optional.of("images are for users only");
      }
      if (message.has("reasoning_content")
          || message.path("content").asText().contains("<think>")) {
        return Optional.of("reasoning was replayed");
      }
    }
    return unanswered(messages);
  }

  /** The addresses of all pictures below. */
  public static List<String> pictures(JsonNode below) {
    return below.findValues("image_url").stream().map(image -> image.path("url").asText()).toList();
  }

  /** Every text of every message, one a line. */
  public static String texts(JsonNode request) {
    StringBuilder texts = new StringBuilder();
    for (JsonNode message : request.path("messages")) {
      JsonNode content = message.path("content");
      texts.append(content.isTextual() ? content.asText() : "").append('\n');
      content.forEach(part -> texts.append(part.path("text").asText("")).append('\n'));
    }
    return texts.toString();
  }

  private static Optional<String> unanswered(JsonNode messages) {
    Set<String> open = new HashSet<>();
    for (JsonNode message : messages) {
      if (message.path("role").asText().equals("tool")) {
        if (!open.remove(message.path("tool_call_id").asText())) {
          return Optional.of("a tool message answers no call");
        }
      } else if (!open.isEmpty()) {
        return Optional.of("tool_calls without an answer: " + open);
      }
      for (JsonNode asked : message.path("tool_calls")) {
        open.add(asked.path("id").asText());
        if (!isJson(asked.path("function").path("arguments").asText())) {
          return Optional.of("arguments are not JSON");
        }
      }
    }
    return open.isEmpty() ? Optional.empty() : Optional.of("tool_calls without an answer: " + open);
  }

  private static boolean isJson(String text) {
    try {
      return Json.readObject(text) != null;
    } catch (RuntimeException malformed) {
      return false;
    }
  }

  /** An answer that holds a text. */
  public static ObjectNode said(String content) {
    ObjectNode message = Json.mapper().createObjectNode().put("role", "assistant");
    message.put("content", content).put("reasoning_content", "a long thought");
    return completion(message, "stop");
  }

  /** An answer that was cut off. */
  public static ObjectNode cutOff(String content) {
    return completion(
        Json.mapper().createObjectNode().put("role", "assistant").put("content", content),
        "length");
  }

  /** An answer that is a refusal. */
  public static ObjectNode refused(String words) {
    ObjectNode message = Json.mapper().createObjectNode().put("role", "assistant");
    message.putNull("content").put("refusal", words);
    return completion(message, "stop");
  }

  /** An answer whose words a filter took out. */
  public static ObjectNode filtered() {
    ObjectNode message = Json.mapper().createObjectNode().put("role", "assistant");
    message.putNull("content").putNull("refusal");
    return completion(message, "content_filter");
  }

  /** An answer that calls functions: name, arguments, name, arguments. */
  public static ObjectNode called(String... namesAndArguments) {
    ObjectNode message = Json.mapper().createObjectNode().put("role", "assistant");
    message.putNull("content");
    var calls = message.putArray("tool_calls");
    for (int n = 0; n < namesAndArguments.length; n += 2) {
      calls
          .addObject()
          .put("id", "c" + n)
          .put("type", "function")
          .putObject("function")
          .put("name", namesAndArguments[n])
          .put("arguments", namesAndArguments[n + 1]);
    }
    return completion(message, "tool_calls");
  }

  private static ObjectNode completion(ObjectNode message, String why) {
    ObjectNode answer = Json.mapper().createObjectNode();
    answer.put("id", "chat").put("object", "chat.completion").put("model", "m");
    ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
    choice.set("message", message);
    choice.put("finish_reason", why);
    answer
        .putObject("usage")
        .put("prompt_tokens", 100)
        .put("completion_tokens", 7)
        .put("total_tokens", 107)
        .putObject("prompt_tokens_details")
        .put("cached_tokens", 40);
    return answer;
  }

  /** Whether a request holds that text in its messages. */
  public static boolean holds(JsonNode request, String text) {
    return texts(request).contains(text);
  }

  /** The roles of all messages, in order. */
  public static List<String> roles(JsonNode request) {
    return StreamSupport.stream(request.path("messages").spliterator(), false)
        .map(message -> message.path("role").asText())
        .toList();
  }
}
