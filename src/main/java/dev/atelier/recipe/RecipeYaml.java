package dev.atelier.recipe;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import dev.atelier.json.JsonBody;
import dev.atelier.json.MalformedBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * A recipe as one YAML file. What is read is one plain object of few levels: anchors, aliases and
 * tags are refused, so that no file grows when it is read. Thread-safe.
 */
public final class RecipeYaml {
  public static final String MEDIA_TYPE = "application/yaml";

  /** Far more than a recipe can be long. */
  private static final int MOST_CHARACTERS = 100_000;

  private static final int DEEPEST = 5;
  private static final ObjectMapper MAPPER = new ObjectMapper(factory());

  private RecipeYaml() {}

  private static YAMLFactory factory() {
    LoaderOptions bounds = new LoaderOptions();
    bounds.setCodePointLimit(MOST_CHARACTERS);
    bounds.setNestingDepthLimit(DEEPEST);
    bounds.setMaxAliasesForCollections(0);
    bounds.setAllowDuplicateKeys(false);
    return YAMLFactory.builder()
        .loaderOptions(bounds)
        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
        .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
        .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
        .disable(YAMLGenerator.Feature.SPLIT_LINES)
        .build();
  }

  /**
   * What a file says; never that it is shared, which is for whoever reads it in to say.
   *
   * @throws MalformedBody when it is no such file
   * @throws dev.atelier.json.InvalidField when a field is missing, unknown or out of range
   */
  public static RecipeDraft read(String text) {
    return RecipeFields.draft(JsonBody.of(object(text)));
  }

  private static ObjectNode object(String text) {
    if (text == null || text.length() > MOST_CHARACTERS) {
      throw new MalformedBody("a recipe's file has at most " + MOST_CHARACTERS + " characters");
    }
    try {
      requirePlain(text);
      JsonNode node = MAPPER.readTree(text);
      if (node instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException wrong) {
      throw new MalformedBody("the file is not YAML: " + firstLine(wrong.getOriginalMessage()));
    } catch (IOException wrong) {
      throw new UncheckedIOException(wrong);
    }
    throw new MalformedBody("the file must hold one recipe: name, goal and what else it has");
  }

  private static void requirePlain(String text) throws IOException {
    try (YAMLParser parser = (YAMLParser) MAPPER.getFactory().createParser(text)) {
      int documents = 0;
      int depth = 0;
      while (parser.nextToken() != null) {
        if (parser.isCurrentAlias() || parser.getObjectId() != null || parser.getTypeId() != null) {
          throw new MalformedBody(
              "the file has an anchor, an alias or a tag (&, *, !); write the values out");
        }
        documents += depth == 0 ? 1 : 0;
        depth += depthOf(parser);
      }
      if (documents > 1) {
        throw new MalformedBody("the file holds more than one recipe; send one at a time");
      }
    }
  }

  private static int depthOf(JsonParser parser) {
    return parser.currentToken().isStructStart() ? 1 : parser.currentToken().isStructEnd() ? -1 : 0;
  }

  private static String firstLine(String message) {
    return String.valueOf(message).lines().findFirst().orElse("");
  }

  /** What the file of a recipe is called, of signs that no system minds. */
  public static String fileName(RecipeDraft draft) {
    String plain = draft.name().replaceAll("[^A-Za-z0-9]+", "-").replaceAll("^-|-$", "");
    return (plain.isEmpty() ? "recipe" : plain) + ".yaml";
  }

  /** The file of a recipe. */
  public static String write(RecipeDraft draft) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", draft.name());
    if (!draft.description().isEmpty()) {
      fields.put("description", draft.description());
    }
    draft.backend().ifPresent(backend -> fields.put("backend", backend));
    fields.put("goal", draft.goal());
    if (!draft.example().isEmpty()) {
      fields.put("example", new TreeMap<>(draft.example()));
    }
    try {
      return MAPPER.writeValueAsString(fields);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
