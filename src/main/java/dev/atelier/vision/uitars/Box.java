package dev.atelier.vision.uitars;

import dev.atelier.vision.wire.PlainWords;
import dev.atelier.vision.wire.Unintelligible;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place as the model writes it: {@code (x,y)}, {@code [x1, y1, x2, y2]} whose middle counts,
 * {@code <point>x y</point>}, each with or without {@code <|box_start|>…<|box_end|>}.
 */
record Box(double x, double y) {
  private static final String NUMBER = "(-?\\d{1,9}(?:\\.\\d{1,9})?)";
  private static final String GAP = "\\s*[,\\s]\\s*";
  private static final Pattern NUMBERS =
      Pattern.compile(NUMBER + GAP + NUMBER + "(?:" + GAP + NUMBER + GAP + NUMBER + ")?");
  private static final int LONGEST = 120;

  static Box read(String text) {
    String plain = text.replace("<|box_start|>", "").replace("<|box_end|>", "").strip();
    Matcher numbers = NUMBERS.matcher(text.length() > LONGEST ? "" : inside(plain).strip());
    if (!numbers.matches()) {
      throw new Unintelligible("“" + PlainWords.quote(text) + "” is not a place such as (x,y)");
    }
    double x = Double.parseDouble(numbers.group(1));
    double y = Double.parseDouble(numbers.group(2));
    return numbers.group(3) == null
        ? new Box(x, y)
        : new Box(
            (x + Double.parseDouble(numbers.group(3))) / 2,
            (y + Double.parseDouble(numbers.group(4))) / 2);
  }

  private static String inside(String text) {
    String[][] brackets = {{"(", ")"}, {"[", "]"}, {"<point>", "</point>"}, {"<bbox>", "</bbox>"}};
    for (String[] pair : brackets) {
      if (text.length() >= pair[0].length() + pair[1].length()
          && text.startsWith(pair[0])
          && text.endsWith(pair[1])) {
        return text.substring(pair[0].length(), text.length() - pair[1].length());
      }
    }
    return text;
  }
}
