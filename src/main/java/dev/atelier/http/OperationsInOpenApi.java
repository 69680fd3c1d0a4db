package dev.atelier.http;

import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/**
 * Writes into the operations of the OpenAPI document what {@code operations.txt} says of them: a
 * name, what they take, what they answer, how they may refuse.
 */
final class OperationsInOpenApi {
  private static final String LINES = "operations.txt";
  private static final String JSON = "application/json";
  private static final String SECOND_FORM = "/api/computer";

  private final Components components;
  private final Map<String, Line> lines = new HashMap<>();

  /** A line of the file. */
  private record Line(String name, String takes, List<String> answers, List<Integer> refusals) {}

  OperationsInOpenApi(Components components) {
    this.components = components;
    text()
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> List.of(line.split(" +", -1)))
        .forEach(words -> lines.put(words.get(0) + " " + words.get(1), line(words)));
  }

  private static Line line(List<String> words) {
    return new Line(
        words.get(2),
        words.get(3),
        List.of(words.get(4).split(",", -1)),
        words.stream().skip(5).map(Integer::valueOf).toList());
  }

  private static String text() {
    try (InputStream file = OperationsInOpenApi.class.getResourceAsStream(LINES)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** One that no line is about stays as it is. */
  void describe(String verb, String path, Operation operation, boolean open) {
    boolean second = path.startsWith(SECOND_FORM);
    Line line = lines.get(verb + " " + (second ? path.replace(SECOND_FORM, "/api") : path));
    if (line == null) {
      return;
    }
    operation.setOperationId(second ? line.name().replace("single", "computer") : line.name());
    List<Parameter> parameters = parameters(operation, path);
    operation.setParameters(parameters);
    boolean asksForBody = !line.takes().equals("-");
    if (asksForBody) {
      boolean needed = !line.takes().endsWith("?");
      operation.setRequestBody(
          OASFactory.createRequestBody()
              .required(needed)
              .content(taken(line.takes().replace("?", ""))));
    }
    Set<String> kinds = producedKinds(operation);
    APIResponses responses = OASFactory.createAPIResponses();
    line.answers().forEach(answer -> addAnswer(responses, answer, kinds));
    refusals(line, path, !parameters.isEmpty(), asksForBody, open)
        .forEach(status -> addRefusal(responses, Integer.toString(status), title(status)));
    addRefusal(responses, "default", "Whatever else went wrong");
    operation.setResponses(responses);
  }

  /** A schema of JSON, or a kind of bytes; several where there are several ways to say it. */
  private static Content taken(String what) {
    Content taken = OASFactory.createContent();
    for (String one : what.split("\\|", -1)) {
      Content content = one.contains("/") ? content(Set.of(one), "") : content(Set.of(JSON), one);
      content.getMediaTypes().forEach(taken::addMediaType);
    }
    return taken;
  }

  private static Set<Integer> refusals(
      Line line, String path, boolean asked, boolean asksForBody, boolean open) {
    Set<Integer> all = new TreeSet<>(line.refusals());
    if (!open) {
      all.addAll(List.of(401, 403));
    }
    if (path.contains("{")) {
      all.add(404);
    }
    if (asked) {
      all.addAll(List.of(400, 422));
    }
    if (asksForBody) {
      all.addAll(List.of(400, 413, 415, 422));
    }
    return all;
  }

  /** Those that have bounds in the document's components, in place of what the scan knows. */
  private List<Parameter> parameters(Operation operation, String path) {
    List<Parameter> found =
        Optional.ofNullable(operation.getParameters())
            .map(ArrayList::new)
            .orElse(new ArrayList<>());
    found.replaceAll(parameter -> bounded(parameter, operation));
    if (path.endsWith("/stream")) {
      found.add(OASFactory.createParameter().ref("last-event-id"));
      found.add(OASFactory.createParameter().ref("last_event_id"));
    }
    return found;
  }

  private Parameter bounded(Parameter parameter, Operation operation) {
    String name = parameter.getName();
    List<String> keys =
        parameter.getIn() == Parameter.In.PATH
            ? List.of("path-" + name)
            : List.of(String.join("", operation.getTags()) + "-" + name, name);
    return keys.stream()
        .filter(components.getParameters()::containsKey)
        .findFirst()
        .map(key -> OASFactory.createParameter().ref(key))
        .orElse(parameter);
  }

  private static Set<String> producedKinds(Operation operation) {
    return Optional.ofNullable(operation.getResponses())
        .map(APIResponses::getDefaultValue)
        .map(answer -> answer.getContent())
        .map(content -> content.getMediaTypes().keySet())
        .orElse(Set.of(JSON));
  }

  /** Such as {@code 204}, {@code 200:Session} or {@code 200:image/png|image/jpeg}. */
  private static void addAnswer(APIResponses responses, String answer, Set<String> kinds) {
    String status = answer.substring(0, 3);
    String what = answer.length() > 3 ? answer.substring(4) : "";
    var response = OASFactory.createAPIResponse().description(title(Integer.parseInt(status)));
    if (what.contains("/")) {
      response.setContent(content(new LinkedHashSet<>(Arrays.asList(what.split("\\|"))), ""));
    } else if (!what.isEmpty()) {
      response.setContent(content(kinds, what));
    }
    responses.addAPIResponse(status, response);
  }

  private static void addRefusal(APIResponses responses, String status, String description) {
    responses.addAPIResponse(
        status,
        OASFactory.createAPIResponse()
            .description(description)
            .content(content(Set.of(Problem.MEDIA_TYPE), "Problem")));
  }

  /** Of what is no JSON a schema says only that it is text, or bytes. */
  private static Content content(Set<String> kinds, String schema) {
    Content content = OASFactory.createContent();
    for (String kind : kinds) {
      Schema form =
          kind.contains("json")
              ? OASFactory.createSchema().ref(schema)
              : OASFactory.createSchema()
                  .type(Schema.SchemaType.STRING)
                  .format(kind.startsWith("text/") ? null : "binary");
      content.addMediaType(kind, OASFactory.createMediaType().schema(form));
    }
    return content;
  }

  private static String title(int status) {
    return Optional.ofNullable(Response.Status.fromStatusCode(status))
        .map(Response.Status::getReasonPhrase)
        .orElse(status == 422 ? "Unprocessable Content" : "Insufficient Storage");
  }
}
