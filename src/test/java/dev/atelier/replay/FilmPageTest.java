package dev.atelier.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.desktop.Screenshot;
import dev.atelier.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class FilmPageTest {
  private static final String HOSTILE =
      "</script><script>alert(1)</script><!--<script>\u2028<img src=x onerror=alert(2)>&lt;\"'";
  private static final Pattern PICTURE =
      Pattern.compile(
          "<script type=\"text/plain\" id=\"(picture-\\d+)\">data:([a-z/]+);base64,([^<]*)</script>");

  @Test
  void aGoalOrReasonIsNeverMarkup() throws IOException {
    FilmRoom room = new FilmRoom(HOSTILE).step(1, 1, "type", Map.of("text", HOSTILE), HOSTILE);
    String page = page(room, FilmPage.MOST_BYTES);
    assertThat(page).doesNotContain("<script>alert", "<img src=x");
    assertThat(filmBlock(page)).doesNotContain("\u2028", "<", "&");
    // The film, a picture, the player.
    assertThat(page.split("<script", -1)).hasSize(4);
    assertThat(page.split("</script", -1)).hasSize(4);
    assertThat(page).doesNotContain("<!--");
    assertThat(film(page)).containsEntry("goal", HOSTILE);
    assertThat(page).contains("<title>&lt;/script&gt;");
  }

  @Test
  void thePolicyNamesThePlayerAndItsStyleByWhatTheyAre() throws Exception {
    String page = page(new FilmRoom().step(1, 1, "wait", Map.of("duration", 1), ""), 1 << 20);
    assertThat(page).contains("default-src 'none'", "img-src data:;");
    for (String tag : List.of("script", "style")) {
      String content = between(page, "<" + tag + ">", "</" + tag + ">");
      byte[] hash =
          java.security.MessageDigest.getInstance("SHA-256")
              .digest(content.getBytes(StandardCharsets.UTF_8));
      assertThat(page).contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
    }
  }

  @Test
  void nothingIsFetchedFromAnywhere() throws IOException {
    FilmRoom room = new FilmRoom().step(1, 1, "wait", Map.of("duration", 1), "");
    String page = page(room, FilmPage.MOST_BYTES);
    assertThat(page.replace(parts().script(), ""))
        .doesNotContain("src=\"", "@import", "url(", "<link", "<iframe");
    assertThat(film(page).toString()).doesNotContain("/sessions/");
  }

  @Test
  void aPictureOfSeveralFramesIsInItOnceAndUnchangedWhileThereIsRoom() throws IOException {
    FilmRoom room =
        new FilmRoom()
            .step(1, 1, "wait", Map.of("duration", 1), "")
            .step(2, 1, "wait", Map.of("duration", 1), "")
            .step(3, 2, "wait", Map.of("duration", 1), "");
    Matcher pictures = PICTURE.matcher(page(room, FilmPage.MOST_BYTES));
    assertThat(pictures.results().map(found -> found.group(1) + " " + found.group(2)))
        .containsExactly("picture-1 image/png", "picture-3 image/png");
  }

  @Test
  void manyPicturesAreMadeSmallerAndThePageStaysBounded() throws IOException {
    FilmRoom room = new FilmRoom();
    for (int n = 0; n < 12; n++) {
      room.step(n, n, "wait", Map.of("duration", 1), "");
    }
    byte[] large = noise().png();
    long most = 900_000;
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    new FilmPage(room.film(), parts(), frame -> Optional.of(large), most).writeTo(output);
    String page = output.toString(StandardCharsets.UTF_8);
    List<Integer> sizes =
        PICTURE
            .matcher(page)
            .results()
            .map(found -> Base64.getDecoder().decode(found.group(3)).length)
            .toList();
    assertThat(sizes)
        .hasSizeGreaterThan(5)
        .allSatisfy(size -> assertThat(size).isLessThan(large.length));
    assertThat(sizes.stream().mapToLong(Integer::longValue).sum()).isLessThanOrEqualTo(most);
    assertThat(PICTURE.matcher(page).results().map(found -> found.group(2)))
        .containsOnly("image/jpeg");
  }

  @Test
  void whatCannotBeMadeSmallEnoughIsLeftOut() {
    byte[] large = noise().png();
    assertThat(SmallerPicture.of(large, 10, 20)).isEmpty();
    assertThat(SmallerPicture.of(large, 10, large.length))
        .hasValueSatisfying(
            picture -> assertThat(SmallerPicture.read(picture.bytes()).getWidth()).isEqualTo(640));
  }

  @Test
  void thePlayerHoldsNothingThatEndsAScript() throws IOException {
    assertThat(parts().script()).doesNotContainIgnoringCase("</script").doesNotContain("innerHTML");
    assertThat(parts().style()).doesNotContainIgnoringCase("</style");
  }

  static PlayerParts parts() throws IOException {
    return PlayerParts.from(path -> Files.newInputStream(Path.of("webapp" + path)));
  }

  private static String page(FilmRoom room, long most) throws IOException {
    Film film = room.film();
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    new FilmPage(film, parts(), frame -> room.films.png(film, frame), most).writeTo(output);
    return output.toString(StandardCharsets.UTF_8);
  }

  private static Map<String, Object> film(String page) {
    return Json.readObject(filmBlock(page));
  }

  private static String filmBlock(String page) {
    return between(page, "<script type=\"application/json\" id=\"film\">", "</script>");
  }

  private static String between(String text, String begin, String end) {
    int from = text.indexOf(begin) + begin.length();
    return text.substring(from, text.indexOf(end, from));
  }

  private static Screenshot noise() {
    Random random = new Random(7);
    int[] pixels = new int[1280 * 800];
    for (int n = 0; n < pixels.length; n++) {
      // Coarse enough that a smaller picture is much smaller.
      pixels[n] = n % 4 == 0 ? random.nextInt(0xFFFFFF) : pixels[n - 1];
    }
    return new Screenshot(1280, 800, pixels);
  }
}
