package dev.atelier.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.control.Holder;
import dev.atelier.control.Lease;
import dev.atelier.control.LeaseEnded;
import dev.atelier.control.Leases;
import dev.atelier.control.LeasesInMemory;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One viewer's hold on a desktop, whose time is set by hand. */
class SteeringTest {
  private static final String ADA = "sess_a";
  private static final Caller VERA = Caller.of("vera", Role.OPERATOR);
  private static final Duration LONG = Duration.ofMinutes(1);

  private final LeasesInMemory room = new LeasesInMemory();
  private final Leases leases = room.leases();
  private final Steering vera = new Steering(ADA, VERA, true, leases, Optional.empty());
  private final List<String> written = new ArrayList<>();

  private boolean touch(String what) throws IOException {
    return vera.pass(true, () -> written.add(what));
  }

  private Lease current() {
    return leases.current(ADA).orElseThrow();
  }

  private void expire() {
    room.clock().pass(LONG);
    room.expireAll();
    assertThat(leases.current(ADA)).isEmpty();
  }

  @Test
  void whoAsksWithALeaseThatHasEndedIsToldSoAndHasNothing() {
    vera.take(Optional.empty());
    String lease = current().id();
    expire();
    assertThatThrownBy(() -> vera.take(Optional.of(lease))).isInstanceOf(LeaseEnded.class);
    assertThat(leases.current(ADA)).isEmpty();
    assertThat(vera.drives()).isFalse();
    vera.take(Optional.empty());
    assertThat(vera.leaseId()).contains(current().id()).isNotEqualTo(Optional.of(lease));
  }

  @Test
  void thePageIsToldThatItsLeaseHasEnded() {
    WatchedSession page =
        new WatchedSession(
            ADA, VERA, vera, true, false, Optional::of, null, leases, List.of(), null);
    assertThat(page.asked("{\"control\":\"take\",\"lease_id\":\"lease_of_before\"}").orElseThrow())
        .contains("\"error\"", "has ended");
    assertThat(leases.current(ADA)).isEmpty();
    assertThat(page.asked("{\"control\":\"take\"}").orElseThrow())
        .contains("\"you\":true", current().id());
  }

  @Test
  void whoComesBackWithTheirLeaseKeepsIt() {
    vera.take(Optional.empty());
    Lease before = current();
    Steering again = new Steering(ADA, VERA, true, leases, Optional.empty());
    again.take(Optional.of(before.id()));
    assertThat(again.leaseId()).contains(before.id());
    assertThat(current()).isEqualTo(before);
  }

  @Test
  void aTouchAfterTheLeaseEndedTakesControlAnewAndIsNotLost() throws IOException {
    vera.take(Optional.empty());
    Lease before = current();
    expire();
    assertThat(touch("click")).isTrue();
    assertThat(written).containsExactly("click");
    assertThat(current()).isNotEqualTo(before);
    assertThat(current().holder()).isEqualTo(new Holder.Person("vera", true));
    assertThat(vera.drives()).isTrue();
    expire();
    assertThat(touch("key")).isTrue();
    assertThat(written).containsExactly("click", "key");
  }

  @Test
  void whatIsNoTouchTakesNothing() throws IOException {
    assertThat(vera.pass(false, () -> written.add("passes over"))).isFalse();
    assertThat(leases.current(ADA)).isEmpty();
    assertThat(written).isEmpty();
  }

  @Test
  void aTouchWhileAnotherDrivesReachesNothingAndTakesNothing() throws IOException {
    assertThat(touch("first")).isTrue();
    leases.take(ADA, new Holder.Person("grace", false), Optional.empty());
    Lease grace = current();
    assertThat(touch("second")).isFalse();
    vera.beat();
    vera.left();
    assertThat(current()).isEqualTo(grace);
    assertThat(written).containsExactly("first");
  }

  @Test
  void whoMayOnlyWatchTouchesNothing() throws IOException {
    Steering watching = new Steering(ADA, VERA, false, leases, Optional.empty());
    assertThat(watching.pass(true, () -> written.add("click"))).isFalse();
    assertThat(leases.current(ADA)).isEmpty();
  }
}
