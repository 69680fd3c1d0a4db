package dev.atelier.engineproxy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An object of JSON of which only known fields are passed on. The engine reads names without regard
 * to case, and the last of several: so fields in another spelling, or twice, are refused.
 */
final class Wish {
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private final ObjectNode object;
  private final String where;

  private Wish(ObjectNode object, String where) {
    this.object = object;
    this.where = where;
  }

  static Wish parse(byte[] body, String where) {
    try {
      JsonNode node = body.length == 0 ? MAPPER.createObjectNode() : MAPPER.readTree(body);
      return of(node, where);
    } catch (JsonProcessingException wrong) {
      throw Refused.malformed("the body is not JSON");
    } catch (java.io.IOException impossible) {
      throw Refused.malformed("the body cannot be read");
    }
  }

  private static Wish of(JsonNode node, String where) {
    if (node instanceof ObjectNode found) {
      return new Wish(found, where);
    }
    throw Refused.malformed(where + " must be an object");
  }

  /** The object in a field; an empty one when there is none. */
  Wish inner(String field) {
    JsonNode node = object.path(field);
    return of(node.isMissingNode() || node.isNull() ? MAPPER.createObjectNode() : node, field);
  }

  JsonNode get(String field) {
    return object.path(field);
  }

  String text(String field) {
    JsonNode node = object.path(field);
    return node.isTextual() ? node.textValue() : "";
  }

  /**
   * Keeps what is allowed.
   *
   * @param checked fields that may be there, and what must hold of them
   * @param empty fields that may be there if they say nothing; they are not passed on, and neither
   *     is what is null
   */
  Wish only(Map<String, Predicate<JsonNode>> checked, Set<String> empty) {
    for (Map.Entry<String, JsonNode> field : Set.copyOf(object.properties())) {
      String name = field.getKey();
      JsonNode value = field.getValue();
      if (value.isNull()) {
        object.remove(name);
      } else if (checked.containsKey(name)) {
        if (!checked.get(name).test(value)) {
          throw new Refused(where + "." + name + " is not allowed to be " + shown(value));
        }
      } else if (empty.contains(name) && saysNothing(value)) {
        object.remove(name);
      } else {
        throw new Refused(where + "." + name + " is not allowed");
      }
    }
    return this;
  }

  /** Leaves out all other fields, which say nothing that is wanted. */
  Wish keep(Set<String> fields) {
    object.retain(fields);
    return this;
  }

  private static String shown(JsonNode value) {
    String text = value.toString();
    return text.substring(0, Math.min(text.length(), 200));
  }

  private static boolean saysNothing(JsonNode value) {
    return value.isContainerNode()
        ? value.isEmpty()
        : value.isNumber() ? value.asLong(1) == 0 : value.asText().isEmpty() || isFalse(value);
  }

  private static boolean isFalse(JsonNode value) {
    return value.isBoolean() && !value.booleanValue();
  }

  byte[] bytes() {
    try {
      return MAPPER.writeValueAsBytes(object);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
