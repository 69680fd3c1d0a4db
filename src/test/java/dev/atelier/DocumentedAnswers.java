package dev.atelier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.oas.OpenApi30;
import dev.atelier.json.Json;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Holds every answer against what the OpenAPI document says of its operation: its status, its kind,
 * and its JSON, in which nothing may be that the document does not name. Thread-safe.
 */
final class DocumentedAnswers implements Client.Witness {
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(
          VersionFlag.V4,
          builder ->
              builder
                  .metaSchema(OpenApi30.getInstance())
                  .defaultMetaSchemaIri(OpenApi30.getInstance().getIri()));

  private final ObjectNode components;
  private final List<Operation> operations;
  private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();
  private final Set<String> seen = ConcurrentHashMap.newKeySet();

  /** An operation of the document; its responses by status. */
  record Operation(String method, String path, Pattern pattern, JsonNode described) {
    static Operation of(String method, String path, JsonNode described) {
      String pattern = Pattern.quote(path).replaceAll("\\{[a-z]+\\}", "\\\\E[^/]+\\\\Q");
      return new Operation(
          method.toUpperCase(Locale.ROOT), path, Pattern.compile(pattern + "/?"), described);
    }

    String name() {
      return described.path("operationId").asText(method + " " + path);
    }
  }

  DocumentedAnswers(String document) throws IOException {
    JsonNode root = Json.mapper().readTree(document);
    components = root.path("components").deepCopy();
    close(components);
    operations =
        root.path("paths").properties().stream()
            .flatMap(
                path ->
                    path.getValue().properties().stream()
                        .filter(item -> item.getValue().has("responses"))
                        .map(item -> Operation.of(item.getKey(), path.getKey(), item.getValue())))
            // What is spelled out goes before what stands for anything.
            .sorted(Comparator.comparing(operation -> operation.path().replace('{', '~')))
            .toList();
  }

  List<Operation> operations() {
    return operations;
  }

  /** Names of the operations that were answered so far, with the status. */
  Set<String> seen() {
    return seen;
  }

  @Override
  public void saw(String method, String address, Answer answer) {
    String path = address.replaceAll("[?].*", "");
    if (path.contains(";") || path.contains("..") || path.contains("//")) {
      // Where such an address leads is for the container to say.
      return;
    }
    operations.stream()
        .filter(one -> one.method().equals(method) && one.pattern().matcher(path).matches())
        // Of /recipes/{id} and /recipes/{id}.yaml the one that says more.
        .max(Comparator.comparingInt(one -> one.path().replaceAll("[{][^}]*[}]", "").length()))
        .ifPresent(
            operation ->
                problem(operation, answer)
                    .ifPresent(
                        problem -> {
                          throw new AssertionError(
                              "%s %s (%s) is not answered as documented: %s\n%d %s"
                                  .formatted(
                                      method,
                                      address,
                                      operation.name(),
                                      problem,
                                      answer.status(),
                                      answer.text()));
                        }));
  }

  private Optional<String> problem(Operation operation, Answer answer) {
    seen.add(operation.name() + " " + answer.status());
    JsonNode response =
        operation.described().path("responses").path(Integer.toString(answer.status()));
    if (response.isMissingNode()) {
      return Optional.of("no such status");
    }
    JsonNode content = response.path("content");
    if (answer.body().length == 0) {
      return Optional.empty();
    }
    String kind = answer.header("Content-Type").replaceAll(";.*", "").strip();
    if (!content.has(kind)) {
      return Optional.of("no content of the kind " + kind);
    }
    String reference = content.path(kind).path("schema").path("$ref").asText();
    if (reference.isEmpty()) {
      return kind.contains("json") ? Optional.of("no schema") : Optional.empty();
    }
    return kind.endsWith("ndjson")
        ? answer
            .text()
            .lines()
            .map(line -> problem(reference, line))
            .flatMap(Optional::stream)
            .findFirst()
        : problem(reference, answer.text());
  }

  private Optional<String> problem(String reference, String json) {
    try {
      Set<ValidationMessage> found =
          schemas.computeIfAbsent(reference, this::schema).validate(Json.mapper().readTree(json));
      return found.isEmpty() ? Optional.empty() : Optional.of(found.toString());
    } catch (IOException noJson) {
      return Optional.of("no JSON: " + noJson.getMessage());
    }
  }

  private JsonSchema schema(String reference) {
    ObjectNode whole = Json.mapper().createObjectNode();
    whole.putArray("allOf").addObject().put("$ref", reference);
    whole.set("components", components);
    return FACTORY.getSchema(whole);
  }

  /** What a schema does not name may not be there, unless it says so. */
  private static void close(JsonNode node) {
    if (node instanceof ObjectNode schema
        && schema.path("properties").isObject()
        && !schema.has("additionalProperties")) {
      schema.put("additionalProperties", false);
    }
    StreamSupport.stream(node.spliterator(), false).forEach(DocumentedAnswers::close);
  }
}
