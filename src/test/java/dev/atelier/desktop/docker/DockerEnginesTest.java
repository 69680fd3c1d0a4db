package dev.atelier.desktop.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.desktop.DesktopRuntime;
import dev.atelier.desktop.EgressMode;
import dev.atelier.desktop.EgressPolicy;
import dev.atelier.desktop.EgressRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerEnginesTest {
  @TempDir private Path data;
  private DockerEngines engines;

  @AfterEach
  void close() {
    engines.close();
  }

  @Test
  void withoutNamesThereIsOneEngineAndAllStaysAsItWas() {
    engines = engines(Optional.empty(), Optional.of(" "));
    assertThat(engines.runtimes()).containsOnlyKeys("docker");
    assertThat(engines.standard()).isEmpty();
    DesktopRuntime only = engines.runtimes().get("docker");
    assertThat(only.name()).isEqualTo("docker");
    assertThat(only.engine()).contains("default");
  }

  @Test
  void eachNamedEngineIsARuntimeOfItsOwn() {
    engines = engines(Optional.empty(), Optional.of("near=unix:///a.sock,far=unix:///b.sock"));
    assertThat(engines.runtimes()).containsOnlyKeys("docker", "docker:near", "docker:far");
    assertThat(engines.runtimes().get("docker:far").engine()).contains("far");
    assertThat(engines.standard()).contains("docker");
  }

  @Test
  void desktopsOfBeforeAreOnTheEngineOfTheSameAddressElseOnTheFirst() {
    String two = "near=unix:///a.sock,far=unix:///b.sock";
    engines = engines(Optional.of("unix:///b.sock"), Optional.of(two));
    assertThat(former()).isEqualTo("docker:far");
    engines.close();
    engines = engines(Optional.empty(), Optional.of(two));
    assertThat(former()).isEqualTo("docker:near");
    engines.close();
    engines =
        engines(
            Optional.empty(), Optional.of("far=unix:///b.sock,here=unix:///var/run/docker.sock"));
    assertThat(former()).isEqualTo("docker:here");
  }

  private String former() {
    return engines.runtimes().get("docker").name();
  }

  private DockerEngines engines(Optional<String> host, Optional<String> named) {
    return new DockerEngines(
        host,
        named,
        Optional.empty(),
        data.toString(),
        "test",
        "none",
        Limits.parse("1g", 1, 64),
        SystemFiles.CHANGEABLE,
        EgressPolicy.open(),
        id -> new EgressRule(EgressMode.OPEN, List.of()));
  }
}
