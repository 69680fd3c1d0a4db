package dev.atelier.desktop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import dev.atelier.desktop.DesktopCopies;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopSpec;
import dev.atelier.desktop.DesktopState;
import dev.atelier.desktop.Disk;
import dev.atelier.desktop.OneAtATime;
import dev.atelier.desktop.Size;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DockerCopiesIT {
  private static final String IMAGE = "atelier/desktop:latest";

  private final String instance = "it-" + Long.toString(System.nanoTime(), 36);
  private final Engine engine = EngineUnderTest.engine();
  private final DockerRuntime runtime =
      new DockerRuntime(engine, instance, IMAGE, Limits.parse("512m", 1.5, 256));
  private final List<String> ids = new ArrayList<>();

  @BeforeEach
  void needsTheEngineAndTheImage() {
    EngineUnderTest.require(runtime);
  }

  @AfterEach
  void leavesNothing() {
    ids.forEach(id -> runtime.remove(id, true));
    List.copyOf(copies().systems()).forEach(copies()::dropSystem);
    assertThat(runtime.desktops()).isEmpty();
    assertThat(copies().homes()).isEmpty();
    assertThat(copies().systems()).isEmpty();
    runtime.close();
  }

  @Test
  void aDesktopIsMadeAgainFromItsCopyWithSoftwareAndHome() throws IOException {
    DesktopSpec ada = spec("ada");
    runtime.start(ada);
    as(ada, "root", "echo tool > /usr/local/bin/tool");
    as(
        ada,
        "operator",
        "mkdir -p Documents && echo letter > Documents/letter && chmod 600 Documents/letter");

    ByteArrayOutputStream home = new ByteArrayOutputStream();
    copies()
        .whileStill(
            ada.id(),
            () -> {
              assertThat(runtime.state(ada.id())).isEqualTo(DesktopState.PAUSED);
              assertThat(copies().keepSystem(ada, "snap_" + instance)).isPositive();
              copies().readHome(ada.id(), 0, home);
              return ada;
            });
    assertThat(runtime.state(ada.id())).isEqualTo(DesktopState.RUNNING);
    assertThat(copies().systems()).containsExactly("snap_" + instance);

    DesktopSpec clone = spec("clone").with(new Disk(Optional.of("snap_" + instance), 1));
    copies().writeHome(clone.id(), 1, new ByteArrayInputStream(home.toByteArray()));
    runtime.start(clone);
    assertThat(
            as(clone, "operator", "cat /usr/local/bin/tool; stat -c '%a %U %G' Documents/letter"))
        .isEqualTo("tool\n600 operator operator\n");
    assertThat(as(clone, "operator", "touch Documents/mine && stat -c '%a %U' . && id -un"))
        .isEqualTo("750 operator\noperator\n");
    String machine = "cat /etc/machine-id /var/lib/dbus/machine-id";
    assertThat(as(clone, "operator", machine)).isNotEqualTo(as(ada, "operator", machine));
  }

  @Test
  void linksOfInstalledProgramsAndNamesOfAllKindsComeBack() {
    DesktopSpec ada = spec("ada");
    runtime.start(ada);
    as(
        ada,
        "operator",
        "mkdir -p .cache/uv .venv && echo six > .cache/uv/six && ln .cache/uv/six .venv/six"
            + " && mkfifo a && ln a b"
            + " && mkdir names && echo acute > names/caf$(printf '\\351')"
            + " && echo grave > names/caf$(printf '\\350') && echo text > names/caf\u00e9"
            + " && echo long > names/$(printf '\\350%.0s' $(seq 200))"
            + " && ln -s caf$(printf '\\350') names/link");
    copies().writeHome(ada.id(), 1, new ByteArrayInputStream(home(ada, 0)));
    String look = "cd names && ls -b && cat * && cat ../.venv/six && stat -c %h ../.venv/six";
    String before = as(ada, "operator", look);
    DesktopSpec moved = ada.with(new Disk(Optional.empty(), 1));
    runtime.start(moved);
    assertThat(as(moved, "operator", look)).isEqualTo(before).contains("caf\\351", "caf\\350");
    assertThat(as(moved, "operator", "ls")).doesNotContain("a\n", "b\n");
  }

  @Test
  void aDesktopWithoutAHomeIsNotSavedAndNoHomeIsMadeByTheWay() {
    DesktopSpec ada = spec("ada");
    assertThatThrownBy(() -> home(ada, 0))
        .isInstanceOf(DesktopException.class)
        .hasMessageContaining("has no home");
    assertThat(
            engine.<Integer>ask(
                "look for a volume",
                docker ->
                    docker
                        .listVolumesCmd()
                        .withFilter("name", List.of("atelier-home-" + ada.id()))
                        .exec()
                        .getVolumes()
                        .size()))
        .isZero();
  }

  @Test
  void aDesktopMovesToAnotherDiskAndTheFormerOneIsLeftUntilItIsDropped() throws IOException {
    DesktopSpec ada = spec("ada");
    runtime.start(ada);
    as(ada, "operator", "echo old > note");
    byte[] home = home(ada, 0);
    as(ada, "operator", "echo new > note");
    copies().writeHome(ada.id(), 1, new ByteArrayInputStream(home));
    assertThat(as(ada, "operator", "cat note")).isEqualTo("new\n");

    DesktopSpec moved = ada.with(new Disk(Optional.empty(), 1));
    runtime.start(moved);
    assertThat(as(moved, "operator", "cat note")).isEqualTo("old\n");
    runtime.start(ada);
    assertThat(as(ada, "operator", "cat note")).isEqualTo("new\n");
    runtime.start(moved);
    copies().dropOtherHomes(ada.id(), 1);
    assertThat(as(moved, "operator", "cat note")).isEqualTo("old\n");
  }

  @Test
  void aHomeIsReadThoughItsDesktopIsGone() throws IOException {
    DesktopSpec ada = spec("ada");
    runtime.start(ada);
    as(ada, "operator", "echo kept > note");
    runtime.remove(ada.id(), false);
    assertThat(new String(home(ada, 0), StandardCharsets.UTF_8)).contains("kept");
    assertThat(copies().keepSystem(ada, "gone_" + instance)).isZero();
    assertThat(copies().systems()).containsExactly("gone_" + instance);
  }

  @Test
  void aSystemIsThereForAsLongAsItHasAName() {
    DesktopSpec ada = spec("ada");
    runtime.start(ada);
    copies().keepSystem(ada, "one_" + instance);
    copies().nameSystem("one_" + instance, "two_" + instance);
    copies().dropSystem("one_" + instance);
    copies().dropSystem("one_" + instance);
    DesktopSpec clone = spec("clone").with(new Disk(Optional.of("two_" + instance), 0));
    runtime.start(clone);
    assertThat(runtime.state(clone.id())).isEqualTo(DesktopState.RUNNING);
  }

  @Tag("long")
  @Test
  void aSystemOfTooManyLayersIsMadeFlatWhenADesktopGoesBackToIt() {
    DesktopSpec ada = spec("ada");
    runtime.start(ada);
    as(ada, "root", "echo tool > /usr/local/bin/tool; chmod 4755 /usr/local/bin/tool");
    as(ada, "operator", "echo mine > mine");
    String snapshot = "deep_" + instance;
    OneAtATime oneAtATime = new OneAtATime();
    DockerCopies few =
        new DockerCopies(
            engine,
            instance,
            IMAGE,
            this::container,
            new DesktopPrograms(engine, this::container, oneAtATime),
            oneAtATime,
            4);
    few.keepSystem(ada, snapshot);
    assertThat(layers(snapshot)).isGreaterThan(4);
    DesktopSpec moved = ada.with(new Disk(Optional.of(ada.id() + ".1"), 0));
    few.nameSystem(snapshot, ada.id() + ".1");
    assertThat(layers(ada.id() + ".1")).isOne();
    assertThat(layers(snapshot)).isOne();
    assertThat(copies().systems()).containsExactlyInAnyOrder(snapshot, ada.id() + ".1");
    assertThat(containers()).containsExactly("/atelier-desktop-" + ada.id());

    runtime.start(moved);
    assertThat(as(moved, "operator", "stat -c '%a %U' /usr/local/bin/tool; cat mine; id -un; pwd"))
        .isEqualTo("4755 root\nmine\noperator\n/home/operator\n");
    assertThat(as(moved, "operator", "test -S /run/desk/vnc.sock || sleep 3; echo $DISPLAY"))
        .isEqualTo(":1\n");
    engine.ask(
        "look at what it is made from",
        docker -> {
          ContainerConfig usual = docker.inspectImageCmd(IMAGE).exec().getConfig();
          ContainerConfig flat =
              docker.inspectImageCmd(KeptSystem.image(ada.id() + ".1")).exec().getConfig();
          assertThat(flat.getEnv()).containsAll(List.of(usual.getEnv()));
          assertThat(flat.getCmd()).isEqualTo(usual.getCmd());
          assertThat(flat.getEntrypoint()).isEqualTo(usual.getEntrypoint());
          assertThat(flat.getUser()).isEqualTo(usual.getUser());
          return flat;
        });
    copies().dropSystem(snapshot);
    assertThat(copies().systems()).containsExactly(ada.id() + ".1");
  }

  private int layers(String name) {
    return engine.ask("count layers", docker -> FlatSystem.layers(docker, name));
  }

  @Test
  void whatIsNotAHomeLeavesNothing() {
    DesktopSpec ada = spec("ada");
    assertThatThrownBy(
            () ->
                copies()
                    .writeHome(
                        ada.id(),
                        1,
                        new ByteArrayInputStream(
                            "nonsense".repeat(200).getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(DesktopException.class);
    assertThat(copies().homes()).isEmpty();
  }

  @Test
  void aStreamThatBreaksLeavesNothingAndSaysWhy() {
    DesktopSpec ada = spec("ada");
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public int read(byte[] target, int offset, int length) throws IOException {
            return read();
          }
        };
    assertThatThrownBy(() -> copies().writeHome(ada.id(), 1, broken))
        .isInstanceOf(DesktopException.class)
        .hasMessageContaining("disk is full");
    assertThat(copies().homes()).isEmpty();
  }

  @Test
  void aHomeIsRemovedThoughAServerDiedWithAHelperThatHoldsIt() {
    DesktopSpec ada = spec("ada");
    runtime.start(ada);
    runtime.remove(ada.id(), false);
    helper(ada, Map.of("dev.atelier.run", "former"));
    runtime.remove(ada.id(), true);
    assertThat(copies().homes()).isEmpty();
    assertThat(containers()).isEmpty();
  }

  @Test
  void soItIsThoughAHelperOfThisRunCouldNotBeRemovedAndThoseOfOthersStay() {
    DesktopSpec ada = spec("ada");
    DesktopSpec bob = spec("bob");
    runtime.start(ada);
    runtime.start(bob);
    runtime.remove(ada.id(), false);
    helper(ada, Map.of());
    helper(bob, Map.of());
    runtime.remove(ada.id(), true);
    assertThat(copies().homes()).containsOnlyKeys(bob.id());
    assertThat(containers()).hasSize(2);
  }

  @Test
  void theFirstAnswerOfAnEngineFindsNoHelpersOfAnEarlierRun() {
    DesktopSpec ada = spec("ada");
    runtime.start(ada);
    helper(ada, Map.of("dev.atelier.run", "former"));
    DockerRuntime next =
        new DockerRuntime(
            EngineUnderTest.engine(), instance, IMAGE, Limits.parse("512m", 1.5, 256));
    try {
      assertThat(next.desktops()).containsExactly(Map.entry(ada.id(), DesktopState.RUNNING));
      assertThat(containers()).containsExactly("/atelier-desktop-" + ada.id());
    } finally {
      next.close();
    }
  }

  @Test
  void whatAContainerHasFromItsImageDoesNotTellWhatItIs() {
    DesktopSpec ada = spec("ada");
    runtime.start(ada);
    String kept = "worn_" + instance;
    engine.ask(
        "keep a system as of an earlier version",
        docker ->
            docker
                .commitCmd("atelier-desktop-" + ada.id())
                .withRepository(KeptSystem.REPOSITORY)
                .withTag(kept)
                .withLabels(
                    Map.of(
                        "dev.atelier.instance", instance,
                        "dev.atelier.kept", "true",
                        "dev.atelier.role", "workshop",
                        "dev.atelier.run", "former",
                        "dev.atelier.porter", ada.id()))
                .exec());
    DesktopSpec clone = spec("clone").with(new Disk(Optional.of(kept), 0));
    runtime.start(clone);
    assertThat(engine.<Integer>ask("sweep", docker -> Role.sweep(docker, instance))).isZero();
    assertThat(runtime.desktops()).containsOnlyKeys(ada.id(), clone.id());

    copies().keepSystem(ada, "work_" + instance);
    String hand =
        engine.ask(
            "look into a system by hand",
            docker ->
                docker.createContainerCmd(KeptSystem.image("work_" + instance)).exec().getId());
    try {
      assertThat(runtime.desktops()).containsOnlyKeys(ada.id(), clone.id());
    } finally {
      engine.ask("remove it", docker -> docker.removeContainerCmd(hand).exec());
    }
  }

  /** One that says this of itself in place of what helpers of this run say. */
  private void helper(DesktopSpec spec, Map<String, String> said) {
    DesktopContainer desktop = new DesktopContainer(spec.id(), instance);
    Map<String, String> labels = new HashMap<>(Role.PORTER.labels(desktop));
    labels.putAll(said);
    engine.ask(
        "make a helper",
        docker ->
            docker
                .createContainerCmd(IMAGE)
                .withLabels(labels)
                .withHostConfig(
                    HostConfig.newHostConfig()
                        .withBinds(new Bind(desktop.home(0), new Volume(DesktopContainer.HOME))))
                .exec());
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
                .map(found -> found.getNames()[0])
                .toList());
  }

  private DesktopCopies copies() {
    return runtime.copies().orElseThrow();
  }

  private byte[] home(DesktopSpec spec, int number) {
    ByteArrayOutputStream home = new ByteArrayOutputStream();
    copies().readHome(spec.id(), number, home);
    return home.toByteArray();
  }

  private String as(DesktopSpec spec, String user, String command) {
    Exec.Output output =
        Exec.run(
            engine,
            "atelier-desktop-" + spec.id(),
            user,
            Duration.ofSeconds(20),
            "sh",
            "-c",
            command);
    assertThat(output.code()).as(output.text()).isZero();
    return output.text();
  }

  private DesktopSpec spec(String name) {
    String id = name + "-" + instance;
    ids.add(id);
    return DesktopSpec.usual(id, new Size(1280, 720));
  }

  private DesktopContainer container(String id) {
    return new DesktopContainer(id, instance);
  }
}
