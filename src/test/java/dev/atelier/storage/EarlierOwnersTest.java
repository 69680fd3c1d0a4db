package dev.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.Caller;
import dev.atelier.Credential;
import dev.atelier.Owner;
import dev.atelier.Role;
import dev.atelier.task.QueuedTask;
import java.util.Optional;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What was kept when only the names of owners were is there, and is nobody's too much. */
class EarlierOwnersTest {
  private static final String NOW = "timestamp with time zone '2026-11-21 09:30:00+00'";

  private final UrlDataSource database = new UrlDataSource();

  EarlierOwnersTest() {
    database.setUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    database.setUser("a");
    database.setPassword("a");
    Flyway.configure().dataSource(database).target("18").load().migrate();
  }

  private void schedule(Jdbi before, String id, String runsAs) {
    before.useHandle(
        handle ->
            handle.execute(
                """
                insert into schedule
                  (id, name, session_id, blanks, goal, said, cron, zone, enabled, overlap, missed, made_by, runs_as,
                   runs_role, runs_with, runs_with_id, made_at, changed_at)
                values (?, 'n', 'sess_a', '{}', 'go', 'every hour', '0 * * * *', 'UTC', true, 'skip', 'skip', 'ada', ?,
                  'operator', 'TOKEN', 'token_1', %1$s, %1$s)
                """
                    .formatted(NOW),
                id,
                runsAs));
  }

  @Test
  void whoseTheyAreIsTakenOverAsFarAsItIsKnown() {
    Jdbi before = Jdbi.create(database);
    before.useHandle(
        handle -> {
          handle.execute(
              "insert into recipe (id, name, description, goal, example, shared, owner, made_at,"
                  + " changed_at) values ('recipe_a', 'n', '', 'go', '{}', false, 'ada', %1$s, %1$s)"
                      .formatted(NOW));
          handle.execute("set referential_integrity false");
          handle.execute(
              "insert into queued_task (task_id, session_id, place, undo, given_by)"
                  + " values ('task_a', 'sess_a', 1, false, 'ada')");
        });
    schedule(before, "sched_a", "ada");
    schedule(before, "sched_b", "root");

    Jdbi after = Database.migrated(database);
    assertThat(new JdbiRecipeRepository(after).find("recipe_a").orElseThrow().owner())
        .isEqualTo(Owner.named("ada"));
    QueuedTask waits = new JdbiQueueRepository(after).of("sess_a").get(0);
    assertThat(waits.actor()).isEqualTo("ada");
    assertThat(waits.giver())
        .isEqualTo(
            Caller.of("ada", Role.VIEWER).with(new Credential(Credential.Kind.TICKET, "", "")));
    JdbiScheduleRepository schedules = new JdbiScheduleRepository(after);
    assertThat(schedules.find("sched_a").orElseThrow().madeBy())
        .isEqualTo(new Owner("ada", Optional.of(Credential.Kind.TOKEN), "token_1"));
    assertThat(schedules.find("sched_b").orElseThrow().madeBy()).isEqualTo(Owner.named("ada"));
  }
}
