package dev.atelier.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.desktop.Quota;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HomeSizesTest {
  private static final Duration FRESH = Duration.ofMinutes(5);

  private final SessionsInMemory room = new SessionsInMemory();
  private final HomeSizes sizes = room.homes();
  private String id = "";

  @BeforeEach
  void makeADesktop() throws InterruptedException {
    id = room.sessions().create(SessionRequest.labelled("Ada"), "ada").id();
    room.sessions().awaitReady(id, Duration.ofSeconds(10));
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void anAwakeDesktopIsMeasuredOnceInFiveMinutes() {
    room.runtime().homeHolds(100);
    room.round(sizes);
    room.runtime().homeHolds(200);
    room.clock().pass(FRESH.minusSeconds(1));
    room.round(sizes);
    assertThat(sizes.of(id)).hasValue(100);
    room.clock().pass(Duration.ofSeconds(1));
    room.round(sizes);
    assertThat(sizes.of(id)).hasValue(200);
    assertThat(measurements()).hasSize(2);
  }

  @Test
  void aPausedDesktopIsNotMeasuredAndItsLastSizeStaysKnown() {
    room.runtime().homeHolds(100);
    room.round(sizes);
    room.sessions().pause(id, "ada");
    room.clock().pass(FRESH);
    room.round(sizes);
    assertThat(sizes.of(id)).hasValue(100);
    assertThat(measurements()).hasSize(1);
  }

  @Test
  void fromFourFifthsOnThereIsAWarning() {
    bound(1000);
    room.runtime().homeHolds(799);
    room.round(sizes);
    assertThat(warning()).isEmpty();
    room.runtime().homeHolds(800);
    room.clock().pass(FRESH);
    room.round(sizes);
    assertThat(warning()).contains("800 of 1000 MB");
  }

  @Test
  void aHomeThatIsFullIsToldToWhoeverWantsToSaveIt() {
    room.runtime().homeHolds(1000);
    room.round(sizes);
    bound(1000);
    assertThatThrownBy(() -> room.sessions().requireRoomOnDisk(id))
        .isInstanceOf(HomeFull.class)
        .hasMessageContaining("holds 1000 MB and may hold 1000 MB");
    room.runtime().homeHolds(999);
    assertThatCode(() -> room.sessions().requireRoomOnDisk(id)).doesNotThrowAnyException();
  }

  @Test
  void withoutABoundNothingIsAsked() {
    room.runtime().homeHolds(1_000_000);
    assertThatCode(() -> room.sessions().requireRoomOnDisk(id)).doesNotThrowAnyException();
    assertThat(measurements()).isEmpty();
    room.round(sizes);
    assertThat(warning()).isEmpty();
  }

  @Test
  void theServersBoundHoldsForDesktopsWithoutTheirOwn() {
    HomeSizes bounded = new HomeSizes(room.runtimes(), room.clock(), 500);
    room.runtime().homeHolds(600);
    assertThatThrownBy(() -> bounded.requireRoom(room.sessions().get(id)))
        .isInstanceOf(HomeFull.class);
    bound(700);
    assertThatCode(() -> bounded.requireRoom(room.sessions().get(id))).doesNotThrowAnyException();
  }

  @Test
  void anEngineThatDoesNotAnswerIsNotAskedAllTheTime() {
    room.runtime().failOn("measure");
    room.round(sizes);
    room.round(sizes);
    assertThat(sizes.of(id)).isEmpty();
    assertThat(measurements()).hasSize(1);
  }

  private void bound(int diskMb) {
    room.quotas().change(id, present -> new Quota(0, 0, 0, diskMb), "ada");
  }

  private String warning() {
    return sizes.warning(room.sessions().get(id)).orElse("");
  }

  private List<String> measurements() {
    return room.runtime().calls().stream().filter(call -> call.startsWith("measure")).toList();
  }
}
