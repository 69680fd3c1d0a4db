package dev.atelier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.atelier.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** What nobody should send, chosen by a seed. */
final class Hostile {
  /** In addresses, as they stand there. */
  private static final List<String> PLACES =
      List.of(
          "",
          "%00",
          "..",
          "..%2f..%2fetc%2fpasswd",
          "%2e%2e%2f",
          "%252e%252e%252f",
          "%ff%fe",
          "%",
          "%zz",
          "%ED%A0%80",
          "a%0d%0aX-Evil:%201",
          ";x=y",
          "%3b",
          "0",
          "-1",
          "NaN",
          "1e999999999",
          "null",
          "true",
          "99999999999999999999999999",
          "-9223372036854775808",
          "%F0%9F%A6%8A",
          "%E2%80%AE",
          "'%20OR%201=1--",
          "%3Cscript%3E",
          "$%7Bjndi:ldap://x%7D",
          "*",
          "+",
          "%5c..%5c..",
          "..;",
          "x".repeat(7000),
          "%41".repeat(900));

  /** As JSON. */
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-0.0",
          "-1",
          "1",
          "0.5",
          "1e999999999",
          "-1e999999999",
          "1e-999999999",
          "9223372036854775808",
          "4294967296",
          "9".repeat(5000),
          "0." + "1".repeat(5000),
          "NaN",
          "Infinity",
          "01",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"🦊\"",
          "\"\\u202e\"",
          "\"..\"",
          "\"../../etc/passwd\"",
          "\"%2e%2e%2f\"",
          "\"'; DROP TABLE session; --\"",
          "\"<script>alert(1)</script>\"",
          "\"${jndi:ldap://x}\"",
          "\"1\"",
          "\"NaN\"",
          "\"2026-13-45T99:99:99Z\"",
          "\"" + "x".repeat(200_000) + "\"",
          "\"" + "🦊".repeat(2001) + "\"",
          "[]",
          "{}",
          "[null]",
          "[[]]",
          "[\"\",\"\",\"\"]",
          "[1e999999999,-1]",
          "{\"\":null}",
          "[".repeat(5000) + "]".repeat(5000),
          "{\"a\":".repeat(5000) + "1" + "}".repeat(5000),
          "[" + "0,".repeat(20_000) + "0]",
          "\"\n\"",
          "'x'",
          "");

  private static final List<String> BODIES =
      List.of(
          "",
          " ",
          "null",
          "true",
          "7",
          "\"x\"",
          "[]",
          "{",
          "}",
          "{\"a\"",
          "{\"a\":1,}",
          "{\"a\":1}{\"a\":2}",
          "{\"a\":1,\"a\":2}",
          "{\"goal\":\"x\",\"goal\":\"y\"}",
          "[".repeat(100_000),
          "{\"a\":".repeat(100_000),
          "\uFEFF{}",
          "/**/{}",
          "{\"\\ud800\":1}",
          "<xml/>",
          "a=b&c=d",
          "x".repeat(1_500_000));

  private static final List<Map.Entry<String, String>> HEADERS =
      List.of(
          Map.entry("Accept", "nonsense"),
          Map.entry("Accept", "application/xml;q=9"),
          Map.entry("Accept", "*/*;q=-1"),
          Map.entry("Accept", ",".repeat(4000)),
          Map.entry("Content-Type", "nonsense"),
          Map.entry("Content-Type", "/"),
          Map.entry("Content-Type", "application/json; charset=no-such"),
          Map.entry("Content-Type", "application/json; charset=utf-16"),
          Map.entry("Content-Type", "multipart/form-data"),
          Map.entry("Content-Type", "text/plain"),
          Map.entry("Content-Encoding", "gzip"),
          Map.entry("If-None-Match", "\""),
          Map.entry("If-None-Match", "*"),
          Map.entry("If-Match", "W/\"x"),
          Map.entry("If-Modified-Since", "yesterday"),
          Map.entry("Range", "bytes=9-1"),
          Map.entry("Last-Event-ID", "-1"),
          Map.entry("Last-Event-ID", "9".repeat(400)),
          Map.entry("Cookie", "a=%00; =;;"),
          Map.entry("Cookie", "ATELIER_SESSION=" + "x".repeat(4000)),
          Map.entry("Host", "evil.example"),
          Map.entry("Host", "[::"),
          Map.entry("X-Forwarded-Proto", "gopher"),
          Map.entry("X-Forwarded-For", "::::"),
          Map.entry("Forwarded", "for=\"_;proto"),
          Map.entry("Accept-Language", "-"),
          Map.entry("Expect", "the unexpected"),
          Map.entry("X-HTTP-Method-Override", "DELETE"));

  /** How a body may be announced that comes otherwise, or not at all. */
  static final List<Map.Entry<String, String>> FRAMINGS =
      List.of(
          Map.entry("Content-Length", "99999999999999999999"),
          Map.entry("Content-Length", "-1"),
          Map.entry("Upgrade", "h2c"),
          Map.entry("Content-Length", "1000"),
          Map.entry("Content-Length", "x"),
          Map.entry("Content-Length", "9000000000"),
          Map.entry("Transfer-Encoding", "chunked"),
          Map.entry("Transfer-Encoding", "nonsense"),
          Map.entry("Transfer-Encoding", "chunked, chunked"));

  static final List<String> METHODS =
      List.of(
          "PUT",
          "TRACE",
          "FOO",
          "get",
          "OPTIONS",
          "HEAD",
          "PROPFIND",
          "CONNECT",
          "PATCH",
          "DELETE");

  private final RandomGenerator dice;

  Hostile(RandomGenerator dice) {
    this.dice = dice;
  }

  String place() {
    return one(PLACES);
  }

  Map.Entry<String, String> header() {
    return one(HEADERS);
  }

  byte[] body() {
    return dice.nextInt(10) == 0
        ? new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '"', (byte) 0xc3, '"', '}'}
        : one(BODIES).getBytes(StandardCharsets.UTF_8);
  }

  /** What the schema asks for, but for one member, or with one too many. */
  byte[] nearly(JsonNode schema, JsonNode schemas) {
    Map<String, String> members = new java.util.LinkedHashMap<>();
    schema
        .path("properties")
        .properties()
        .forEach(each -> members.put(each.getKey(), sample(each.getValue(), schemas)));
    List<String> names = new ArrayList<>(members.keySet());
    if (names.isEmpty() || dice.nextInt(12) == 0) {
      members.put("zz", one(VALUES));
    } else {
      members.put(one(names), one(VALUES));
    }
    if (!names.isEmpty() && dice.nextInt(6) == 0) {
      members.keySet().remove(one(names));
    }
    StringBuilder json = new StringBuilder("{");
    members.forEach(
        (name, value) ->
            json.append(json.length() > 1 ? "," : "")
                .append('"')
                .append(name)
                .append("\":")
                .append(value));
    return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Something of that form that does little. */
  private static String sample(JsonNode schema, JsonNode schemas) {
    JsonNode known =
        schema.has("$ref")
            ? schemas.path(schema.path("$ref").asText().replaceAll(".*/", ""))
            : schema;
    if (known.has("enum")) {
      return Json.write(known.path("enum").path(0));
    }
    if (known.has("example")) {
      return Json.write(known.path("example"));
    }
    return switch (known.path("type").asText()) {
      case "integer", "number" -> known.path("minimum").asText("1");
      case "boolean" -> "false";
      case "array" -> "[" + sample(known.path("items"), schemas) + "]";
      case "object" -> object(known, schemas);
      default -> Json.write("x".repeat(Math.max(2, known.path("minLength").asInt(2))));
    };
  }

  private static String object(JsonNode schema, JsonNode schemas) {
    ObjectNode object = Json.mapper().createObjectNode();
    schema
        .path("properties")
        .properties()
        .forEach(
            each ->
                object.putRawValue(
                    each.getKey(),
                    new com.fasterxml.jackson.databind.util.RawValue(
                        sample(each.getValue(), schemas))));
    return object.toString();
  }

  <T> T one(List<T> things) {
    return things.get(dice.nextInt(things.size()));
  }

  boolean oneIn(int times) {
    return dice.nextInt(times) == 0;
  }
}
