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
import java.util.regex.Pattern;

/** Reads a recipe of written steps line by line, while it is being written. Thread-safe. */
@ApplicationScoped
public class RecipeLines {
  private static final Pattern QUOTE = Pattern.compile("[\"“”„«'‘]");

  /** So many lines a text in quotes may have here; longer ones are read when they are run. */
  private static final int MOST_QUOTED = 20;

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
      if (!lines.get(first).isBlank()) {
        end = end(lines, first, values);
        read.add(line(lines, first, end, values));
      }
      first = end;
    }
    return read;
  }

  /** Where what begins in a line ends: there, but for quotes that are closed further on. */
  private int end(List<String> lines, int first, Map<String, String> values) {
    int most = QUOTE.matcher(lines.get(first)).find() ? MOST_QUOTED : 1;
    for (int end = first + 1; end <= Math.min(lines.size(), first + most); end++) {
      if (line(lines, first, end, values).misunderstood().isEmpty()) {
        return end;
      }
    }
    return first + 1;
  }

  private RecipeLine line(List<String> lines, int first, int end, Map<String, String> values) {
    return line(first + 1, Blanks.of(String.join("\n", lines.subList(first, end))), values);
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
