package dev.atelier.desktop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.atelier.desktop.Desktop;
import dev.atelier.desktop.DesktopDriver;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopSpec;
import dev.atelier.desktop.DesktopState;
import dev.atelier.desktop.Look;
import dev.atelier.desktop.Region;
import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.Size;
import dev.atelier.desktop.rfb.RfbDriver;
import dev.atelier.ocr.PpOcrEngine;
import dev.atelier.ocr.Word;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Looks of a real desktop, and what its panel says. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ThemesIT {
  private static final String IMAGE =
      Optional.ofNullable(System.getenv("DESKTOP_IMAGE_UNDER_TEST"))
          .orElse("atelier/desktop:latest");
  private static final Duration SOON = Duration.ofSeconds(10);

  /** What is left of the two seconds for a line that is told a second after the one before. */
  private static final Duration OF_TWO_SECONDS = Duration.ofSeconds(1);

  private static final Size SIZE = new Size(1280, 720);
  private static final Region PANEL = new Region(600, 672, 680, 48);
  private static final int PAPER_OF_TERRACOTTA = 0xFBF7F2;
  private static final int PAPER_OF_DARK = 0x1C1816;

  private final String id = "look-" + Long.toString(System.nanoTime(), 36);
  private final Engine engine = EngineUnderTest.engine();
  private final DockerRuntime runtime =
      new DockerRuntime(engine, id, IMAGE, Limits.parse("512m", 1.5, 256));
  private final PpOcrEngine eyes = new PpOcrEngine();
  private Optional<Desktop> driven = Optional.empty();

  @BeforeEach
  void needsTheEngineAndTheImage() {
    EngineUnderTest.require(runtime);
  }

  @AfterEach
  void leavesNothing() {
    driven.ifPresent(Desktop::close);
    runtime.remove(id, true);
    runtime.close();
  }

  @Test
  void eachThemeIsAnotherPicture() {
    Desktop desktop = start(Look.STANDARD);
    List<Screenshot> pictures = new ArrayList<>(List.of(painted(desktop, PAPER_OF_TERRACOTTA)));
    for (String theme : Look.THEMES.subList(1, Look.THEMES.size())) {
      Screenshot before = desktop.screenshot();
      runtime.dress(id, new Look(theme, Optional.empty()));
      await().atMost(SOON).until(() -> differs(before, desktop.screenshot()));
      pictures.add(settled(desktop));
    }

    for (Screenshot one : pictures) {
      assertThat(pictures).filteredOn(other -> !differs(one, other)).containsExactly(one);
    }
  }

  @Test
  void aDesktopStartsInItsLook() {
    Desktop desktop = start(new Look("dark", Optional.of("#00aa88")));

    painted(desktop, PAPER_OF_DARK);
    assertThat(run("cat", "/run/desk/worn")).isEqualTo("dark #00aa88\n");
    assertThat(run("grep", "cursorColor", "/run/desk/look/Xresources")).contains("#00aa88");
  }

  @Test
  void anotherLookKeepsAnOpenTerminalAndGivesItItsColours() {
    Desktop desktop = start(Look.STANDARD);
    painted(desktop, PAPER_OF_TERRACOTTA);
    run(
        "sh",
        "-c",
        "XENVIRONMENT=/run/desk/look/Xresources setsid xterm -geometry 60x12+200+200"
            + " >/dev/null 2>&1 &");
    await().atMost(SOON).until(() -> at(desktop, 500, 400) == PAPER_OF_TERRACOTTA);
    await()
        .atMost(SOON)
        .until(() -> !run("pgrep", "-P", run("pgrep", "-x", "xterm").strip()).isBlank());
    String before = run("pgrep", "-x", "xterm");

    runtime.dress(id, new Look("dark", Optional.empty()));

    await().atMost(SOON).until(() -> at(desktop, 500, 400) == PAPER_OF_DARK);
    assertThat(run("pgrep", "-x", "xterm")).isEqualTo(before);
    runtime.dress(id, new Look("dark", Optional.empty()));
    assertThat(run("pgrep", "-x", "xterm")).isEqualTo(before);
  }

  @Test
  void thePanelSaysWhatItIsTold() {
    Desktop desktop = start(Look.STANDARD);
    painted(desktop, PAPER_OF_TERRACOTTA);

    runtime.tell(id, "$0.42 / $2.00 · you have control");
    await().atMost(SOON).until(() -> words(desktop).contains("you have control"));
    assertThat(words(desktop)).contains("0.42", "2.00").doesNotContain("stale");

    runtime.dress(id, new Look("dark", Optional.empty()));
    await().atMost(SOON).until(() -> at(desktop, 640, 676) == PAPER_OF_DARK);
    await("another look loses no line")
        .atMost(SOON)
        .until(() -> words(desktop).contains("you have control"));

    runtime.tell(id, "$0.43 / $2.00");
    await().atMost(SOON).until(() -> words(desktop).contains("0.43"));
    assertThat(words(desktop)).doesNotContain("control");
  }

  @Test
  void aLineIsSeenSoon() {
    Desktop desktop = start(Look.STANDARD);
    painted(desktop, PAPER_OF_TERRACOTTA);
    runtime.tell(id, "$0.00 / $2.00");
    await().atMost(SOON).until(() -> words(desktop).contains("0.00"));

    for (int line = 1; line <= 5; line++) {
      Screenshot before = settled(desktop).crop(PANEL);
      runtime.tell(id, "$" + line + ".00 / $9.00 · the assistant is working");
      await()
          .pollInterval(Duration.ofMillis(20))
          .atMost(OF_TWO_SECONDS)
          .until(() -> !desktop.screenshot().crop(PANEL).showsTheSameAs(before));
    }
  }

  @Test
  void thePanelSaysWhenNothingWasToldForLong() {
    Desktop desktop = start(Look.STANDARD);
    painted(desktop, PAPER_OF_TERRACOTTA);
    runtime.tell(id, "$0.42 / $2.00");
    await().atMost(SOON).until(() -> words(desktop).contains("0.42"));

    String told = "expr $(date +%s) - ";
    run("sh", "-c", "sed -i \"1s/.*/$(" + told + "80)/\" /run/desk/status");
    assertThat(words(desktop)).doesNotContain("stale");
    run("sh", "-c", "sed -i \"1s/.*/$(" + told + "91)/\" /run/desk/status");
    await().atMost(SOON).until(() -> words(desktop).contains("stale"));

    runtime.tell(id, "$0.42 / $2.00");
    await().atMost(SOON).until(() -> !words(desktop).contains("stale"));
  }

  @Test
  void whatItCannotWearIsSaid() {
    start(Look.STANDARD);
    assertThatThrownBy(() -> runtime.dress(id, new Look("pink", Optional.empty())))
        .isInstanceOf(DesktopException.class)
        .hasMessageContaining("there is no theme");
    assertThat(run("cat", "/run/desk/worn").strip()).isEqualTo("terracotta");
  }

  @Test
  void aDesktopOfAnEarlierImageIsLeftAsItIs() {
    Desktop desktop = start(Look.STANDARD);
    Exec.run(engine, containerName(), "root", SOON, "rm", "/usr/local/bin/desk");

    assertThatThrownBy(() -> runtime.dress(id, new Look("dark", Optional.empty())))
        .isInstanceOf(DesktopException.class)
        .hasMessageContaining("earlier image");
    assertThatThrownBy(() -> runtime.tell(id, "$0.42 / $2.00")).hasMessageContaining("earlier");
    assertThat(run("pgrep", "-c", "Xvnc")).isEqualTo("1\n");
    assertThat(desktop.connected()).isTrue();
  }

  @Test
  void aSleepingDesktopIsNotWoken() {
    start(Look.STANDARD);
    runtime.pause(id);

    assertThatThrownBy(() -> runtime.tell(id, "$0.42 / $2.00"))
        .isInstanceOf(DesktopException.class);
    assertThat(runtime.state(id)).isEqualTo(DesktopState.PAUSED);
  }

  private Desktop start(Look look) {
    DesktopSpec usual = DesktopSpec.usual(id, SIZE);
    runtime.start(new DesktopSpec(id, SIZE, look, usual.quota(), usual.disk()));
    Desktop desktop = new RfbDriver().drive(() -> runtime.connect(id), new Unwatched());
    driven = Optional.of(desktop);
    return desktop;
  }

  /** Waits for the panel in a theme's colour. */
  private static Screenshot painted(Desktop desktop, int paper) {
    await().atMost(SOON).until(() -> at(desktop, 640, 676) == paper);
    return settled(desktop);
  }

  private static Screenshot settled(Desktop desktop) {
    try {
      return desktop.settledScreenshot(Duration.ofMillis(600), SOON);
    } catch (InterruptedException stopping) {
      throw new IllegalStateException(stopping);
    }
  }

  private static int at(Desktop desktop, int x, int y) {
    return desktop.screenshot().rgb(x, y);
  }

  /** In more than half of it. */
  private static boolean differs(Screenshot one, Screenshot other) {
    return one.differsIn(other) > SIZE.width() * SIZE.height() / 2;
  }

  private String words(Desktop desktop) {
    return eyes.read(desktop.screenshot().crop(PANEL)).stream()
        .map(Word::text)
        .collect(Collectors.joining(" "));
  }

  private String run(String... command) {
    return Exec.run(engine, containerName(), Exec.DESKTOP_USER, SOON, command).text();
  }

  private String containerName() {
    return "atelier-desktop-" + id;
  }

  private static final class Unwatched implements DesktopDriver.Watcher {
    @Override
    public void lost(String reason) {}

    @Override
    public void restored() {}
  }
}
