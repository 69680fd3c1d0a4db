package dev.atelier.console;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.desktop.ActionReader;
import dev.atelier.desktop.Look;
import dev.atelier.task.TaskStatus;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/atelier/console");
  private static final Pattern KEY =
      Pattern.compile("getTranslation\\(\\s*\"([a-z.0-9]*[a-z0-9])\"");
  private static final Path GERMAN_FILE =
      Path.of("src/main/resources/dev/atelier/console/messages_de.properties");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[0-9][^#}]*");
  private static final ResourceBundle BUNDLE =
      ResourceBundle.getBundle("dev.atelier.console.messages", Locale.ROOT);

  @Test
  void everyKeyThatAViewNamesHasWords() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      assertThat(files.flatMap(TextsTest::keys))
          .hasSizeGreaterThan(40)
          .allSatisfy(key -> assertThat(BUNDLE.containsKey(key)).as(key).isTrue());
    }
  }

  @Test
  void everyLanguageHasTheSameKeysWithTheSamePlaceholders() {
    ResourceBundle german = ResourceBundle.getBundle("dev.atelier.console.messages", Locale.GERMAN);
    assertThat(german.getLocale()).isEqualTo(Locale.GERMAN);
    assertThat(ownGermanKeys()).isEqualTo(BUNDLE.keySet());
    assertThat(BUNDLE.keySet())
        .allSatisfy(
            key -> {
              assertThat(german.getString(key)).as(key).isNotBlank().doesNotContain("'");
              assertThat(placeholders(german.getString(key)))
                  .as(key)
                  .isEqualTo(placeholders(BUNDLE.getString(key)));
              var unused = new MessageFormat(german.getString(key), Locale.GERMAN);
            });
  }

  /** Without those that it has from its parent. */
  private static Set<String> ownGermanKeys() {
    try (Reader file = Files.newBufferedReader(GERMAN_FILE)) {
      Properties own = new Properties();
      own.load(file);
      return own.stringPropertyNames();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Set<String> placeholders(String words) {
    return PLACEHOLDER.matcher(words).results().map(MatchResult::group).collect(toSet());
  }

  @Test
  void everyActivityAndEveryEndingHasWords() {
    assertThat(Activity.values())
        .allSatisfy(each -> assertThat(BUNDLE.containsKey(each.textKey())).isTrue());
    assertThat(TaskStatus.values())
        .allSatisfy(
            status -> {
              assertThat(BUNDLE.containsKey("task.short." + status.word())).isTrue();
              assertThat(!status.ended() || BUNDLE.containsKey("task.ended." + status.word()))
                  .isTrue();
            });
  }

  @Test
  void everyActionThatMayWaitForAnAnswerHasWords() {
    assertThat(ActionReader.verbs())
        .allSatisfy(verb -> assertThat(BUNDLE.containsKey("pending." + verb)).isTrue());
  }

  @Test
  void howManyDesktopsWaitIsSaidInWords() {
    assertThat(Texts.text("needsYou.waiting", Locale.ENGLISH, 1))
        .isEqualTo("One desktop needs you");
    assertThat(Texts.text("needsYou.waiting", Locale.ENGLISH, 3)).isEqualTo("3 desktops need you");
    assertThat(Texts.text("needsYou.tab", Locale.ENGLISH, 3)).isEqualTo("(3) Needs you");
  }

  @Test
  void everyThemeHasWords() {
    assertThat(Look.THEMES)
        .allSatisfy(theme -> assertThat(BUNDLE.containsKey("look." + theme)).isTrue());
  }

  @Test
  void noWordsHoldAStraightApostropheWhichWouldSwallowWhatFollows() {
    assertThat(BUNDLE.keySet())
        .allSatisfy(key -> assertThat(BUNDLE.getString(key)).as(key).doesNotContain("'"));
  }

  private static Stream<String> keys(Path file) {
    try {
      return KEY.matcher(Files.readString(file)).results().map(found -> found.group(1));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
