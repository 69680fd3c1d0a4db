package dev.atelier.vision.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.NoSuchElementException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** What Anthropic's API refuses in the messages of one request. */
final class AnthropicMessageRules {
  private final JsonNode body;
  private final boolean toolset;
  private final List<String> problems;
  private int images;
  private int longest;

  AnthropicMessageRules(JsonNode body, String toolType, List<String> problems) {
    this.body = body;
    this.toolset = toolType.startsWith("computer_toolset");
    this.problems = problems;
  }

  void check() {
    List<JsonNode> wishes = List.of();
    String before = "assistant";
    for (JsonNode message : body.path("messages")) {
      String role = message.path("role").asText();
      refuseUnless(!role.equals(before), "two messages of " + role + " in a row");
      before = role;
      List<JsonNode> blocks = AnthropicRules.list(message.path("content"));
      refuseUnless(!blocks.isEmpty(), "empty message");
      if (role.equals("assistant")) {
        wishes = ofType(blocks, "tool_use");
      } else {
        checkAnswers(wishes, blocks);
        blocks.forEach(this::checkBlock);
        wishes = List.of();
      }
    }
    refuseUnless(wishes.isEmpty(), "tool_use without tool_result");
    refuseUnless(images <= 20 || longest <= 2000, "more than 20 images, one above 2000 px");
  }

  private void refuseUnless(boolean right, String problem) {
    if (!right) {
      problems.add(problem);
    }
  }

  private static List<JsonNode> ofType(List<JsonNode> blocks, String type) {
    return blocks.stream().filter(block -> block.path("type").asText().equals(type)).toList();
  }

  private void checkAnswers(List<JsonNode> wishes, List<JsonNode> blocks) {
    List<JsonNode> answers = ofType(blocks, "tool_result");
    refuseUnless(blocks.subList(0, answers.size()).equals(answers), "tool_result not first");
    List<String> wished = texts(wishes, "id");
    refuseUnless(
        wished.equals(texts(answers, "tool_use_id")),
        "tool_use " + wished + " answered by " + texts(answers, "tool_use_id"));
    for (int n = 0; n < Math.min(wishes.size(), answers.size()); n++) {
      refuseUnless(
          wishes.get(n).path("toolset_name").equals(answers.get(n).path("toolset_name")),
          "toolset_name");
    }
  }

  private static List<String> texts(List<JsonNode> blocks, String field) {
    return blocks.stream().map(block -> block.path(field).asText()).toList();
  }

  private void checkBlock(JsonNode block) {
    switch (block.path("type").asText()) {
      case "text" -> refuseUnless(!block.path("text").asText().isBlank(), "text is empty");
      case "image" -> checkImage(block.path("source"));
      case "tool_result" -> {
        List<JsonNode> inside =
            block.path("content").isArray()
                ? AnthropicRules.list(block.path("content"))
                : new ArrayList<>();
        inside.forEach(this::checkBlock);
        refuseUnless(
            !block.path("is_error").asBoolean() || ofType(inside, "image").isEmpty(),
            "an error result holds text only");
      }
      default -> problems.add("unknown block " + block.path("type"));
    }
  }

  private void checkImage(JsonNode source) {
    byte[] bytes = Base64.getDecoder().decode(source.path("data").asText());
    try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
      ImageReader reader = ImageIO.getImageReaders(input).next();
      reader.setInput(input);
      checkSize(reader.getWidth(0), reader.getHeight(0));
      reader.dispose();
    } catch (IOException | NoSuchElementException none) {
      problems.add("an image cannot be read");
    }
  }

  private void checkSize(int width, int height) {
    images++;
    longest = Math.max(longest, Math.max(width, height));
    boolean fits =
        toolset
            ? Math.max(width, height) <= 2576 && ((width + 27) / 28) * ((height + 27) / 28) <= 4784
            : Math.max(width, height) <= 1568 && width * height <= 1_150_000;
    refuseUnless(fits, "image of " + width + "x" + height + " is too large");
  }
}
