package dev.atelier.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.desktop.Quota;
import dev.atelier.desktop.QuotaRefused;
import dev.atelier.json.InvalidField;
import dev.atelier.json.JsonBody;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class QuotasTest {
  private static final Quota SMALL = new Quota(0.5, 300, 100, 0);

  private final SessionsInMemory room = new SessionsInMemory();

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void aQuotaIsAppliedAtOnceAndKept() throws InterruptedException {
    String id = ready();
    Session changed = room.quotas().change(id, SMALL, "ada");
    assertThat(changed.quota()).isEqualTo(SMALL);
    assertThat(room.sessions().get(id).spec().quota()).isEqualTo(SMALL);
    assertThat(room.runtime().calls()).endsWith("limit " + id + " 0.5 300 100");
    assertThat(room.changes()).endsWith("session.quota_asked", "session.quota_changed");
    assertThat(changed.status()).isEqualTo(SessionStatus.READY);
  }

  @Test
  void aPausedDesktopIsBoundedWithoutBeingWoken() throws InterruptedException {
    String id = ready();
    room.sessions().pause(id, "ada");
    assertThat(room.quotas().change(id, SMALL, "ada").status()).isEqualTo(SessionStatus.PAUSED);
    assertThat(room.runtime().calls()).endsWith("limit " + id + " 0.5 300 100");
  }

  @Test
  void whatTheRuntimeRefusesChangesNothing() throws InterruptedException {
    String id = ready();
    room.runtime().failOn("limit");
    assertThatThrownBy(() -> room.quotas().change(id, SMALL, "ada"))
        .isInstanceOf(QuotaRefused.class);
    assertThat(room.sessions().get(id).quota()).isEqualTo(Quota.STANDARD);
    assertThat(room.changes()).endsWith("session.quota_asked");
  }

  @Test
  void aDesktopThatCouldNotBeBoundedIsNotMade() {
    room.runtime().failOn("limit");
    SessionRequest request =
        new SessionRequest(
            "Ada",
            LookWish.NONE,
            Optional.empty(),
            SMALL,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThatThrownBy(() -> room.sessions().create(request, "ada"))
        .isInstanceOf(QuotaRefused.class);
    assertThat(room.sessions().all()).isEmpty();
  }

  @Test
  void whatARequestDoesNotNameStaysAndNullOrZeroIsTheUsual() {
    JsonBody json = JsonBody.parse("{\"cpus\":null,\"pids\":0,\"disk_mb\":5000}");
    assertThat(SessionFields.quota(json, SMALL)).isEqualTo(new Quota(0, 300, 0, 5000));
    json.refuseUnread();
  }

  @Test
  void aRangeIsNamedToWhoeverLeavesIt() {
    assertThatThrownBy(
            () -> SessionFields.quota(JsonBody.parse("{\"memory_mb\":100}"), Quota.STANDARD))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("from 256 to 1048576");
  }

  private String ready() throws InterruptedException {
    String id = room.sessions().create(SessionRequest.labelled("Ada"), "ada").id();
    return room.sessions().awaitReady(id, Duration.ofSeconds(10)).id();
  }
}
