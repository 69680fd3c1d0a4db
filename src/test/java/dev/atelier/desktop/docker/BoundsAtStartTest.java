package dev.atelier.desktop.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.desktop.DesktopSpec;
import dev.atelier.desktop.Quota;
import dev.atelier.desktop.Size;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A container that is there already, and may use something else than is on record. */
@Timeout(30)
class BoundsAtStartTest {
  private static final String UPDATE = "POST /containers/atelier-desktop-one/update";
  private static final String UNPAUSE = "POST /containers/atelier-desktop-one/unpause";
  private static final DesktopSpec ONE = DesktopSpec.usual("one", new Size(1280, 720));

  private final FakeEngine fake = new FakeEngine().on(UPDATE, FakeEngine.json("{}"));
  private final DockerRuntime runtime =
      new DockerRuntime(new Engine(fake.address()), "test", "none", Limits.parse("1g", 1, 64));

  @AfterEach
  void close() {
    runtime.close();
    fake.close();
  }

  @Test
  void oneThatIsAsOnRecordIsLeftAlone() {
    holds(1 << 30);
    runtime.start(ONE);
    assertThat(fake.calls()).contains(UNPAUSE).doesNotContain(UPDATE);
  }

  @Test
  void aChangeThatIsNotOnRecordIsTakenBackAndOneThatIsComesAbout() {
    holds(1 << 30);
    runtime.start(ONE.with(new Quota(0, 1025, 0, 0)));
    assertThat(fake.calls()).containsSubsequence(UPDATE, UNPAUSE);
  }

  @Test
  void oneThatCannotBeBoundedSoStartsAllTheSame() {
    holds(1 << 20);
    fake.on(UPDATE, call -> call.sendResponseHeaders(500, -1));
    runtime.start(ONE);
    assertThat(fake.calls()).containsSubsequence(UPDATE, UNPAUSE);
  }

  /** As it is while it is paused. */
  private void holds(long memory) {
    fake.on(
        "GET /containers/atelier-desktop-one/json",
        FakeEngine.json(
            """
            {"Id": "c1", "State": {"Running": true, "Paused": true, "Status": "paused"},
             "HostConfig": {"Memory": %d, "NanoCpus": 1000000000, "PidsLimit": 64},
             "Config": {"Labels":
               {"dev.atelier.desktop": "one", "dev.atelier.instance": "test"}}}"""
                .formatted(memory)));
  }
}
