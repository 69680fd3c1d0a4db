package dev.atelier.storage;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.Caller;
import dev.atelier.Credential;
import dev.atelier.Owner;
import dev.atelier.Role;
import dev.atelier.recipe.Recipe;
import dev.atelier.recipe.RecipeDraft;
import dev.atelier.schedule.Missed;
import dev.atelier.schedule.Outcome;
import dev.atelier.schedule.Overlap;
import dev.atelier.schedule.Schedule;
import dev.atelier.schedule.ScheduleDraft;
import dev.atelier.schedule.ScheduleRun;
import dev.atelier.schedule.When;
import dev.atelier.schedule.Work;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What the repositories of recipes and schedules promise on every database. */
interface LibraryStorageContract {
  Instant MADE = Instant.parse("2026-11-21T09:30:00.123Z");

  /** Of an empty database. */
  Jdbi jdbi();

  private JdbiRecipeRepository recipes() {
    return new JdbiRecipeRepository(jdbi());
  }

  private JdbiScheduleRepository schedules() {
    return new JdbiScheduleRepository(jdbi());
  }

  private static Owner owner(String name) {
    return new Owner(name, Optional.of(Credential.Kind.PASSWORD), name);
  }

  private static Recipe recipe(String id, String owner, boolean shared) {
    return new Recipe(
        id,
        new RecipeDraft(
            "Wetter 🦊",
            "",
            "look up {{city}}",
            Optional.of("recipe"),
            Map.of("city", "São \"Paulo\""),
            shared),
        owner(owner),
        MADE,
        MADE);
  }

  @Test
  default void recipesAreReadAsTheyWereWrittenAndPrivateOnesByTheirOwners() {
    Recipe own = recipe("recipe_a", "ada", false);
    Recipe shared = recipe("recipe_b", "bob", true);
    Recipe others = recipe("recipe_c", "bob", false);
    recipes().add(own);
    recipes().add(shared);
    recipes().add(others);
    Optional<Owner> ada = Optional.of(owner("ada"));
    Optional<Owner> all = Optional.empty();
    assertThat(recipes().find("recipe_a")).contains(own);
    assertThat(recipes().list(ada, Optional.empty(), 9)).containsExactly(shared, own);
    assertThat(recipes().list(all, Optional.empty(), 2)).containsExactly(others, shared);
    assertThat(recipes().list(all, Optional.of("recipe_b"), 2)).containsExactly(own);
    Optional<Owner> token =
        Optional.of(new Owner("ada", Optional.of(Credential.Kind.TOKEN), "token_a"));
    assertThat(recipes().list(token, Optional.empty(), 9)).containsExactly(shared);
    assertThat(recipes().list(Optional.of(Owner.named("ada")), Optional.empty(), 9))
        .containsExactly(shared);
    assertThat(recipes().count()).isEqualTo(3);
    Recipe old = new Recipe("recipe_d", own.draft(), Owner.named("ada"), MADE, MADE);
    recipes().add(old);
    assertThat(recipes().find("recipe_d")).contains(old);
    assertThat(recipes().list(token, Optional.empty(), 9)).containsExactly(old, shared);
    Recipe changed = new Recipe("recipe_a", shared.draft(), own.owner(), MADE, MADE.plusSeconds(1));
    assertThat(recipes().update(changed)).isTrue();
    assertThat(recipes().find("recipe_a")).contains(changed);
    assertThat(recipes().remove("recipe_a")).isTrue();
    assertThat(recipes().remove("recipe_a")).isFalse();
    assertThat(recipes().update(changed)).isFalse();
  }

  @Test
  default void theLongestValuesHaveRoomHoweverTheyAreWritten() {
    Map<String, String> values = new TreeMap<>();
    for (int n = 0; n < 20; n++) {
      values.put(("b" + n).repeat(20).substring(0, 40), "\u0001".repeat(500));
    }
    String goal = values.keySet().stream().map(name -> "{{" + name + "}}").collect(joining());
    Recipe recipe =
        new Recipe(
            "recipe_a",
            new RecipeDraft("Long", "", goal, Optional.empty(), values, true),
            owner("ada"),
            MADE,
            MADE);
    recipes().add(recipe);
    assertThat(recipes().find("recipe_a")).contains(recipe);
    Caller ada = Caller.of("ada", Role.ADMIN);
    Schedule schedule =
        schedule("sched_a", Work.recipe("recipe_a", values), ada, Optional.of(MADE));
    schedules().add(schedule);
    assertThat(schedules().find("sched_a")).contains(schedule);
  }

