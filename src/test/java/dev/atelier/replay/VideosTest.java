package dev.atelier.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.atelier.BackgroundWork;
import dev.atelier.Requirement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class VideosTest {
  private static final byte[] EBML = {0x1A, 0x45, (byte) 0xDF, (byte) 0xA3};

  private static final Duration PATIENCE = Duration.ofMillis(100);

  @TempDir private Path programs;

  private final BackgroundWork background =
      new BackgroundWork(
          work -> {
            Thread thread = new Thread(work, "background");
            thread.setDaemon(true);
            return thread;
          });
  private final FilmRoom room =
      new FilmRoom()
          .step(1, 0xFBF7F2, "left_click", Map.of("coordinate", List.of(300, 200)), "click “Pay”")
          .control(2, "taken", "Anna", 1, "")
          .control(9, "handed_back", "Anna", 2, "logged in")
          .step(
              10,
              0x2B2320,
              "left_click_drag",
              Map.of("start_coordinate", List.of(10, 10), "coordinate", List.of(400, 300)),
              "move it")
          .step(11, 0xB4532F, "zoom", Map.of("region", List.of(10, 10, 90, 90)), "")
          .says(12, 0, "it is paid", "");

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Path drafts;

  @BeforeEach
  void findPlace() {
    drafts = programs.resolve("replays");
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
    background.stop();
  }

  @Test
  void aFilmBecomesAVideoThatBrowsersPlay() throws IOException {
    Encoders encoders = Encoders.ofThisMachine();
    boolean there = encoders.command(VideoFormat.WEBM, Path.of("video")).isPresent();
    Requirement.met(there ? Optional.empty() : Optional.of("vpxenc or ffmpeg"));
    try (var video = make(videos(encoders, Duration.ofSeconds(50))).content()) {
      byte[] bytes = video.readAllBytes();
      assertThat(bytes).startsWith(EBML);
      assertThat(new String(bytes, 0, 64, StandardCharsets.ISO_8859_1)).contains("webm");
      assertThat(bytes.length).isGreaterThan(2000);
    }
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void theEncoderGetsEveryFrameWithItsPicture() throws IOException {
    Path kept = programs.resolve("kept");
    program("cat > \"" + kept + "\"; echo made > \"$(echo \"$@\" | sed 's/.* -o //; s/ -$//')\"");
    try (var video = make(videos(Duration.ofSeconds(30))).content()) {
      assertThat(video.readAllBytes()).isEqualTo("made\n".getBytes(StandardCharsets.US_ASCII));
    }
    byte[] raw = Files.readAllBytes(kept);
    int height = FilmRoom.HEIGHT + 88;
    assertThat(new String(raw, 0, 40, StandardCharsets.US_ASCII))
        .startsWith("YUV4MPEG2 W640 H" + height + " F2:1 ");
    int header = "YUV4MPEG2 W640 H488 F2:1 Ip A1:1 C420jpeg\n".length();
    int frame = "FRAME\n".length() + 640 * height * 3 / 2;
    assertThat(raw).hasSize(header + 5 * 4 * frame);
    // The first picture's paper, where nothing is marked.
    assertThat(raw[header + "FRAME\n".length()] & 0xFF).isBetween(225, 235);
  }

  @Test
  void withoutAProgramItIsSaidWhatToInstall() {
    Videos none = videos(Duration.ofSeconds(1));
    assertThat(none.canMake(VideoFormat.WEBM)).isFalse();
    assertThatThrownBy(() -> make(none))
        .isInstanceOf(NoEncoder.class)
        .hasMessageContaining("vpx-tools or ffmpeg")
        .hasMessageContaining("replay.html");
    assertThatThrownBy(() -> none.make(room.film(), VideoFormat.MP4, this::png))
        .isInstanceOf(NoEncoder.class)
        .hasMessageContaining("package ffmpeg");
  }

  @Test
  void aProgramThatFailsIsQuotedAndNothingIsLeft() throws IOException {
    program("cat > /dev/null; echo 'no such codec'; exit 3");
    assertThatThrownBy(() -> make(videos(Duration.ofSeconds(30))))
        .isInstanceOf(VideoFailed.class)
        .hasMessageContaining("no such codec");
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void aProgramThatTakesTooLongIsEndedAndItsPlaceIsFree() throws IOException {
    program("exec sleep 50");
    Videos videos = videos(Duration.ofMillis(300));
    for (int n = 0; n < 2; n++) {
      assertThatThrownBy(() -> make(videos))
          .isInstanceOf(VideoFailed.class)
          .hasMessageContaining("took longer");
    }
  }

  @Test
  void theProgramAndWhatItBeganAreEndedWhenAPictureCannotBeRead() throws IOException {
    Path began = programs.resolve("began");
    program(
        "sleep 50 &\necho $$ $! > \""
            + began
            + ".new\"; mv \""
            + began
            + ".new\" \""
            + began
            + "\"; wait");
    assertThatThrownBy(
            () ->
                videos(Duration.ofSeconds(50))
                    .make(
                        room.film(),
                        VideoFormat.WEBM,
                        frame -> {
                          await().until(() -> Files.exists(began));
                          throw new IllegalStateException("no such picture");
                        }))
        .hasMessage("no such picture");
    await().untilAsserted(() -> assertThat(alive(began)).isEmpty());
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void whatAProgramBeganEndsWithItWhenItTakesTooLong() throws IOException {
    Path began = programs.resolve("began");
    program("sleep 50 &\necho $$ $! > \"" + began + "\"; wait");
    assertThatThrownBy(() -> make(videos(Duration.ofSeconds(1))))
        .isInstanceOf(VideoFailed.class)
        .hasMessageContaining("took longer");
    await().untilAsserted(() -> assertThat(alive(began)).isEmpty());
    assertThat(leftovers()).isEmpty();
  }

  private static List<ProcessHandle> alive(Path began) throws IOException {
    return Arrays.stream(Files.readString(began).strip().split(" ", -1))
        .map(Long::parseLong)
        .flatMap(id -> ProcessHandle.of(id).stream())
        .filter(ProcessHandle::isAlive)
        .toList();
  }

  @Test
  void aFewAreMadeAtATimeAndAStoppingServerEndsThem() throws Exception {
    Path began = Files.createDirectory(programs.resolve("began"));
    program("touch \"" + began + "/$$\"; exec sleep 50");
    Videos videos = videos(Duration.ofSeconds(50));
    List<CompletableFuture<Download>> under = new ArrayList<>();
    for (int n = 0; n < Videos.MOST_AT_ONCE; n++) {
      under.add(CompletableFuture.supplyAsync(() -> make(videos), threads));
    }
    await().until(() -> count(began) == Videos.MOST_AT_ONCE);
    assertThatThrownBy(() -> make(videos))
        .isInstanceOfSatisfying(
            TooManyReplays.class, refused -> assertThat(refused.retryAfterSeconds()).isPositive());
    assertThat(count(began)).isEqualTo(Videos.MOST_AT_ONCE);
    videos.stop();
    for (CompletableFuture<Download> each : under) {
      assertThat(each).failsWithin(Duration.ofSeconds(20));
    }
    await().untilAsserted(() -> assertThat(leftovers()).isEmpty());
  }

  @Test
  void whoWaitsHasTheNextTurnAndTooManyDoNotWait() throws Exception {
    Path go = programs.resolve("go");
    program(
        "cat > /dev/null; while [ ! -e \""
            + go
            + "\" ]; do sleep 0.05; done; echo made > \""
            + "$(echo \"$@\" | sed 's/.* -o //; s/ -$//')\"");
    Videos videos =
        new Videos(
            background,
            new Encoders(List.of(programs)),
            new Drafts(drafts),
            new Videos.Terms(Duration.ofSeconds(50), Duration.ofSeconds(40)));
    int most = Videos.MOST_AT_ONCE + Videos.MOST_WAITING;
    List<CompletableFuture<Download>> all = new ArrayList<>();
    for (int n = 0; n < most; n++) {
      all.add(CompletableFuture.supplyAsync(() -> make(videos), threads));
    }
    await().until(() -> videos.waiting() == Videos.MOST_WAITING);
    assertThatThrownBy(() -> make(videos)).isInstanceOf(TooManyReplays.class);
    Files.createFile(go);
    for (CompletableFuture<Download> each : all) {
      each.get(40, TimeUnit.SECONDS).content().close();
    }
    assertThat(leftovers()).isEmpty();
  }

  @Test
  void whatAKilledServerLeftIsGoneAtTheNextStart() throws IOException {
    Drafts before = new Drafts(drafts);
    before.file("webm");
    before.file("html");
    Path other = Files.createFile(programs.resolve("replay-of-mine.webm"));
    new Drafts(drafts).make();
    assertThat(leftovers()).isEmpty();
    assertThat(other).exists();
    new Drafts(programs.resolve("none yet")).make();
  }

  private static long count(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.count();
    }
  }

  private Download make(Videos videos) {
    return videos.make(room.film(), VideoFormat.WEBM, this::png);
  }

  private Optional<byte[]> png(Frame frame) {
    return room.films.png(room.film(), frame);
  }

  private Videos videos(Duration limit) {
    return videos(new Encoders(List.of(programs)), limit);
  }

  private Videos videos(Encoders encoders, Duration limit) {
    return new Videos(background, encoders, new Drafts(drafts), new Videos.Terms(limit, PATIENCE));
  }

  private void program(String script) throws IOException {
    Path file = programs.resolve("vpxenc");
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private List<Path> leftovers() throws IOException {
    if (!Files.exists(drafts)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(drafts)) {
      return files.toList();
    }
  }
}
