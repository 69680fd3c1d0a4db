package dev.atelier.secrets;

import dev.atelier.desktop.DesktopFocus;
import dev.atelier.desktop.FocusedField;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.Region;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Says what it is told to say about the field with the keyboard; the last answer stays. */
final class FakeBrowser implements DesktopFocus {
  static final Region FIELD = new Region(100, 200, 180, 25);
  static final Point IN_FIELD = new Point(150, 210);

  private final Deque<Optional<FocusedField>> answers = new ArrayDeque<>();
  private int open;

  FakeBrowser shows(boolean hides, String... pages) {
    answers.add(Optional.of(new FocusedField(List.of(pages), FIELD, hides)));
    return this;
  }

  FakeBrowser showsNothing() {
    answers.add(Optional.empty());
    return this;
  }

  int open() {
    return open;
  }

  @Override
  public Talk begin(String id) {
    open++;
    return new Talk() {
      @Override
      public Optional<FocusedField> at(Point place) {
        Optional<FocusedField> answer = answers.size() > 1 ? answers.poll() : answers.peek();
        return answer == null ? Optional.empty() : answer;
      }

      @Override
      public void close() {
        open--;
      }
    };
  }
}