  private static Schedule schedule(String id, Work work, Caller runsAs, Optional<Instant> next) {
    return new Schedule(
        id,
        new ScheduleDraft(
            "Report",
            "sess_a",
            work,
            When.read("every weekday at 07:00"),
            ZoneId.of("Europe/Vienna"),
            next.isPresent(),
            Overlap.QUEUE,
            Missed.CATCH_UP,
            Optional.of(9),
            Optional.of(new BigDecimal("0.25"))),
        id.equals("sched_c") ? Owner.named("ada") : owner("ada"),
        runsAs,
        MADE,
        MADE,
        next);
  }

  @Test
  default void schedulesAreReadAsTheyWereWrittenAndAreDueInTheirTurn() {
    Caller bounded =
        new Caller(
            "ada",
            Role.OPERATOR,
            Optional.of(Set.of("sess_a", "sess_b")),
            new Credential(Credential.Kind.TOKEN, "token_a", "", Optional.of(MADE.plusSeconds(9))));
    Caller user =
        new Caller(
            "bob",
            Role.ADMIN,
            Optional.empty(),
            new Credential(Credential.Kind.PASSWORD, "bob", ""));
    Schedule later =
        schedule(
            "sched_a",
            Work.recipe("recipe_a", Map.of("city", "Graz")),
            bounded,
            Optional.of(MADE.plusSeconds(60)));
    Schedule soon =
        schedule("sched_b", Work.goal("go", Optional.of("recipe")), user, Optional.of(MADE));
    Schedule off = schedule("sched_c", Work.goal("go", Optional.empty()), user, Optional.empty());
    schedules().add(later);
    schedules().add(soon);
    schedules().add(off);
    assertThat(schedules().all()).containsExactly(off, soon, later);
    assertThat(schedules().lock("sched_a")).contains(later);
    assertThat(schedules().due(MADE.minusMillis(1))).isEmpty();
    assertThat(schedules().due(MADE)).containsExactly("sched_b");
    assertThat(schedules().due(MADE.plusSeconds(60))).containsExactly("sched_b", "sched_a");
    Schedule changed = schedule("sched_a", off.draft().work(), user, Optional.empty());
    schedules().update(changed);
    assertThat(schedules().find("sched_a")).contains(changed);
    assertThat(schedules().remove("sched_a")).isTrue();
    assertThat(schedules().find("sched_a")).isEmpty();
  }

  private static ScheduleRun run(String id, Instant planned, Outcome outcome, String task) {
    return new ScheduleRun(
        id,
        "sched_a",
        planned,
        MADE,
        outcome,
        "",
        Optional.of(task).filter(text -> !text.isEmpty()),
        outcome.isOpen() ? Optional.empty() : Optional.of(MADE));
  }

  @Test
  default void aTimeOfAScheduleIsOnRecordOnce() {
    ScheduleRun first = run("run_a", MADE, Outcome.BEGINNING, "");
    assertThat(schedules().addRun(first)).isTrue();
    assertThat(schedules().addRun(run("run_b", MADE, Outcome.SKIPPED, ""))).isFalse();
    assertThat(schedules().findRun("run_a")).contains(first);
    ScheduleRun second = run("run_c", MADE.plusSeconds(60), Outcome.RUNNING, "task_c");
    ScheduleRun third = run("run_d", MADE.plusSeconds(120), Outcome.MISSED, "");
    assertThat(schedules().addRun(second)).isTrue();
    assertThat(schedules().addRun(third)).isTrue();
    assertThat(schedules().openRuns()).containsExactly(first, second);
    assertThat(schedules().openRunOf("task_c")).contains(second);
    assertThat(schedules().runs("sched_a", Optional.empty(), 2)).containsExactly(third, second);
    assertThat(schedules().runs("sched_a", Optional.of(second.plannedAt()), 2))
        .containsExactly(first);
    ScheduleRun ended = run("run_c", second.plannedAt(), Outcome.COMPLETED, "task_c");
    schedules().updateRun(ended);
    assertThat(schedules().findRun("run_c")).contains(ended);
    assertThat(schedules().openRunOf("task_c")).isEmpty();
    assertThat(schedules().settleRun(run("run_c", second.plannedAt(), Outcome.RUNNING, "task_d")))
        .isFalse();
    assertThat(schedules().findRun("run_c")).contains(ended);
    schedules().forgetRuns(MADE.plusSeconds(90));
    assertThat(schedules().runs("sched_a", Optional.empty(), 9)).containsExactly(third, first);
    ScheduleRun begun = run("run_a", MADE, Outcome.RUNNING, "task_a");
    assertThat(schedules().settleRun(begun)).isTrue();
    assertThat(schedules().settleRun(first)).isFalse();
    assertThat(schedules().findRun("run_a")).contains(begun);
    var unused = schedules().remove("sched_a");
    assertThat(schedules().runs("sched_a", Optional.empty(), 9)).isEmpty();
  }
}
