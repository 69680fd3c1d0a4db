package dev.atelier.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.FakeEvents;
import dev.atelier.HandSetClock;
import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.Size;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OldPicturesTest {
  private static final int DAYS = 30;

  private final MemoryTaskRepository tasks = new MemoryTaskRepository();
  private final MemoryPictures pictures = new MemoryPictures();
  private final FakeEvents<PicturesRemoved> events = new FakeEvents<>();
  private final HandSetClock clock = new HandSetClock();
  private final OldPictures old = old(pictures);
  private int steps;

  OldPicturesTest() {
    tasks.add(SampleTasks.running("task_a", "sess_a"));
  }

  @Test
  void aPictureGoesWhenItIsOldAndItsStepStays() {
    String name = shown(1);
    clock.pass(Duration.ofDays(DAYS));
    old.sweep();
    assertThat(pictures.png(name)).isPresent();
    clock.pass(Duration.ofMinutes(1));
    old.sweep();
    assertThat(pictures.png(name)).isEmpty();
    assertThat(tasks.stepsAfter("task_a", 0, 9)).hasSize(1);
    assertThat(tasks.stepsAfter("task_a", 0, 9).get(0).picture()).isEmpty();
    assertThat(tasks.picturesRemoved("task_a")).isEqualTo(Map.of(1, clock.instant()));
  }

  @Test
  void whatAYoungerStepShowsStaysUntilThatIsOldToo() {
    String shared = shown(1);
    clock.pass(Duration.ofDays(20));
    assertThat(shown(1)).isEqualTo(shared);
    clock.pass(Duration.ofDays(20));
    old.sweep();
    assertThat(pictures.png(shared)).isPresent();
    assertThat(tasks.stepsAfter("task_a", 0, 9)).allMatch(step -> step.picture().isPresent());
    clock.pass(Duration.ofDays(20));
    old.sweep();
    assertThat(pictures.png(shared)).isEmpty();
    assertThat(tasks.picturesRemoved("task_a")).containsOnlyKeys(1, 2);
  }

  @Test
  void manyAreTakenInTurns() {
    int many = OldPictures.BATCH + 20;
    for (int n = 0; n < many; n++) {
      shown(n);
    }
    clock.pass(Duration.ofDays(DAYS + 1));
    assertThat(old.sweep()).isTrue();
    assertThat(pictures.count()).isEqualTo(20);
    assertThat(events.fired()).containsExactly(new PicturesRemoved(OldPictures.BATCH, DAYS));
    assertThat(old.sweep()).isFalse();
    assertThat(pictures.count()).isZero();
    assertThat(old.sweep()).isFalse();
    assertThat(events.fired())
        .as("what removed nothing is not on record")
        .containsExactly(
            new PicturesRemoved(OldPictures.BATCH, DAYS), new PicturesRemoved(20, DAYS));
  }

  @Test
  void manyOfOneMomentThatStayDoNotHoldUpWhatFollows() {
    for (int n = 0; n < OldPictures.BATCH + 5; n++) {
      shown(1);
    }
    clock.pass(Duration.ofSeconds(1));
    String behind = shown(2);
    clock.pass(Duration.ofDays(DAYS + 1));
    shown(1);
    for (int n = 0; n < 4; n++) {
      old.sweep();
    }
    assertThat(pictures.png(behind)).isEmpty();
    assertThat(pictures.count()).isEqualTo(1);
  }

  @Test
  void aServerThatDiesBetweenFileAndRecordDoesItAgain() {
    String name = shown(1);
    clock.pass(Duration.ofDays(DAYS + 1));
    assertThatThrownBy(() -> old(new DyingPictures()).sweep()).hasMessage("killed");
    assertThat(pictures.png(name)).isEmpty();
    assertThat(tasks.picturesRemoved("task_a")).isEmpty();
    old(pictures).sweep();
    assertThat(tasks.picturesRemoved("task_a")).containsOnlyKeys(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 36_501})
  void aSettingWithoutSenseIsRefused(int days) {
    assertThatThrownBy(() -> new OldPictures(tasks, pictures, null, events, clock, days))
        .hasMessageContaining("PICTURES_KEEP_DAYS");
  }

  @Test
  void zeroKeepsThemForEver() {
    new OldPictures(tasks, pictures, null, events, clock, 0).begin();
  }

  private OldPictures old(Pictures kept) {
    return new OldPictures(tasks, kept, null, events, clock, DAYS);
  }

  /** A step now, of a screen in that colour. */
  private String shown(int colour) {
    int[] pixels = new int[64 * 64];
    pixels[0] = colour;
    String name = pictures.store(new Screenshot(64, 64, pixels));
    tasks.append(SampleTasks.seenAt("task_a", ++steps, name, clock.instant()));
    return name;
  }

  /** Removes what it is told to, and then the server is no more. */
  private final class DyingPictures implements Pictures {
    @Override
    public String store(Screenshot picture) {
      return pictures.store(picture);
    }

    @Override
    public Optional<byte[]> png(String name) {
      return pictures.png(name);
    }

    @Override
    public Optional<Size> size(String name) {
      return pictures.size(name);
    }

    @Override
    public void prune(Collection<String> names, Predicate<String> shown) {
      pictures.prune(names, shown);
      throw new IllegalStateException("killed");
    }
  }
}
