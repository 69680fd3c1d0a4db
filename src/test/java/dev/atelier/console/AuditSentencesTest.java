package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.audit.AuditEntry;
import dev.atelier.session.SessionStatus;
import dev.atelier.task.TaskStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AuditSentencesTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/atelier");
  private static final Pattern TYPE =
      Pattern.compile(
          "\"((audit|auth|backup|budget|clipboard|control|file|model|pictures|recipe|restore|schedule|secret"
              + "|session|snapshot|system|task|webhook)\\.[a-z_]+)\"");

  private final AuditSentences sentences =
      new AuditSentences(id -> id.equals("sess_a") ? "Accounts" : "", Locale.ENGLISH);

  @Test
  void thereAreWordsForEveryTypeThatIsWrittenDown() throws IOException {
    Set<String> types = new TreeSet<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.startsWith(SOURCES.resolve("console")))
          .filter(file -> !file.startsWith(SOURCES.resolve("ocr")))
          .forEach(file -> types.addAll(typesIn(file)));
    }
    Stream.of(TaskStatus.values()).forEach(status -> types.add("task." + status.word()));
    Stream.of(SessionStatus.values()).forEach(status -> types.add("session." + status.word()));
    assertThat(types)
        .hasSizeGreaterThan(100)
        .allSatisfy(
            type -> assertThat(Texts.has("audit." + type, Locale.ENGLISH)).as(type).isTrue());
  }

  @Test
  void whatThereAreWordsForIsSaidInGermanToo() throws IOException {
    assertThat(keys("messages_de.properties")).containsAll(keys("messages.properties"));
  }

  private static Set<String> keys(String bundle) throws IOException {
    Properties texts = new Properties();
    try (InputStream file = AuditSentences.class.getResourceAsStream(bundle)) {
      texts.load(file);
    }
    return texts.stringPropertyNames().stream()
        .filter(key -> key.startsWith("audit."))
        .collect(Collectors.toSet());
  }

  private static List<String> typesIn(Path file) {
    try {
      return TYPE.matcher(Files.readString(file)).results().map(found -> found.group(1)).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Test
  void aSentenceSaysWhoDidWhatAndWhere() {
    assertThat(sentence("sess_a", "ada", "task.started", Map.of("goal", "pay\nthe bill")))
        .isEqualTo("Ada gave “Accounts” the task “pay the bill”");
    assertThat(sentence("sess_gone", "ada", "session.deleted", Map.of("label", "Old")))
        .isEqualTo("Ada deleted the desktop “Old”");
    assertThat(sentence("sess_gone", "ada", "control.taken", Map.of()))
        .isEqualTo("Ada took control of (deleted desktop)");
    assertThat(sentence("server", "root", "auth.user_added", Map.of("name", "eve")))
        .isEqualTo("Root added the user “eve”");
    assertThat(sentence("sess_a", "server", "new.kind", Map.of()))
        .isEqualTo("The server, “Accounts”: new.kind");
  }

  @Test
  void anActionIsToldByWhatWasDone() {
    Map<String, Object> typed =
        Map.of("phase", "ended", "verb", "type", "parameters", Map.of("text", "hi"), "ok", true);
    assertThat(sentence("sess_a", "task", "action", typed))
        .isEqualTo("The assistant on “Accounts”: Typed “hi”");
    Map<String, Object> failed = Map.of("phase", "ended", "verb", "left_click", "ok", false);
    assertThat(sentence("sess_a", "task", "action", failed))
        .isEqualTo("The assistant on “Accounts”, did not work: Clicked");
    Map<String, Object> refused = Map.of("phase", "refused", "reason", "no verb");
    assertThat(sentence("sess_a", "eve", "action", refused))
        .isEqualTo("Eve on “Accounts”, refused: no verb");
  }

  private String sentence(String chain, String actor, String type, Map<String, Object> detail) {
    return sentences.sentence(
        new AuditEntry(
            chain, 1, Instant.EPOCH, Optional.empty(), 0, actor, type, detail, 0, "", ""));
  }
}
