package dev.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilePicturesTest {
  @TempDir private Path data;

  @Test
  void aPictureIsFoundByTheNameItGot() {
    Screenshot picture = picture(0xC96442);
    String name = pictures().store(picture);
    assertThat(pictures().png(name))
        .hasValueSatisfying(png -> assertThat(png).isEqualTo(picture.png()));
  }

  @Test
  void howLargeAPictureIsIsKnownWithoutReadingAllOfIt() {
    String name = pictures().store(new Screenshot(80, 64, new int[80 * 64]));
    assertThat(pictures().size(name)).contains(new Size(80, 64));
    assertThat(pictures().size("0123456789abcdef")).isEmpty();
    assertThat(pictures().size("../../etc/passwd")).isEmpty();
  }

  @Test
  void theSamePictureIsKeptOnce() throws IOException {
    FilePictures pictures = pictures();
    assertThat(pictures.store(picture(1))).isEqualTo(pictures.store(picture(1)));
    pictures.store(picture(2));
    try (Stream<Path> files = Files.walk(data)) {
      assertThat(files.filter(Files::isRegularFile)).hasSize(2);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "../../etc/passwd", "0123456789abcdef", "..", "%00", "0123456789ABCDEF"})
  void anotherNameFindsNothing(String name) {
    assertThat(pictures().png(name)).isEmpty();
  }

  @Test
  void whatIsNotShownAnyMoreIsRemoved() {
    FilePictures pictures = pictures();
    String old = pictures.store(picture(1));
    String shown = pictures.store(picture(2));
    pictures.prune(List.of(old, shown, "../../etc/passwd"), shown::equals);
    assertThat(pictures.png(old)).isEmpty();
    assertThat(pictures.png(shown)).isPresent();
    pictures.prune(List.of(old), name -> false);
  }

  @Test
  void whoeverStoresAPictureWhileItIsRemovedHasItAfterwards() throws Exception {
    FilePictures pictures = pictures();
    String name = pictures.store(picture(1));
    FutureTask<String> store = new FutureTask<>(() -> pictures.store(picture(1)));
    Thread storing = new Thread(store);
    pictures.prune(
        List.of(name),
        asked -> {
          storing.start();
          await().until(() -> storing.getState() == Thread.State.WAITING);
          return false;
        });
    assertThat(store.get(5, TimeUnit.SECONDS)).isEqualTo(name);
    assertThat(pictures.png(name)).isPresent();
  }

  @Test
  void whatACrashLeftOfAPictureIsSweptAtTheStart() throws IOException {
    String name = pictures().store(picture(1));
    Path part =
        Files.createTempFile(data.resolve("pictures").resolve(name.substring(0, 2)), "part", null);
    pictures().sweep("the start");
    assertThat(part).doesNotExist();
    assertThat(pictures().png(name)).isPresent();
  }

  private FilePictures pictures() {
    return new FilePictures(data.toString());
  }

  private static Screenshot picture(int colour) {
    int[] pixels = new int[64 * 64];
    pixels[5] = colour;
    return new Screenshot(64, 64, pixels);
  }
}
