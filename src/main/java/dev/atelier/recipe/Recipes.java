package dev.atelier.recipe;

import dev.atelier.Caller;
import dev.atelier.Ids;
import dev.atelier.NotAllowed;
import dev.atelier.Owner;
import dev.atelier.Role;
import dev.atelier.json.InvalidField;
import dev.atelier.task.TaskRequest;
import dev.atelier.vision.Goal;
import dev.atelier.vision.UnknownVisionBackend;
import dev.atelier.vision.VisionBackends;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The library: who has which recipes, and what goal one makes of values. Thread-safe. */
@ApplicationScoped
public class Recipes {
  /** The backend that follows written steps. */
  public static final String WRITTEN_STEPS = "recipe";

  static final int MOST = 2000;

  private final RecipeRepository repository;
  private final VisionBackends backends;
  private final Event<RecipeChanged> events;
  private final Clock clock;

  @Inject
  public Recipes(
      RecipeRepository repository,
      VisionBackends backends,
      Event<RecipeChanged> events,
      Clock clock) {
    this.repository = repository;
    this.backends = backends;
    this.events = events;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected Recipes() {
    this(null, null, null, null);
  }

  /**
   * Adds one; on record with who did.
   *
   * @throws RecipeRefused when there are too many
   */
  @Transactional
  public Recipe add(RecipeDraft draft, Caller caller) {
    caller.require(Role.OPERATOR);
    requireBackend(draft);
    if (repository.count() >= MOST) {
      throw new RecipeRefused("there are " + MOST + " recipes already; delete some first");
    }
    Instant now = clock.instant();
    Recipe recipe = new Recipe(Ids.next("recipe_"), draft, Owner.of(caller), now, now);
    repository.add(recipe);
    events.fire(new RecipeChanged("recipe.added", recipe, caller.name()));
    return recipe;
  }

  private void requireBackend(RecipeDraft draft) {
    try {
      draft.backend().ifPresent(backends::named);
    } catch (UnknownVisionBackend unknown) {
      throw new InvalidField("backend", "is not known: " + unknown.getMessage());
    }
  }

  /** Those that are there for somebody, the newest first. */
  public List<Recipe> seenBy(Caller caller, Optional<String> before, int limit) {
    before.ifPresent(
        place -> {
          if (repository.find(place).isEmpty()) {
            throw new InvalidField("before", "must be the next of an earlier answer");
          }
        });
    Optional<Owner> own = caller.may(Role.ADMIN) ? Optional.empty() : Optional.of(Owner.of(caller));
    return repository.list(own, before, limit);
  }

  /**
   * The one of that id.
   *
   * @throws UnknownRecipe when there is none for this caller
   */
  public Recipe get(String id, Caller caller) {
    return repository
        .find(id)
        .filter(recipe -> recipe.isSeenBy(caller))
        .orElseThrow(() -> new UnknownRecipe(id));
  }

  /**
   * Replaces all that was said of one.
   *
   * @throws NotAllowed when it is somebody else's
   */
  @Transactional
  public Recipe change(String id, RecipeDraft draft, Caller caller) {
    Recipe before = own(id, caller);
    requireBackend(draft);
    Recipe after = new Recipe(id, draft, before.owner(), before.madeAt(), clock.instant());
    if (!repository.update(after)) {
      throw new UnknownRecipe(id);
    }
    events.fire(new RecipeChanged("recipe.changed", after, caller.name()));
    return after;
  }

  /**
   * Deletes one; schedules that run it say so at their next run.
   *
   * @throws NotAllowed when it is somebody else's
   */
  @Transactional
  public void remove(String id, Caller caller) {
    Recipe recipe = own(id, caller);
    if (repository.remove(id)) {
      events.fire(new RecipeChanged("recipe.removed", recipe, caller.name()));
    }
  }

  private Recipe own(String id, Caller caller) {
    Recipe recipe = get(id, caller);
    if (!recipe.isChangedBy(caller)) {
      throw new NotAllowed(
          "this recipe is "
              + recipe.owner().name()
              + "'s; save one of your own under another name");
    }
    return recipe;
  }

  /**
   * The goal that a recipe becomes with values in its blanks.
   *
   * @throws InvalidField that names the blank which is missing, unknown or cannot be so
   */
  public TaskRequest request(
      Recipe recipe,
      Map<String, String> values,
      Optional<Integer> maxSteps,
      Optional<BigDecimal> maxUsd) {
    return request(recipe.draft(), values, maxSteps, maxUsd);
  }

  private TaskRequest request(
      RecipeDraft draft,
      Map<String, String> values,
      Optional<Integer> maxSteps,
      Optional<BigDecimal> maxUsd) {
    return TaskRequest.of(Goal.of(filled(draft, values)), maxSteps, maxUsd, draft.backend());
  }

  /** What a desktop is asked to do to try one that is not kept yet. */
  public TaskRequest trial(RecipeDraft draft, Map<String, String> values) {
    return request(draft, values, Optional.empty(), Optional.empty());
  }

  /** The goal's text with those values, as {@link #request} gives it. */
  public String filled(RecipeDraft draft, Map<String, String> values) {
    List<String> names = draft.blanks().names();
    values.forEach(
        (name, value) -> {
          if (!names.contains(name)) {
            throw new InvalidField(
                Blanks.field(name),
                names.isEmpty()
                    ? "is unknown: this recipe has no blanks"
                    : "is unknown; the blanks are " + String.join(", ", names));
          }
          if (value.isBlank() || value.length() > Blanks.LONGEST_VALUE) {
            throw new InvalidField(
                Blanks.field(name), "must have 1 to " + Blanks.LONGEST_VALUE + " characters");
          }
        });
    String goal = draft.blanks().filled(values, isWritten(draft));
    if (goal.codePointCount(0, goal.length()) > Goal.LONGEST) {
      throw new InvalidField(
          "blanks", "make the goal longer than " + Goal.LONGEST + " characters; shorten a value");
    }
    return goal;
  }

  /** Whether written steps are followed, and no goal is given to a model. */
  public boolean isWritten(RecipeDraft draft) {
    return draft
        .backend()
        .map(backends::named)
        .orElseGet(backends::standard)
        .name()
        .equals(WRITTEN_STEPS);
  }
}
