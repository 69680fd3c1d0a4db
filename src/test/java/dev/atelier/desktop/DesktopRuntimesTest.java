package dev.atelier.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DesktopRuntimesTest {
  private static final Optional<String> NOTHING = Optional.empty();

  private final DesktopRuntime docker = new FakeRuntime("docker");
  private final DesktopRuntime local = new FakeRuntime("local");
  private final DesktopRuntime plugin = new FakeRuntime("plugin");

  @Test
  void theConfiguredOneIsTaken() {
    assertThat(chosen("local", docker, local)).isSameAs(local);
    assertThat(chosen(" docker ", docker, local)).isSameAs(docker);
  }

  @Test
  void oneFromElsewhereCanBeConfiguredByItsName() {
    assertThat(chosen("plugin", docker, local, plugin)).isSameAs(plugin);
  }

  @Test
  void withoutConfigurationTheEngineIsPreferred() {
    assertThat(chosen("", plugin, local, docker)).isSameAs(docker);
  }

  @Test
  void withoutAnEngineDesktopsAreLocal() {
    assertThat(chosen("", new FakeRuntime("docker", false, Optional.empty()), local))
        .isSameAs(local);
  }

  @Test
  void whereNothingCanRunTheEngineIsWhatIsAskedFor() {
    DesktopRuntime silent = new FakeRuntime("docker", false, Optional.empty());
    assertThat(chosen("", silent, new FakeRuntime("local", false, Optional.empty())))
        .isSameAs(silent);
  }

  @Test
  void anUnknownNameIsRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> chosen("podman", docker, local))
        .isInstanceOf(UnknownDesktopRuntime.class)
        .hasMessage("there is no desktop runtime “podman”; there are docker, local");
  }

  @Test
  void oneThatObjectsIsNotUsed() {
    DesktopRuntime objecting = new FakeRuntime("local", true, Optional.of("not like this"));
    assertThatThrownBy(() -> chosen("local", docker, objecting))
        .isInstanceOf(DesktopException.class)
        .hasMessage("not like this");
    assertThat(chosen("docker", docker, objecting)).isSameAs(docker);
  }

  @Test
  void enginesThatAreNamedAreTakenAlsoWhileTheyAreDown() {
    FakeRuntime big = new FakeRuntime("docker:big", false, Optional.empty());
    DesktopRuntimes runtimes = new DesktopRuntimes(List.of(local), List.of(named(big)), NOTHING);
    assertThat(runtimes.standard()).isSameAs(big);
    assertThat(runtimes.placeable()).containsExactly(big);
  }

  @Test
  void anEngineIsFoundByEachOfItsNames() {
    FakeRuntime small = new FakeRuntime("docker:small");
    FakeRuntime big = new FakeRuntime("docker:big");
    DesktopRuntimes runtimes =
        new DesktopRuntimes(List.of(local), List.of(named(small, big)), NOTHING);
    assertThat(runtimes.named("docker")).isSameAs(small);
    assertThat(runtimes.named("docker:small")).isSameAs(small);
    assertThat(runtimes.named("docker:big")).isSameAs(big);
  }

  @Test
  void ofSeveralEnginesTheOneIsTakenThatIsNamedElseTheOneWithMostFreeMemory() {
    FakeRuntime small = new FakeRuntime("docker:small").free(8_000);
    FakeRuntime big = new FakeRuntime("docker:big").free(64_000);
    DesktopRuntimes runtimes = new DesktopRuntimes(List.of(), List.of(named(small, big)), NOTHING);
    assertThat(runtimes.place(Optional.empty())).isSameAs(big);
    assertThat(runtimes.place(Optional.of("small"))).isSameAs(small);
    assertThatThrownBy(() -> runtimes.place(Optional.of("huge")))
        .isInstanceOf(UnknownEngine.class)
        .hasMessage("names no engine: “huge”; there are small, big");
  }

  @Test
  void whereDesktopsRunOnNoEngineNoneCanBeNamed() {
    DesktopRuntimes runtimes = new DesktopRuntimes(List.of(docker, local), Optional.of("local"));
    assertThat(runtimes.place(Optional.empty())).isSameAs(local);
    assertThatThrownBy(() -> runtimes.place(Optional.of("big")))
        .hasMessageContaining("do not run on any");
    assertThat(runtimes.engines()).isEmpty();
  }

  @Test
  void aMuteEngineIsToldAsNotReachableWithinSeconds() {
    CountDownLatch over = new CountDownLatch(1);
    FakeRuntime mute = new FakeRuntime("docker:mute");
    mute.beforeList(
        () -> {
          try {
            over.await();
          } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
          }
        });
    FakeRuntime well = new FakeRuntime("docker:well");
    well.put("sess_a", DesktopState.RUNNING);
    DesktopRuntimes runtimes = new DesktopRuntimes(List.of(), List.of(named(mute, well)), NOTHING);
    Instant begin = Instant.now();
    assertThat(runtimes.engines())
        .containsExactly(
            new EngineReport(
                "mute", false, 0, Optional.of("the engine “mute” has not answered yet")),
            new EngineReport("well", true, 1, Optional.empty()));
    assertThat(runtimes.place(Optional.empty())).isSameAs(well);
    assertThatThrownBy(() -> runtimes.place(Optional.of("mute")))
        .isInstanceOf(DesktopException.class)
        .hasMessageContaining("“mute”");
    assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(9));
    over.countDown();
  }

  private static DesktopRuntimeSource named(FakeRuntime... engines) {
    return new DesktopRuntimeSource() {
      @Override
      public Map<String, DesktopRuntime> runtimes() {
        Map<String, DesktopRuntime> byName = new LinkedHashMap<>();
        for (FakeRuntime each : engines) {
          byName.put(each.name(), each);
        }
        byName.put("docker", engines[0]);
        return byName;
      }

      @Override
      public Optional<String> standard() {
        return Optional.of("docker");
      }
    };
  }

  private static DesktopRuntime chosen(String name, DesktopRuntime... there) {
    return new DesktopRuntimes(List.of(there), Optional.of(name)).standard();
  }
}
