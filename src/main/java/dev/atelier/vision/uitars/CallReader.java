package dev.atelier.vision.uitars;

import dev.atelier.vision.wire.PlainWords;
import dev.atelier.vision.wire.Unintelligible;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads calls one after the other, as Python would: quotes, escapes, commas. Used once. */
final class CallReader {
  private static final int MOST_CALLS = 10;

  private final String text;
  private int at;

  private CallReader(String text) {
    this.text = text;
  }

  /** All calls of a text that holds nothing else. */
  static List<Call> read(String text) {
    CallReader reader = new CallReader(text);
    List<Call> calls = new ArrayList<>();
    reader.skipBlanks();
    while (reader.at < text.length()) {
      calls.add(reader.call());
      reader.skipBlanks();
      if (calls.size() > MOST_CALLS) {
        throw new Unintelligible("there are more than " + MOST_CALLS + " actions");
      }
    }
    return calls;
  }

  private Call call() {
    String name = word();
    expect('(');
    Map<String, String> arguments = new LinkedHashMap<>();
    skipBlanks();
    while (peek() != ')') {
      String argument = word();
      expect('=');
      if (arguments.put(argument, quoted()) != null) {
        throw new Unintelligible(name + " has its argument " + argument + " twice");
      }
      skipBlanks();
      if (peek() != ')') {
        expect(',');
        skipBlanks();
      }
    }
    at++;
    return Call.of(name, arguments);
  }

  private String word() {
    skipBlanks();
    int start = at;
    while (at < text.length() && (Character.isLetterOrDigit(peek()) || peek() == '_')) {
      at++;
    }
    if (start == at) {
      throw broken();
    }
    return text.substring(start, at);
  }

  private String quoted() {
    skipBlanks();
    char quote = peek();
    if (quote != '\'' && quote != '"') {
      throw broken();
    }
    at++;
    StringBuilder value = new StringBuilder();
    while (peek() != quote) {
      value.append(peek() == '\\' ? escaped() : String.valueOf(peek()));
      at++;
    }
    at++;
    return value.toString();
  }

  /** An escape that Python does not know stands for itself. */
  private String escaped() {
    at++;
    return switch (peek()) {
      case 'n' -> "\n";
      case 't' -> "\t";
      case 'r' -> "\r";
      case '\\', '\'', '"' -> String.valueOf(peek());
      default -> "\\" + peek();
    };
  }

  private void expect(char wanted) {
    skipBlanks();
    if (peek() != wanted) {
      throw broken();
    }
    at++;
  }

  private char peek() {
    if (at >= text.length()) {
      throw new Unintelligible("the action ends in the middle: “" + PlainWords.quote(text) + "”");
    }
    return text.charAt(at);
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private Unintelligible broken() {
    return new Unintelligible(
        "the action is not written as name(argument='value') from here on: “"
            + PlainWords.quote(text.substring(at))
            + "”");
  }
}
