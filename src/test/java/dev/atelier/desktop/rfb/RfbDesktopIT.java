package dev.atelier.desktop.rfb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.ActionReader;
import dev.atelier.desktop.Desktop;
import dev.atelier.desktop.KeyChord;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real Xvnc and real programs: what is done at the desktop arrives there exactly. */
@Timeout(180)
class RfbDesktopIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Silence, the time for an answer, and a machine that has other things to do. */
  private static final Duration NOTICED = Duration.ofSeconds(5 + 10 + 5);

  private static final Pattern MOUSE = Pattern.compile("\\[<(\\d+);\\d+;\\d+([Mm])");
  private static final WatchLog WATCH = new WatchLog();
  private static DesktopContainer container;
  private static Desktop desktop;

  @BeforeAll
  static void start() {
    container = DesktopContainer.start();
    desktop = new RfbDriver().drive(container::connect, WATCH);
  }

  @AfterAll
  static void stop() {
    if (desktop != null) {
      desktop.close();
      container.close();
    }
  }

  @AfterEach
  void closeTheTerminal() {
    container.sh("pkill -x xterm; while pgrep -x xterm; do sleep 0.1; done; true");
  }

  @Test
  void typedTextArrivesExactly() throws Exception {
    String text =
        """
        Hello, World! ~`@#$%^&*()_+-={}[]|\\:";'<>?,./
        ÄÖÜ äöü ß éèêç ñ ø å €
        Ελληνικά Русский עברית العربية
        日本語 中文 한국어 🙂🚀👍
        """;
    openSink("-icanon");

    desktop.type(text);

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(sunk()).isEqualTo(text));
  }

  @Tag("long")
  @Test
  void hundredsOfDistinctCharactersArriveInOrder() throws Exception {
    String text =
        IntStream.range(0, 300)
            .mapToObj(n -> Character.toString(0x4E00 + n * 37) + (n % 10 == 0 ? "Ab " : ""))
            .collect(Collectors.joining());
    openSink("-icanon");

    desktop.type(text);

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(sunk()).isEqualTo(text));
  }

  @Test
  void aDesktopThatIsHeldStillForLongIsNotLostAndWhatIsDoneMeanwhileArrivesOnce() throws Exception {
    openSink("-icanon");
    int before = WATCH.told().size();
    AtomicReference<CompletableFuture<Void>> typing = new AtomicReference<>();

    var unused =
        desktop.whileStill(
            () -> {
              container.pause();
              try {
                typing.set(CompletableFuture.runAsync(() -> type("letters")));
                await().during(NOTICED).atMost(NOTICED.multipliedBy(2)).until(desktop::connected);
                return container;
              } finally {
                container.unpause();
              }
            });

    typing.get().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(sunk()).isEqualTo("letters"));
    assertThat(WATCH.told()).hasSize(before);
  }

  private static void type(String text) {
    try {
      desktop.type(text);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void chordsArriveAsTheTerminalKnowsThem() throws Exception {
    openSink("raw -echo");

    for (String chord :
        List.of("ctrl+a", "ctrl+B", "shift+Tab", "F5", "shift+a", "shift+7", "ctrl+shift+Up")) {
      ActionReader.read("key", Map.of("text", chord)).performOn(desktop);
    }

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(sunk()).isEqualTo("\u0001\u0002\u001B[Z\u001B[15~A&\u001B[1;6A"));
  }

  @Test
  void aHeldKeyRepeats() throws Exception {
    openSink("raw -echo");

    desktop.hold(KeyChord.parse("k"), Duration.ofSeconds(1));

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(sunk()).matches("k{8,25}"));
    desktop.type("x");
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(sunk()).matches("k{8,25}x"));
  }

  @Test
  void theMouseArrivesButtonByButton() throws Exception {
    openMouseSink();
    Map<String, ?> here = Map.of("coordinate", List.of(300, 300));

    for (String verb : List.of("left_click", "middle_click", "right_click", "double_click")) {
      ActionReader.read(verb, here).performOn(desktop);
    }

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(mouse())
                    .containsExactly("0M", "0m", "1M", "1m", "2M", "2m", "0M", "0m", "0M", "0m"));
  }

  @Test
  void theWheelTurnsInFourDirections() throws Exception {
    openMouseSink();

    for (String direction : List.of("up", "down", "left", "right")) {
      Map<String, ?> three =
          Map.of(
              "coordinate", List.of(300, 300), "scroll_direction", direction, "scroll_amount", 3);
      ActionReader.read("scroll", three).performOn(desktop);
    }

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(mouse().stream().filter(event -> event.endsWith("M")))
                    .containsExactly(
                        "64M", "64M", "64M", "65M", "65M", "65M", "66M", "66M", "66M", "67M", "67M",
                        "67M"));
  }

  @Test
  void aDragMovesWithTheButtonDown() throws Exception {
    openMouseSink();

    new Action.Drag(new Point(200, 200), new Point(600, 400)).performOn(desktop);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              List<String> events = mouse();
              assertThat(events).startsWith("0M").endsWith("0m").hasSizeGreaterThan(5);
              assertThat(events.subList(1, events.size() - 1)).containsOnly("32M");
            });
  }

  @Test
  void aDoubleClickTakesTheWord() throws Exception {
    openTerminal("printf \"hello world\\n\"; sleep 600");

    ActionReader.read("double_click", Map.of("coordinate", wordPlace())).performOn(desktop);

    await().atMost(PATIENCE).until(() -> selection().equals("hello"));
  }

  @Test
  void aTripleClickTakesTheLine() throws Exception {
    openTerminal("printf \"hello world\\n\"; sleep 600");

    ActionReader.read("triple_click", Map.of("coordinate", wordPlace())).performOn(desktop);

    await().atMost(PATIENCE).until(() -> selection().strip().equals("hello world"));
  }

  /** Where the terminal shows its first letters, under its title. */
  private static List<Integer> wordPlace() {
    return List.of(110, 143);
  }

  private static String selection() {
    return container.sh("DISPLAY=:1 XAUTHORITY=/run/desk/Xauthority xclip -o || true");
  }

  @Test
  void theClipboardCarriesUnicodeBothWays() {
    container.launch("printf \"von dort: grüße 日本 🙂\" | xclip -selection clipboard");
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(desktop.clipboard()).contains("von dort: grüße 日本 🙂"));

    desktop.copyToClipboard("von hier: 日本\nzweite Zeile 🙂");
    assertThat(
            container.sh(
                "DISPLAY=:1 XAUTHORITY=/run/desk/Xauthority xclip -selection clipboard -o"))
        .isEqualTo("von hier: 日本\nzweite Zeile 🙂");
  }

  @Test
  void theScreenChangesItsSize() throws Exception {
    for (Size size : List.of(new Size(1920, 1080), new Size(800, 600), new Size(1280, 720))) {
      desktop.resize(size);

      Screenshot screen = desktop.settledScreenshot(Duration.ofMillis(200), Duration.ofSeconds(5));
      assertThat(new Size(screen.width(), screen.height())).isEqualTo(size);
      assertThat(desktop.size()).isEqualTo(size);
      await().atMost(PATIENCE).until(RfbDesktopIT::isPaintedToItsLastPixel);
    }
  }

  private static boolean isPaintedToItsLastPixel() {
    Screenshot screen = desktop.screenshot();
    return screen.rgb(screen.width() - 1, screen.height() - 1) != 0;
  }

  @Test
  void anotherViewersNewSizeIsFollowed() throws Exception {
    try (Desktop other = new RfbDriver().drive(container::connect, new WatchLog())) {
      other.resize(new Size(1000, 700));
      await().atMost(PATIENCE).until(() -> desktop.size().equals(new Size(1000, 700)));
      other.resize(new Size(1280, 720));
      await().atMost(PATIENCE).until(() -> desktop.size().equals(new Size(1280, 720)));
    }
  }

  @Test
  void aServerThatIsKilledIsConnectedToAgain() throws Exception {
    int before = WATCH.told().size();
    container.sh("pkill -KILL -x Xvnc");

    await().atMost(PATIENCE).until(() -> WATCH.told().size() == before + 2);
    assertThat(WATCH.told().get(before)).startsWith("lost: ");
    assertThat(WATCH.told().get(before + 1)).isEqualTo("restored");
    desktop.moveMouse(new Point(50, 60));
    desktop.settledScreenshot(Duration.ofMillis(300), Duration.ofSeconds(10));
  }

  @Test
  void aServerThatHangsIsNoticedThoughNobodyAsksItAnything() {
    isLostAndFoundAgain(
        () -> container.sh("pkill -STOP -x Xvnc"), () -> container.sh("pkill -CONT -x Xvnc"));
  }

  @Test
  void soIsADesktopThatOtherHandsPause() {
    isLostAndFoundAgain(container::pause, container::unpause);
  }

  private static void isLostAndFoundAgain(Runnable silence, Runnable life) {
    int before = WATCH.told().size();
    silence.run();
    try {
      await().atMost(NOTICED).until(() -> WATCH.told().size() > before);
      assertThat(WATCH.told().get(before))
          .isEqualTo("lost: the VNC server did not answer within 10000 ms");
      assertThat(desktop.connected()).isFalse();
    } finally {
      life.run();
    }
    await().atMost(PATIENCE).until(desktop::connected);
    assertThat(desktop.screenshot().isBlank()).isFalse();
  }

  /** A terminal that writes what it is sent to a file. */
  private static void openSink(String modes) throws InterruptedException {
    openTerminal("stty " + modes + "; cat > /tmp/sunk");
  }

  private static void openMouseSink() throws InterruptedException {
    desktop.moveMouse(new Point(300, 300));
    openTerminal("stty raw -echo; printf \"\\033[?1002h\\033[?1006h\"; cat > /tmp/sunk");
    assertThat(mouse()).isEmpty();
  }

  private static void openTerminal(String command) throws InterruptedException {
    container.sh("rm -f /tmp/sunk");
    Screenshot before = desktop.settledScreenshot(Duration.ofMillis(200), PATIENCE);
    container.terminal(command);
    desktop.awaitChange(before, PATIENCE);
    await()
        .atMost(PATIENCE)
        .until(() -> container.sh("pgrep -x \"cat|sleep\" || true").length() > 0);
    desktop.settledScreenshot(Duration.ofMillis(500), PATIENCE);
  }

  private static String sunk() {
    return container.sh("cat /tmp/sunk");
  }

  private static List<String> mouse() {
    List<String> events = new ArrayList<>();
    MOUSE.matcher(sunk()).results().forEach(found -> events.add(words(found)));
    return events;
  }

  private static String words(MatchResult found) {
    return found.group(1) + found.group(2);
  }
}
