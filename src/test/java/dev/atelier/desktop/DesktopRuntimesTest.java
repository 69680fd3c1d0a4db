package dev.atelier.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DesktopRuntimesTest {
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

  private static DesktopRuntime chosen(String name, DesktopRuntime... there) {
    return new DesktopRuntimes(List.of(there), Optional.of(name)).standard();
  }
}
