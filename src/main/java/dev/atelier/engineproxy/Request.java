package dev.atelier.engineproxy;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The head of a request, read so strictly that the engine cannot read it otherwise: nothing of its
 * spelling is passed on.
 *
 * @param version as in {@code /v1.41}, or empty
 * @param segments of the path, decoded
 * @param query each name once
 */
record Request(
    String method,
    String version,
    List<String> segments,
    Map<String, String> query,
    Map<String, String> headers) {
  private static final Pattern LINE =
      Pattern.compile("(GET|HEAD|POST|PUT|DELETE) (/\\S*) HTTP/1\\.1");
  private static final Pattern TARGET = Pattern.compile("([A-Za-z0-9/._:@%~-]+)(?:\\?([!-~]*))?");
  private static final Pattern HEADER =
      Pattern.compile("([A-Za-z0-9-]+):[ \\t]*([\\t\\x20-\\x7e]*?)[ \\t]*");
  private static final Pattern VERSION = Pattern.compile("v\\d{1,2}\\.\\d{1,3}");
  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:@-]*");
  private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

  static Request parse(String head) {
    List<String> lines = List.of(head.split("\r\n", -1));
    Matcher first = LINE.matcher(lines.get(0));
    Matcher target = first.matches() ? TARGET.matcher(first.group(2)) : first;
    if (!first.matches() || !target.matches()) {
      throw Refused.malformed("the request line is malformed");
    }
    List<String> segments = segments(target.group(1));
    String version = "";
    if (VERSION.matcher(segments.get(0)).matches()) {
      version = "/" + segments.remove(0);
    }
    return new Request(
        first.group(1),
        version,
        List.copyOf(segments),
        query(target.group(2)),
        headers(lines.subList(1, lines.size())));
  }

  /** An encoded slash is one: names of images have some. */
  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    for (String segment : decoded(path).substring(1).split("/", -1)) {
      if (!SEGMENT.matcher(segment).matches() || segment.contains("..")) {
        throw Refused.malformed("the path is malformed");
      }
      segments.add(segment);
    }
    return segments;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException wrong) {
      throw Refused.malformed("the address is malformed");
    }
  }

  private static Map<String, String> query(String text) {
    Map<String, String> query = new LinkedHashMap<>();
    if (text == null || text.isEmpty()) {
      return query;
    }
    for (String part : text.split("&", -1)) {
      int equals = part.indexOf('=');
      String name = decoded(equals < 0 ? part : part.substring(0, equals));
      String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
      if (part.contains(";") || !name.matches("[A-Za-z]+") || query.put(name, value) != null) {
        throw Refused.malformed("the query is malformed");
      }
    }
    return query;
  }

  private static Map<String, String> headers(List<String> lines) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : lines) {
      Matcher header = HEADER.matcher(line);
      if (!header.matches()) {
        throw Refused.malformed("a header is malformed");
      }
      String name = header.group(1).toLowerCase(Locale.ROOT);
      boolean again = headers.put(name, header.group(2)) != null;
      if (again && !name.equals("accept")) {
        throw Refused.malformed("the header " + name + " is there twice");
      }
    }
    return headers;
  }

  /** How long the body is; empty when it comes in chunks. */
  Optional<Long> length() {
    String coding = headers.get("transfer-encoding");
    String length = headers.get("content-length");
    if (coding != null && (length != null || !coding.equalsIgnoreCase("chunked"))) {
      throw Refused.malformed("how long the body is cannot be told");
    }
    if (length != null && !LENGTH.matcher(length).matches()) {
      throw Refused.malformed("Content-Length is malformed");
    }
    return coding != null
        ? Optional.empty()
        : Optional.of(length == null ? 0L : Long.parseLong(length));
  }

  boolean wantsUpgrade() {
    return "tcp".equalsIgnoreCase(headers.get("upgrade"));
  }

  /** The path without its version, as in {@code /containers/json}. */
  String path() {
    return segments.stream().collect(Collectors.joining("/", "/", ""));
  }

  /** The same with another path. */
  Request to(String path) {
    return new Request(method, version, List.of(path.substring(1).split("/", -1)), query, headers);
  }

  String line() {
    String asked =
        query.entrySet().stream()
            .map(each -> each.getKey() + "=" + encoded(each.getValue()))
            .collect(Collectors.joining("&"));
    return method + " " + version + path() + (asked.isEmpty() ? "" : "?" + asked) + " HTTP/1.1";
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }

  String parameter(String name) {
    return query.getOrDefault(name, "");
  }
}
