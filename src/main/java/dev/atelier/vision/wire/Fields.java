package dev.atelier.vision.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.desktop.Point;
import dev.atelier.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fields of a JSON object that a model wrote, read strictly: whatever is missing, of the wrong
 * kind or unknown is {@link Unintelligible}. Not thread-safe.
 */
public final class Fields {
  private final String place;
  private final ObjectNode object;
  private final Set<String> unread = new TreeSet<>();

  private Fields(String place, ObjectNode object) {
    this.place = place;
    this.object = object;
    object.fieldNames().forEachRemaining(unread::add);
  }

  /** Reads an object from a text that holds nothing else. */
  public static Fields parse(String place, String text) {
    try {
      return of(place, Json.mapper().readTree(text == null ? "" : text));
    } catch (JsonProcessingException wrong) {
      throw new Unintelligible(place + " is not valid JSON: " + wrong.getOriginalMessage());
    }
  }

  public static Fields of(String place, JsonNode node) {
    if (node instanceof ObjectNode object) {
      return new Fields(place, object);
    }
    throw new Unintelligible(place + " must be one JSON object");
  }

  public boolean has(String field) {
    if (!object.hasNonNull(field)) {
      unread.remove(field);
      return false;
    }
    return true;
  }

  /** Whether a list is there that is not empty. */
  public boolean hasAny(String field) {
    return has(field) && !(object.get(field).isArray() && nothingIn(field));
  }

  private boolean nothingIn(String field) {
    boolean empty = object.get(field).isEmpty();
    if (empty) {
      unread.remove(field);
    }
    return empty;
  }

  public String text(String field) {
    JsonNode node = required(field);
    if (!node.isTextual()) {
      throw wrong(field, "must be text");
    }
    return node.textValue();
  }

  public Optional<String> optionalText(String field) {
    return has(field) ? Optional.of(text(field)) : Optional.empty();
  }

  /** A finite number. */
  public double number(String field) {
    JsonNode node = required(field);
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw wrong(field, "must be a number");
    }
    return node.doubleValue();
  }

  public int whole(String field, int least, int most) {
    double number = number(field);
    if (number != Math.rint(number) || number < least || number > most) {
      throw wrong(field, "must be a whole number from " + least + " to " + most);
    }
    return (int) number;
  }

  public boolean flag(String field) {
    if (!has(field)) {
      return false;
    }
    JsonNode node = required(field);
    if (!node.isBoolean()) {
      throw wrong(field, "must be true or false");
    }
    return node.booleanValue();
  }

  /** A list of texts, at least one. */
  public List<String> texts(String field) {
    JsonNode node = required(field);
    List<String> texts = new ArrayList<>();
    node.forEach(item -> texts.add(item.isTextual() ? item.textValue() : ""));
    if (!node.isArray() || texts.isEmpty() || texts.contains("")) {
      throw wrong(field, "must be a list of texts");
    }
    return texts;
  }

  /** A list of objects, at least one. */
  public List<Fields> objects(String field, int most) {
    JsonNode node = required(field);
    if (!node.isArray() || node.isEmpty() || node.size() > most) {
      throw wrong(field, "must be a list of 1 to " + most);
    }
    List<Fields> objects = new ArrayList<>();
    node.forEach(item -> objects.add(of(place + "." + field + "[" + objects.size() + "]", item)));
    return objects;
  }

  public Fields object(String field) {
    return of(place + "." + field, required(field));
  }

  /** The place that {@code x} and {@code y} name. */
  public Point point(Scale scale) {
    return point("x", "y", scale);
  }

  public Point point(String x, String y, Scale scale) {
    try {
      return scale.toScreen(number(x), number(y));
    } catch (Unintelligible offScreen) {
      throw offScreen.getMessage().startsWith(place)
          ? offScreen
          : new Unintelligible(place + ": " + offScreen.getMessage());
    }
  }

  /** The place, or none where neither coordinate is there. */
  public Optional<Point> optionalPoint(Scale scale) {
    return has("x") || has("y") ? Optional.of(point(scale)) : Optional.empty();
  }

  /** Takes no notice of a field that changes nothing. */
  public Fields ignoring(String... fields) {
    unread.removeAll(List.of(fields));
    return this;
  }

  /** A field that is not understood might have changed what is meant. */
  public void refuseUnread() {
    unread.stream()
        .findFirst()
        .ifPresent(
            field -> {
              throw wrong(field, "is not a parameter here");
            });
  }

  /** Everything as plain Java values. */
  public Map<String, Object> all() {
    return Json.readObject(object.toString());
  }

  /** The object as compact JSON. */
  public String json() {
    return object.toString();
  }

  public Unintelligible wrong(String field, String reason) {
    return new Unintelligible(place + "." + field + " " + reason);
  }

  private JsonNode required(String field) {
    unread.remove(field);
    if (!object.hasNonNull(field)) {
      throw wrong(field, "is missing");
    }
    return object.get(field);
  }
}
