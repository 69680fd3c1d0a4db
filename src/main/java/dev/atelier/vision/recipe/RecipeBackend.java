package dev.atelier.vision.recipe;

import dev.atelier.ocr.OcrEngine;
import dev.atelier.ocr.OcrEngines;
import dev.atelier.vision.Assignment;
import dev.atelier.vision.Conversation;
import dev.atelier.vision.GoalNotUnderstood;
import dev.atelier.vision.TargetFinder;
import dev.atelier.vision.VisionBackend;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Follows steps written in plain English and finds its way by the words on the screen: needs no
 * model and no key. Thread-safe.
 */
@ApplicationScoped
public class RecipeBackend implements VisionBackend {
  static final String NAME = "recipe";

  private final OcrEngine ocr;
  private final List<TargetFinder> finders;

  @Inject
  RecipeBackend(OcrEngines engines, @Any Instance<TargetFinder> finders) {
    this(engines.standard(), finders.stream().toList());
  }

  RecipeBackend(OcrEngine ocr, List<TargetFinder> finders) {
    this.ocr = ocr;
    this.finders = List.copyOf(finders);
  }

  /** For CDI's proxy only. */
  protected RecipeBackend() {
    this(null, List.of());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String model() {
    return "none";
  }

  /**
   * Begins at the first step; where that is in the work of another is not written down anywhere.
   *
   * @throws GoalNotUnderstood also when somebody else has begun the work, since taken steps would
   *     be taken again
   */
  @Override
  public Conversation begin(Assignment assignment) {
    if (!assignment.done().isEmpty()) {
      throw new GoalNotUnderstood(
          assignment.goal().text(),
          "steps were already taken towards this goal, and the backend recipe would take them"
              + " again; give it the steps that are left as a new goal");
    }
    RecipeReader reader = new RecipeReader(assignment.screen());
    return new RecipeConversation(reader.read(assignment.goal().text()), ocr, finders);
  }
}
