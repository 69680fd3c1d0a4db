package dev.atelier.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PlacementTest {
  private static final double IDLE = 0.1;
  private static final double BUSY = Placement.OVERLOADED + 1;

  private final Map<DesktopRuntime, Placement.Room> rooms = new LinkedHashMap<>();
  private long now;
  private final Placement placement = new Placement(() -> now);

  @Test
  void theOneWithMostFreeMemoryIsTaken() {
    engine("small", 4_000, IDLE, 0);
    engine("big", 64_000, IDLE, 9);
    assertThat(choose()).isEqualTo("big");
  }

  @Test
  void ofThoseWithTheSameRoomTheOneWithFewestDesktops() {
    engine("one", 8_100, IDLE, 3);
    engine("two", 8_000, IDLE, 2);
    // Less than a desktop needs is no difference: 8100 and 8000 MB are room for seven.
    assertThat(choose()).isEqualTo("two");
  }

  @Test
  void oneThatIsOverloadedIsTakenOnlyWhenAllAre() {
    engine("big", 64_000, BUSY, 0);
    engine("small", 4_000, IDLE, 0);
    assertThat(choose()).isEqualTo("small");
    engine("small", 4_000, BUSY, 0);
    assertThat(choose()).isEqualTo("big");
  }

  @Test
  void oneThatIsNotWellIsPassedOver() {
    ill("big", "it is down");
    engine("small", 100, BUSY, 50);
    assertThat(choose()).isEqualTo("small");
  }

  @Test
  void whereNoneIsWellItIsSaidWhatIsWrongWithEach() {
    ill("big", "big is down");
    ill("small", "small has no image");
    assertThatThrownBy(this::choose)
        .isInstanceOf(DesktopException.class)
        .hasMessage("no engine can start a desktop: big is down; small has no image");
  }

  @Test
  void thoseThatAreBeingMadeCountAsIfTheyUsedTheirMemoryAlready() {
    engine("big", 12 * Placement.DESKTOP_MB, IDLE, 0);
    engine("small", 10 * Placement.DESKTOP_MB, IDLE, 0);
    List<String> chosen = new ArrayList<>();
    for (int n = 0; n < 6; n++) {
      chosen.add(choose());
    }
    assertThat(chosen).containsExactly("big", "big", "small", "big", "small", "big");
    now += Duration.ofMinutes(1).toNanos();
    assertThat(choose()).isEqualTo("big");
  }

  @Test
  void oneThatDoesNotTellItsMemoryIsTakenWhenTheOthersAreFull() {
    rooms.put(
        new FakeRuntime("docker:mystery"),
        new Placement.Room(
            new EngineReport("mystery", true, 0, Optional.empty()), MachineReport.NOTHING));
    engine("small", 2_000, IDLE, 0);
    assertThat(choose()).isEqualTo("small");
    engine("small", 500, IDLE, 3);
    assertThat(choose()).isEqualTo("mystery");
  }

  private String choose() {
    return placement.choose(rooms).engine().orElseThrow();
  }

  private void engine(String name, long freeMb, double load, int desktops) {
    put(
        name,
        new Placement.Room(
            new EngineReport(name, true, desktops, Optional.empty()),
            new MachineReport(OptionalLong.of(freeMb), OptionalDouble.of(load))));
  }

  private void ill(String name, String why) {
    put(
        name,
        new Placement.Room(
            new EngineReport(name, false, 0, Optional.of(why)), MachineReport.NOTHING));
  }

  private void put(String name, Placement.Room room) {
    DesktopRuntime runtime =
        rooms.keySet().stream()
            .filter(each -> each.engine().equals(Optional.of(name)))
            .findFirst()
            .orElseGet(() -> new FakeRuntime("docker:" + name));
    rooms.put(runtime, room);
  }
}
