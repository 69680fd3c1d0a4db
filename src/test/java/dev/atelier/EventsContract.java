package dev.atelier;

import static dev.atelier.Contract.isProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.FleetReader.Event;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is promised about following the fleet. */
interface EventsContract extends Contract {

  private String id() {
    return session().replace("/sessions/", "");
  }

  @Test
  default void theFleetIsToldAsItStandsAndThenAsItChanges() throws Exception {
    try (FleetReader reader = FleetReader.open(caller(), "")) {
      assertThat(reader.first().name()).isEqualTo("fleet");
      Event desktop = reader.await("session", "id", id());
      assertThat(desktop.data()).containsEntry("status", caller().get(session()).text("status"));
      reader.await("control", "session_id", id());
      Event budget =
          reader.await("budget", "cap_usd", caller().get("/budget").json().get("cap_usd"));
      assertThat(budget.id()).isNotEmpty();
      assertThat(desktop.id()).isEmpty();

      rename("Followed");
      assertThat(reader.await("session", "label", "Followed").data()).containsEntry("id", id());
      String task =
          caller()
              .json("POST", session() + "/task", "{\"goal\":\"wait 1 second\"}")
              .text("task_id");
      reader.await("task", "task_id", task);
      reader.await("task", "status", "completed");
      reader.await("session", "activity", "idle");
    } finally {
      rename("Contract");
    }
  }

  @Test
  default void whoComesAgainIsToldOnlyWhatChangedSince() throws Exception {
    String last;
    try (FleetReader reader = FleetReader.open(caller(), "")) {
      last = reader.await("budget").id();
    }
    rename("Meanwhile");
    rename("Contract");
    try (FleetReader again = FleetReader.open(caller(), last)) {
      Event first = again.first();
      assertThat(first.name()).isEqualTo("session");
      assertThat(first.data()).containsEntry("label", "Contract");
    }
    try (FleetReader lost = FleetReader.open(caller(), "another-12")) {
      lost.await("budget");
    }
  }

  @Test
  default void aDesktopThatIsNoMoreIsToldAsDeleted() throws Exception {
    try (FleetReader reader = FleetReader.open(caller(), "")) {
      String[] made = new String[1];
      onADesktopOfItsOwn(
          its -> {
            made[0] = its;
            reader.await("session", "id", its);
          });
      Map<String, Object> gone = reader.await("session", "status", "deleted").data();
      assertThat(gone).containsEntry("id", made[0]);
    }
  }

  @Test
  default void whoIsBoundToOtherDesktopsHearsOfNone() throws Exception {
    Client bounded =
        anybody()
            .with(
                "Authorization",
                "Bearer "
                    + caller()
                        .json(
                            "POST",
                            "/tokens",
                            "{\"name\":\"elsewhere\",\"role\":\"viewer\",\"desktops\":[\"sess_other\"]}")
                        .text("token"));
    try (FleetReader reader = FleetReader.open(bounded, "")) {
      reader.await("budget");
      rename("Unheard");
      rename("Contract");
      // Something for everybody, after it.
      reader.awaitComment();
      assertThat(reader.all()).extracting(Event::name).doesNotContain("session", "task", "control");
    }
    isProblem(anybody().get("/events"), 401);
  }

  private void rename(String label) {
    Answer renamed = caller().json("PATCH", session(), "{\"label\":\"" + label + "\"}");
    assertThat(renamed.status()).as(renamed.text()).isEqualTo(200);
  }
}
