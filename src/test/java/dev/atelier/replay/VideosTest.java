package dev.atelier.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.atelier.BackgroundWork;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class VideosTest {
  private static final byte[] EBML = {0x1A, 0x45, (byte) 0xDF, (byte) 0xA3};

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

  @AfterEach
  void stop() {
    background.stop();
  }

  @Test
  void aFilmBecomesAVideoThatBrowsersPlay() throws IOException {
    Encoders encoders = Encoders.ofThisMachine();
    boolean there = encoders.command(VideoFormat.WEBM, Path.of("video")).isPresent();
    Assumptions.assumeTrue(there || "true".equals(System.getenv("CI")), "no encoder here");
    List<Path> before = leftovers();
    try (var video = make(new Videos(background, encoders, Duration.ofSeconds(50))).content()) {
      byte[] bytes = video.readAllBytes();
      assertThat(bytes).startsWith(EBML);
      assertThat(new String(bytes, 0, 64, StandardCharsets.ISO_8859_1)).contains("webm");
      assertThat(bytes.length).isGreaterThan(2000);
    }
    assertThat(leftovers()).isEqualTo(before);
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
    Videos none = new Videos(background, new Encoders(List.of(programs)), Duration.ofSeconds(1));
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
    List<Path> before = leftovers();
    assertThatThrownBy(() -> make(videos(Duration.ofSeconds(30))))
        .isInstanceOf(VideoFailed.class)
        .hasMessageContaining("no such codec");
    assertThat(leftovers()).isEqualTo(before);
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
  void oneIsMadeAtATimeAndAStoppingServerEndsIt() throws IOException {
    Path began = programs.resolve("began");
    program("touch \"" + began + "\"; exec sleep 50");
    Videos videos = videos(Duration.ofSeconds(50));
    CompletableFuture<Download> first = CompletableFuture.supplyAsync(() -> make(videos));
    await().until(() -> Files.exists(began));
    assertThatThrownBy(() -> make(videos)).isInstanceOf(TooManyReplays.class);
    videos.stop();
    assertThat(first).failsWithin(Duration.ofSeconds(20));
  }

  private Download make(Videos videos) {
    return videos.make(room.film(), VideoFormat.WEBM, this::png);
  }

  private java.util.Optional<byte[]> png(Frame frame) {
    return room.films.png(room.film(), frame);
  }

  private Videos videos(Duration limit) {
    return new Videos(background, new Encoders(List.of(programs)), limit);
  }

  private void program(String script) throws IOException {
    Path file = programs.resolve("vpxenc");
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static List<Path> leftovers() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("replay"))
          .sorted()
          .toList();
    }
  }
}
