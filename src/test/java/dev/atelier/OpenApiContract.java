package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * The OpenAPI document is good enough to make a client of; that every answer of this run is as it
 * says, is seen to by {@link DocumentedAnswers}.
 */
interface OpenApiContract extends Contract {
  /** What the answers of this run were held against. */
  DocumentedAnswers documented();

  @Test
  default void everyOperationHasANameAndSaysWhatItTakesAndAnswers() {
    SoftAssertions all = new SoftAssertions();
    Set<String> names = new HashSet<>();
    for (DocumentedAnswers.Operation operation : documented().operations()) {
      String what = operation.method() + " " + operation.path();
      JsonNode described = operation.described();
      String name = described.path("operationId").asText();
      all.assertThat(name).as(what + ": a line in operations.txt").matches("[a-z][A-Za-z]+");
      all.assertThat(names.add(name)).as(what + ": another has the name " + name).isTrue();
      all.assertThat(described.path("summary").asText()).as(what).isNotBlank();
      all.assertThat(described.path("tags").size()).as(what).isEqualTo(1);
      JsonNode responses = described.path("responses");
      all.assertThat(responses.properties())
          .as(what)
          .anyMatch(response -> response.getKey().matches("[23].."))
          .anyMatch(response -> response.getKey().equals("default"));
      for (JsonNode parameter : described.path("parameters")) {
        all.assertThat(parameter.path("$ref").asText())
            .as(what + ": a parameter without bounds: " + parameter)
            .startsWith("#/components/parameters/");
      }
      boolean open = described.path("x-role").asText().equals("none");
      all.assertThat(described.path("security").isEmpty()).as(what + ": security").isEqualTo(open);
    }
    all.assertThat(names).hasSizeGreaterThan(55);
    all.assertAll();
  }

  @Test
  default void everyReferenceLeadsSomewhere() throws Exception {
    JsonNode document = Json.mapper().readTree(anybody().get("/openapi?format=json").text());
    List<String> references = document.findValuesAsText("$ref");
    assertThat(references).hasSizeGreaterThan(200);
    assertThat(new HashSet<>(references))
        .allSatisfy(
            reference ->
                assertThat(document.at(reference.substring(1)).isObject()).as(reference).isTrue());
    assertThat(document.path("components").path("schemas").has("SessionView")).isFalse();
    assertThat(document.path("components").path("securitySchemes").has("bearer")).isTrue();
    assertThat(document.path("servers").path(0).path("url").asText()).isEqualTo("/");
    assertThat(document.path("tags").findValuesAsText("name")).doesNotHaveDuplicates();
  }

  @Test
  @Order(Integer.MAX_VALUE - 1)
  default void mostOperationsWereSeenToAnswerWell() {
    // Not those that need a model, a second engine or a package mirror.
    assertThat(documented().seen().stream().filter(seen -> seen.matches(".* 2..")).count())
        .as(documented().seen().toString())
        .isGreaterThan(25);
  }
}
