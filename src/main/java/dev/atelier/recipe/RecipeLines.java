package dev.atelier.recipe;

import dev.atelier.json.InvalidField;
import dev.atelier.session.SessionRequest;
import dev.atelier.vision.GoalNotUnderstood;
import dev.atelier.vision.StepReader;
import dev.atelier.vision.StepReader.Written;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a recipe of written steps line by line, while it is being written. Thread-safe. */
@ApplicationScoped
public class RecipeLines {
  private final StepReader reader;

  @Inject
  public RecipeLines(StepReader reader) {
    this.reader = reader;
  }

  /** For CDI's proxy only. */
  protected RecipeLines() {
    this(null);
  }

  /**
   * Those that say something, with values in their blanks. What stands in quotes over several lines
   * is one.
   */
  public List<RecipeLine> read(RecipeDraft draft, Map<String, String> values) {
    List<RecipeLine> read = new ArrayList<>();
    List<String> lines = draft.goal().lines().toList();
    for (int first = 0; first < lines.size(); ) {
      int end = first + 1;
      while (end < lines.size() && isOpen(lines.subList(first, end))) {
        end++;
      }
      String text = String.join("\n", lines.subList(first, end));
      if (!text.isBlank()) {
        read.add(line(first + 1, Blanks.of(text), values));
      }
      first = end;
    }
    return read;
  }

  /** Whether the quotes go on in the next line. */
  private static boolean isOpen(List<String> lines) {
    String text = String.join("\n", lines).replace("\\\"", "");
    boolean straight = text.chars().filter(sign -> sign == '"').count() % 2 == 1;
    return straight || text.lastIndexOf('“') > text.lastIndexOf('”');
  }

  private RecipeLine line(int number, Blanks blanks, Map<String, String> values) {
    List<String> empty = blanks.names().stream().filter(name -> !values.containsKey(name)).toList();
    Map<String, String> all = new HashMap<>(values);
    empty.forEach(name -> all.put(name, name));
    try {
      return read(number, blanks.filled(all, true), empty);
    } catch (InvalidField unfit) {
      return new RecipeLine(number, List.of(), Optional.of(unfit.getMessage()), empty);
    }
  }

  private RecipeLine read(int number, String text, List<String> empty) {
    try {
      List<Written> steps = reader.read(text, SessionRequest.STANDARD_RESOLUTION);
      return new RecipeLine(number, steps, Optional.empty(), empty);
    } catch (GoalNotUnderstood wrong) {
      return new RecipeLine(number, List.of(), Optional.of(wrong.part()), empty);
    }
  }
}
