package dev.atelier.vision.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes quoted text out of a goal, so that nothing within quotes is split or read as a step, and
 * puts it back: each is stood in for by a mark that no person types. Used by one thread.
 */
final class Quotes {
  private static final char MARK = '\uE000';

  /** What stands for a quoted text, as a pattern. */
  static final String PATTERN = MARK + "\\d+" + MARK;

  private static final Pattern MARKED = Pattern.compile(MARK + "(\\d+)" + MARK);
  private static final String OPENING = "\"“”„«'‘";

  private final List<String> texts = new ArrayList<>();
  private final List<String> written = new ArrayList<>();

  /** The text with a mark in the place of each quoted text. */
  String takenFrom(String text) {
    String clean = text.replace(String.valueOf(MARK), "");
    StringBuilder rest = new StringBuilder();
    int at = 0;
    while (at < clean.length()) {
      char sign = clean.charAt(at);
      if (OPENING.indexOf(sign) >= 0 && opens(clean, at)) {
        int end = closing(clean, at);
        if (end < 0 && sign != '\'' && sign != '‘') {
          throw StepRules.notUnderstood(clean.substring(at), "its quotation mark is never closed");
        }
        if (end >= 0) {
          rest.append(MARK).append(texts.size()).append(MARK);
          written.add(clean.substring(at, end + 1));
          texts.add(unescaped(clean.substring(at + 1, end), sign));
          at = end + 1;
          continue;
        }
      }
      rest.append(sign);
      at++;
    }
    return rest.toString();
  }

  /** The quoted text that a mark stands for, or the words as they are, without spaces around. */
  String plain(String words) {
    Matcher matcher = MARKED.matcher(words);
    return matcher.replaceAll(mark -> Matcher.quoteReplacement(texts.get(number(mark.group(1)))));
  }

  /** The words as the person wrote them, with their quotes. */
  String asWritten(String words) {
    Matcher matcher = MARKED.matcher(words);
    return matcher.replaceAll(mark -> Matcher.quoteReplacement(written.get(number(mark.group(1)))));
  }

  private static int number(String digits) {
    return Integer.parseInt(digits);
  }

  /** A single quote within or after a word is an apostrophe. */
  private static boolean opens(String text, int at) {
    char sign = text.charAt(at);
    boolean single = sign == '\'' || sign == '‘';
    return !single || at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
  }

  private static int closing(String text, int at) {
    String closers = closers(text.charAt(at));
    for (int n = at + 1; n < text.length(); n++) {
      char sign = text.charAt(n);
      if (sign == '\\' && n + 1 < text.length() && isEscaped(text.charAt(n + 1), closers)) {
        n++;
      } else if (closers.indexOf(sign) >= 0 && closes(text, n)) {
        return n;
      }
    }
    return -1;
  }

  /** In straight quotes a backslash before a backslash makes it an ordinary sign. */
  private static boolean isEscaped(char sign, String closers) {
    boolean straight = closers.equals("\"") || closers.equals("'");
    return closers.indexOf(sign) >= 0 || (straight && sign == '\\');
  }

  private static boolean closes(String text, int at) {
    char sign = text.charAt(at);
    boolean single = sign == '\'' || sign == '’';
    return !single || at + 1 == text.length() || !Character.isLetterOrDigit(text.charAt(at + 1));
  }

  private static String closers(char opening) {
    return switch (opening) {
      case '“' -> "”\"";
      case '„' -> "“”\"";
      case '”' -> "”";
      case '«' -> "»";
      case '‘' -> "’'";
      case '\'' -> "'";
      default -> "\"";
    };
  }

  /** Within straight quotes: {@code \"}, {@code \'}, {@code \\}, {@code \n}, {@code \t}. */
  private static String unescaped(String text, char opening) {
    if (opening != '"' && opening != '\'') {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    for (int n = 0; n < text.length(); n++) {
      char sign = text.charAt(n);
      char next = n + 1 < text.length() ? text.charAt(n + 1) : ' ';
      int known = sign == '\\' ? "nt\"'\\".indexOf(next) : -1;
      if (known >= 0) {
        plain.append("\n\t\"'\\".charAt(known));
        n++;
      } else {
        plain.append(sign);
      }
    }
    return plain.toString();
  }

  /** Whether the words are one quoted text and nothing else. */
  static boolean isMark(String words) {
    return MARKED.matcher(words.strip()).matches();
  }
}
