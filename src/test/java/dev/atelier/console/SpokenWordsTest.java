package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the scripts of the pages say: all of it in German too. */
class SpokenWordsTest {
  private static final Path WEB = Path.of("webapp");
  private static final List<String> SCRIPTS =
      List.of(
          "live/live.js",
          "live/control.js",
          "live/clipboard.js",
          "live/drop.js",
          "live/words.js",
          "assets/uploads.js");
  private static final List<String> PLAYER =
      List.of("assets/replay.js", "assets/replay-picture.js");
  private static final Pattern CALL = Pattern.compile("spoken\\(([^;]*?)\\)");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*[a-z][^\"]*)\"");
  private static final Pattern KNOWN = Pattern.compile("(?m)^ +\"([^\"]+)\":");
  private static final Pattern IN_PAGE =
      Pattern.compile("(?:aria-label|placeholder)=\"([^\"]+)\"|>\\s*([A-Z][^<>]+?)\\s*<");

  @Test
  void whatTheScriptsSayIsKnownInGerman() {
    assertThat(SCRIPTS.stream().map(SpokenWordsTest::text).flatMap(SpokenWordsTest::said))
        .hasSizeGreaterThan(40)
        .isSubsetOf(known("assets/spoken.js"));
  }

  @Test
  void whatThePlayerOfReplaysSaysIsKnownInGerman() {
    assertThat(PLAYER.stream().map(SpokenWordsTest::text).flatMap(SpokenWordsTest::said))
        .hasSizeGreaterThan(35)
        .isSubsetOf(known("assets/replay-words.js"));
  }

  @Test
  void whatTheLivePageSaysIsKnownInGerman() {
    String body = text("live/index.html").replaceAll("(?s)^.*<body>|<noscript>.*</noscript>", "");
    assertThat(
            IN_PAGE
                .matcher(body)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1)))
        .hasSizeGreaterThan(10)
        .isSubsetOf(known("assets/spoken.js"));
  }

  private static Stream<String> said(String script) {
    return CALL.matcher(script)
        .results()
        .flatMap(call -> QUOTED.matcher(call.group(1)).results())
        .map(quoted -> quoted.group(1));
  }

  private static List<String> known(String table) {
    return KNOWN.matcher(text(table)).results().map(row -> row.group(1)).toList();
  }

  private static String text(String file) {
    try {
      return Files.readString(WEB.resolve(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
