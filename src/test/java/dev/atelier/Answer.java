package dev.atelier;

import dev.atelier.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What the server answered. */
@SuppressWarnings("ArrayRecordComponent")
public record Answer(int status, Map<String, List<String>> headers, byte[] body) {

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  public Map<String, Object> json() {
    return Json.readObject(text());
  }

  public String text(String member) {
    return String.valueOf(json().get(member));
  }

  @SuppressWarnings("unchecked")
  public List<Map<String, Object>> list(String member) {
    return (List<Map<String, Object>>) json().get(member);
  }

  public String header(String name) {
    return headers.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .map(entry -> entry.getValue().get(0))
        .findFirst()
        .orElse("");
  }
}
