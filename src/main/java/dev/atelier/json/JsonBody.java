package dev.atelier.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * The JSON object of a request, read field by field with errors that name the field. Not
 * thread-safe.
 */
public final class JsonBody {
  private static final int MOST_DIGITS = 100;

  private final ObjectNode object;
  private final Set<String> unread = new TreeSet<>();

  private JsonBody(ObjectNode object) {
    this.object = object;
    object.fieldNames().forEachRemaining(unread::add);
  }

  /**
   * Parses a body; an empty one counts as {@code {}}.
   *
   * @throws MalformedBody when it is not a JSON object
   */
  public static JsonBody parse(String text) {
    if (text == null || text.isBlank()) {
      return new JsonBody(Json.mapper().createObjectNode());
    }
    JsonNode node;
    try {
      node = Json.mapper().readTree(text);
    } catch (JsonProcessingException wrong) {
      throw new MalformedBody("the body is not JSON: " + wrong.getOriginalMessage());
    }
    if (node instanceof ObjectNode object) {
      return new JsonBody(object);
    }
    throw new MalformedBody("the body must be a JSON object, such as {\"goal\": \"…\"}");
  }

  /** An object that was read already, from whatever. */
  public static JsonBody of(ObjectNode object) {
    return new JsonBody(object);
  }

  /** The names of all its fields. */
  public List<String> fields() {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /** Refuses fields that nobody asked for, so that a misspelt one is not silently ignored. */
  public void refuseUnread() {
    unread.stream()
        .findFirst()
        .ifPresent(
            field -> {
              throw new InvalidField(field, "is not a field of this request");
            });
  }

  /** Whether the field is there, be it {@code null}. */
  public boolean names(String field) {
    return object.has(field);
  }

  /** Whether the field is there and {@code null} or 0, for “the usual”; counts as read then. */
  public boolean resets(String field) {
    JsonNode node = object.path(field);
    boolean usual = node.isNull() || (node.isNumber() && node.decimalValue().signum() == 0);
    if (usual) {
      unread.remove(field);
    }
    return usual;
  }

  public boolean has(String field) {
    return object.hasNonNull(field);
  }

  public Optional<String> text(String field, int least, int most) {
    return node(field).map(node -> textOf(field, node, least, most));
  }

  private static String textOf(String field, JsonNode node, int least, int most) {
    if (!node.isTextual()) {
      throw new InvalidField(field, "must be text");
    }
    String text = node.textValue();
    if (!Parameter.isStorable(text)) {
      throw new InvalidField(field, "holds a character that cannot be stored");
    }
    int length = text.strip().codePointCount(0, text.strip().length());
    if (length < least || text.codePointCount(0, text.length()) > most) {
      throw new InvalidField(
          field, "must have " + least + " to " + most + " characters, not " + length);
    }
    return text;
  }

  public String requiredText(String field, int least, int most) {
    return text(field, least, most).orElseThrow(() -> new InvalidField(field, "is missing"));
  }

  /** True or false. */
  public Optional<Boolean> flag(String field) {
    return node(field)
        .map(
            node -> {
              if (!node.isBoolean()) {
                throw new InvalidField(field, "must be true or false");
              }
              return node.booleanValue();
            });
  }

  public Optional<Integer> whole(String field, int least, int most) {
    return node(field)
        .map(
            node -> {
              if (!node.isIntegralNumber()
                  || !node.canConvertToInt()
                  || node.intValue() < least
                  || node.intValue() > most) {
                throw new InvalidField(
                    field, "must be a whole number from " + least + " to " + most);
              }
              return node.intValue();
            });
  }

  public Optional<BigDecimal> decimal(String field, String least, String most) {
    return node(field)
        .map(
            node -> {
              if (!node.isNumber()
                  || Math.abs(node.decimalValue().scale()) > MOST_DIGITS
                  || node.decimalValue().compareTo(new BigDecimal(least)) < 0
                  || node.decimalValue().compareTo(new BigDecimal(most)) > 0) {
                throw new InvalidField(field, "must be a number from " + least + " to " + most);
              }
              return node.decimalValue();
            });
  }

  /** The field as an object of its own. */
  public Optional<JsonBody> object(String field) {
    return node(field)
        .map(
            node -> {
              if (node instanceof ObjectNode inner) {
                return new JsonBody(inner);
              }
              throw new InvalidField(field, "must be an object");
            });
  }

  /** The field as a list of objects. */
  public Optional<List<JsonBody>> objects(String field, int most) {
    return node(field)
        .map(
            node -> {
              if (!node.isArray() || node.size() > most) {
                throw new InvalidField(field, "must be a list of at most " + most);
              }
              return StreamSupport.stream(node.spliterator(), false)
                  .map(item -> objectOf(field, item))
                  .toList();
            });
  }

  /** The field as a list of texts, each with {@code least} to {@code most} characters. */
  public Optional<List<String>> texts(String field, int count, int least, int most) {
    return node(field)
        .map(
            node -> {
              if (!node.isArray() || node.size() > count) {
                throw new InvalidField(field, "must be a list of at most " + count + " texts");
              }
              return StreamSupport.stream(node.spliterator(), false)
                  .map(item -> textOf(field, item, least, most))
                  .toList();
            });
  }

  public boolean isText(String field) {
    return object.path(field).isTextual();
  }

  /** Every field that was not read yet, as plain Java values; they count as read from now on. */
  public java.util.Map<String, Object> rest() {
    ObjectNode rest = object.deepCopy().retain(unread);
    unread.clear();
    return Json.readObject(rest.toString());
  }

  private static JsonBody objectOf(String field, JsonNode item) {
    if (item instanceof ObjectNode inner) {
      return new JsonBody(inner);
    }
    throw new InvalidField(field, "must hold objects only");
  }

  private Optional<JsonNode> node(String field) {
    unread.remove(field);
    return object.hasNonNull(field) ? Optional.of(object.get(field)) : Optional.empty();
  }
}
