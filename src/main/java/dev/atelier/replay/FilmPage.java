package dev.atelier.replay;

import dev.atelier.json.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A film as one page that needs nothing but a browser: pictures, player and all. It asks nobody for
 * anything, and its policy lets no script run but the player, whatever goals and answers hold.
 */
final class FilmPage {
  /** For all pictures together; a third more as text. */
  static final long MOST_BYTES = 12L * 1024 * 1024;

  private static final String POLICY =
      "default-src 'none'; img-src data:; script-src 'sha256-%s'; style-src 'sha256-%s';"
          + " base-uri 'none'; form-action 'none'";

  private final Film film;
  private final PlayerParts parts;
  private final Function<Frame, Optional<byte[]>> pictures;
  private final long mostBytes;

  /**
   * @param pictures what a frame shows, as PNG
   */
  FilmPage(Film film, PlayerParts parts, Function<Frame, Optional<byte[]>> pictures) {
    this(film, parts, pictures, MOST_BYTES);
  }

  FilmPage(
      Film film, PlayerParts parts, Function<Frame, Optional<byte[]>> pictures, long mostBytes) {
    this.film = film;
    this.parts = parts;
    this.pictures = pictures;
    this.mostBytes = mostBytes;
  }

  /** Writes it, one picture at a time. */
  void writeTo(OutputStream output) throws IOException {
    Writer page = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
    Map<String, Frame> distinct = new LinkedHashMap<>();
    for (Frame frame : film.frames()) {
      if (frame.screenshotUrl() != null) {
        distinct.putIfAbsent(frame.screenshotUrl(), frame);
      }
    }
    writeHead(page);
    page.write("<body>\n<atelier-replay embedded></atelier-replay>\n");
    page.write("<noscript>This replay needs JavaScript.</noscript>\n");
    writeBlock(page, "film", "application/json", forScript(Json.write(withIds(distinct))));
    writePictures(page, new ArrayList<>(distinct.values()));
    page.write("<script>" + parts.script() + "</script>\n</body>\n</html>\n");
    page.flush();
  }

  private void writeHead(Writer page) throws IOException {
    page.write("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    String policy = POLICY.formatted(hash(parts.script()), hash(parts.style()));
    page.write("<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy + "\">\n");
    page.write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.write("<meta name=\"color-scheme\" content=\"light dark\">\n");
    page.write("<meta name=\"referrer\" content=\"no-referrer\">\n");
    page.write("<title>" + escaped(film.goal()) + "</title>\n");
    page.write("<style>" + parts.style() + "</style>\n</head>\n");
  }

  private void writePictures(Writer page, List<Frame> frames) throws IOException {
    long left = mostBytes;
    for (int n = 0; n < frames.size(); n++) {
      long share = left / (frames.size() - n);
      Frame frame = frames.get(n);
      long allowed = left;
      Optional<SmallerPicture> picture =
          pictures.apply(frame).flatMap(png -> SmallerPicture.of(png, share, allowed));
      if (picture.isPresent()) {
        left -= picture.get().bytes().length;
        // What does not stay a script's own text would be drawn as words.
        writeBlock(
            page,
            id(frame),
            "text/plain",
            "data:" + picture.get().type() + ";base64," + picture.get().base64());
      }
    }
  }

  /** What is no script to a browser, and so is neither run nor shown. */
  private static void writeBlock(Writer page, String id, String type, String text)
      throws IOException {
    page.write("<script type=\"" + type + "\" id=\"" + id + "\">");
    page.write(text);
    page.write("</script>\n");
  }

  /** Its pictures are elsewhere in the page, those that were left out nowhere. */
  private Film withIds(Map<String, Frame> distinct) {
    return new Film(
        film.taskId(),
        film.sessionId(),
        film.goal(),
        film.status(),
        film.startedAt(),
        film.finishedAt(),
        film.finalText(),
        film.error(),
        film.totalCostUsd(),
        film.frames().stream()
            .map(
                frame ->
                    frame.screenshotUrl() == null
                        ? frame
                        : frame.showing("#" + id(distinct.get(frame.screenshotUrl()))))
            .toList());
  }

  private static String id(Frame frame) {
    return "picture-" + frame.step();
  }

  /** JSON that ends no script and begins no comment, however it is read. */
  static String forScript(String json) {
    return json.replace("&", "\\u0026")
        .replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String hash(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
