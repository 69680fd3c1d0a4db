package dev.atelier.desktop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.HostConfig;
import dev.atelier.desktop.DesktopException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class WorkshopIT {
  private static final String IMAGE = "atelier/desktop:latest";
  private static final Limits LIMITS = Limits.parse("512m", 1.5, 256);

  private final String instance = "it-" + Long.toString(System.nanoTime(), 36);
  private final DesktopContainer desktop = new DesktopContainer("ada-" + instance, instance);
  private final Engine engine = EngineUnderTest.engine();
  private Workshop workshop;
  private Workshop target;

  @BeforeEach
  void open() {
    EngineUnderTest.require(new DockerRuntime(engine, instance, IMAGE, LIMITS));
    workshop = Workshop.open(engine, IMAGE, desktop, LIMITS);
    target = Workshop.open(engine, IMAGE, desktop, LIMITS);
    in(workshop, "touch /root/begin; sleep 0.1");
  }

  @AfterEach
  void leavesNothing() {
    workshop.close();
    target.close();
    assertThat(containers()).isEmpty();
    engine.close();
  }

  @Test
  void whatWasInstalledIsHandedOverWithTheRecordOfIt() {
    in(
        workshop,
        "echo tool > /usr/local/bin/tool; ln -s tool /usr/local/bin/twin;"
            + " echo known > /var/lib/dpkg/info/tool.list; echo mine > /home/operator/mine");
    workshop.transplant(target.container());
    assertThat(
            in(target, "cat /usr/local/bin/twin /var/lib/dpkg/info/tool.list; ls /home/operator"))
        .isEqualTo("tool\nknown\n");
  }

  @Test
  void whatCannotBePackedIsNotTakenForNothing() {
    in(workshop, "echo tool > /usr/local/bin/tool; rm /usr/bin/tar");
    assertThatThrownBy(() -> workshop.transplant(target.container()))
        .isInstanceOf(DesktopException.class)
        .hasMessageContaining("could not pack what was installed");
    assertThat(in(target, "ls /usr/local/bin")).doesNotContain("tool");
  }

  @Test
  void whatCannotBeHandedOverIsSaidWithTheStateTheDesktopIsIn() {
    in(workshop, "echo tool > /usr/local/bin/tool");
    assertThatThrownBy(() -> workshop.transplant("there-is-none-such"))
        .isInstanceOf(DesktopException.class)
        .hasMessageContainingAll("some of the new files", "go back to a snapshot");
  }

  @Test
  void aWorkshopHasTheBoundsOfADesktop() {
    InspectContainerResponse found =
        engine.ask("look", docker -> docker.inspectContainerCmd(workshop.container()).exec());
    HostConfig bounds = found.getHostConfig();
    assertThat(bounds.getMemory()).isEqualTo(512L << 20);
    assertThat(bounds.getMemorySwap()).isEqualTo(512L << 20);
    assertThat(bounds.getPidsLimit()).isEqualTo(256);
    assertThat(bounds.getCpuQuota() / (double) bounds.getCpuPeriod()).isEqualTo(1.5);
  }

  @Test
  void oneThatDoesNotStartIsRemoved() {
    Way nowhere = Way.over("there-is-none-such");
    assertThatThrownBy(() -> Workshop.open(engine, IMAGE, desktop, LIMITS, nowhere, () -> {}))
        .isInstanceOf(DesktopException.class);
    assertThat(containers()).hasSize(2);
  }

  private List<String> containers() {
    return engine.ask(
        "list containers",
        docker ->
            docker
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of("dev.atelier.instance", instance))
                .exec()
                .stream()
                .map(found -> found.getId())
                .toList());
  }

  private String in(Workshop place, String command) {
    Exec.Output output =
        Exec.run(engine, place.container(), "root", Duration.ofSeconds(20), "sh", "-c", command);
    assertThat(output.code()).as(output.text()).isZero();
    return output.text();
  }
}
