package dev.atelier.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.Caller;
import dev.atelier.Credential;
import dev.atelier.FakeEvents;
import dev.atelier.HandSetClock;
import dev.atelier.NotAllowed;
import dev.atelier.Owner;
import dev.atelier.Role;
import dev.atelier.json.InvalidField;
import dev.atelier.storage.LibraryOnH2;
import dev.atelier.task.TaskRequest;
import dev.atelier.task.TasksInMemory;
import dev.atelier.vision.ScriptedBackend;
import dev.atelier.vision.VisionBackends;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecipesTest {
  private static final Caller ADA = TasksInMemory.giver("ada");
  private static final Caller BOB = TasksInMemory.giver("bob");
  private static final Caller EVE = Caller.of("eve", Role.VIEWER);
  private static final Caller ROOT = Caller.of("root", Role.ADMIN);

  private final FakeEvents<RecipeChanged> events = new FakeEvents<>();
  private final RecipeRepository repository = new LibraryOnH2().recipes();
  private final Recipes recipes =
      new Recipes(
          repository,
          new VisionBackends(
              List.of(new ScriptedBackend("recipe"), new ScriptedBackend("model")),
              Optional.of("model"),
              Optional.empty(),
              false),
          events,
          new HandSetClock());

  private static RecipeDraft draft(String goal, String backend, boolean shared) {
    return new RecipeDraft("Weather", "", goal, Optional.of(backend), Map.of(), shared);
  }

  @Test
  void eachSeesWhatIsSharedAndTheirOwn() {
    Recipe own = recipes.add(draft("do it", "model", false), ADA);
    Recipe shared = recipes.add(draft("do it", "model", true), BOB);
    assertThat(recipes.seenBy(ADA, Optional.empty(), 9)).containsExactly(shared, own);
    assertThat(recipes.seenBy(EVE, Optional.empty(), 9)).containsExactly(shared);
    assertThat(recipes.seenBy(ROOT, Optional.empty(), 9)).containsExactly(shared, own);
    assertThatThrownBy(() -> recipes.get(own.id(), BOB)).isInstanceOf(UnknownRecipe.class);
    assertThatThrownBy(() -> recipes.change(own.id(), shared.draft(), BOB))
        .isInstanceOf(UnknownRecipe.class);
  }

  @Test
  void theOwnerAndAdminsChangeAndDeleteAndItIsOnRecord() {
    Recipe recipe = recipes.add(draft("do it", "model", true), ADA);
    assertThatThrownBy(() -> recipes.change(recipe.id(), recipe.draft(), BOB))
        .isInstanceOf(NotAllowed.class)
        .hasMessageContaining("ada's");
    assertThatThrownBy(() -> recipes.remove(recipe.id(), BOB)).isInstanceOf(NotAllowed.class);
    assertThat(recipes.change(recipe.id(), draft("do more", "model", true), ROOT).owner())
        .isEqualTo(Owner.of(ADA));
    recipes.remove(recipe.id(), ADA);
    assertThatThrownBy(() -> recipes.get(recipe.id(), ADA)).isInstanceOf(UnknownRecipe.class);
    assertThat(events.fired())
        .extracting(event -> event.type() + " " + event.actor())
        .containsExactly("recipe.added ada", "recipe.changed root", "recipe.removed ada");
  }

  @Test
  void whoIsCalledTheSameIsSomebodyElse() {
    Recipe own = recipes.add(draft("do it", "model", false), ADA);
    Recipe shared = recipes.add(draft("do it", "model", true), ADA);
    Caller token = ADA.with(new Credential(Credential.Kind.TOKEN, "token_1", ""));
    Caller passwordChanged = ADA.with(new Credential(Credential.Kind.PASSWORD, "ada", "2"));
    assertThat(recipes.seenBy(token, Optional.empty(), 9)).containsExactly(shared);
    assertThatThrownBy(() -> recipes.get(own.id(), token)).isInstanceOf(UnknownRecipe.class);
    assertThatThrownBy(() -> recipes.change(shared.id(), own.draft(), token))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> recipes.remove(shared.id(), token)).isInstanceOf(NotAllowed.class);
    assertThat(recipes.seenBy(passwordChanged, Optional.empty(), 9)).containsExactly(shared, own);
    recipes.remove(own.id(), passwordChanged);
  }

  @Test
  void ofEarlierOnesOnlyTheNameIsKnownSoTheirOwnersSeeThemAndAdminsChangeThem() {
    Instant then = Instant.parse("2026-11-21T09:30:00Z");
    RecipeDraft draft = draft("do it", "model", false);
    repository.add(new Recipe("recipe_old", draft, Owner.named("ada"), then, then));
    assertThat(recipes.seenBy(ADA, Optional.empty(), 9)).hasSize(1);
    assertThat(recipes.seenBy(BOB, Optional.empty(), 9)).isEmpty();
    assertThat(recipes.get("recipe_old", ADA).draft()).isEqualTo(draft);
    assertThatThrownBy(() -> recipes.remove("recipe_old", ADA)).isInstanceOf(NotAllowed.class);
    recipes.remove("recipe_old", ROOT);
  }

  @Test
  void whoOnlyWatchesKeepsNone() {
    assertThatThrownBy(() -> recipes.add(draft("do it", "model", false), EVE))
        .isInstanceOf(NotAllowed.class);
  }

  @Test
  void aBackendThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> recipes.add(draft("do it", "oracle", false), ADA))
        .isInstanceOfSatisfying(
            InvalidField.class, wrong -> assertThat(wrong.field()).isEqualTo("backend"));
  }

  @Test
  void theGoalIsMadeOfTheValues() {
    Recipe steps = recipes.add(draft("type \"{{x}}\"", "recipe", false), ADA);
    TaskRequest request =
        recipes.request(steps, Map.of("x", "a\"b"), Optional.of(3), Optional.empty());
    assertThat(request.goal().text()).isEqualTo("type \"a\\\"b\"");
    assertThat(request.backend()).contains("recipe");
    assertThat(request.maxSteps()).contains(3);
    Recipe goal = recipes.add(draft("type \"{{x}}\"", "model", false), ADA);
    assertThat(recipes.filled(goal.draft(), Map.of("x", "a\"b"))).isEqualTo("type \"a\"b\"");
  }

  @Test
  void wrongValuesNameTheBlank() {
    Recipe recipe = recipes.add(draft("do {{x}}", "model", false), ADA);
    Recipe none = recipes.add(draft("do it", "model", false), ADA);
    wrong(recipe, Map.of(), "blanks.x");
    wrong(recipe, Map.of("x", " "), "blanks.x");
    wrong(recipe, Map.of("x", "v", "y", "v"), "blanks.y");
    wrong(recipe, Map.of("x", "v".repeat(501)), "blanks.x");
    wrong(none, Map.of("x", "v"), "blanks.x");
    Recipe long4 = recipes.add(draft("{{x}}".repeat(5), "model", false), ADA);
    wrong(long4, Map.of("x", "v".repeat(500)), "blanks");
  }

  private void wrong(Recipe recipe, Map<String, String> values, String field) {
    assertThatThrownBy(() -> recipes.request(recipe, values, Optional.empty(), Optional.empty()))
        .isInstanceOfSatisfying(
            InvalidField.class, refused -> assertThat(refused.field()).isEqualTo(field));
  }

  @Test
  void whetherWrittenStepsAreFollowedDependsOnWhoFollowsThem() {
    assertThat(recipes.isWritten(draft("fly", "model", false))).isFalse();
    assertThat(recipes.trial(draft("fly to {{city}}", "model", false), Map.of("city", "Graz")))
        .satisfies(request -> assertThat(request.goal().text()).isEqualTo("fly to Graz"));
  }
}
