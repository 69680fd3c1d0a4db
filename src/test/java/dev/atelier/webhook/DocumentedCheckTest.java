package dev.atelier.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.json.Json;
import dev.atelier.storage.OutboxOnH2;
import dev.atelier.task.SampleTasks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/webhooks.md takes what this server sends, and nothing else. */
@Timeout(60)
class DocumentedCheckTest {
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```python\n(.*?)```");

  @TempDir private Path directory;

  @Test
  void theExampleOfTheDocumentsTakesWhatIsSentAndNothingElse() throws Exception {
    Receiver.Told told;
    try (Receiver receiver = new Receiver();
        WebhookRoom room =
            new WebhookRoom(
                new OutboxOnH2(),
                directory,
                Clock.tickMillis(ZoneOffset.UTC),
                Optional.of(receiver.url()))) {
      room.happens(
          SampleTasks.completed(SampleTasks.running("task_a", "sess_a"), "Grüße ☕"),
          "task.completed");
      await().atMost(Duration.ofSeconds(10)).until(() -> !receiver.told().isEmpty());
      told = receiver.told().get(0);
    }
    assertThat(checked(told, told.body(), told.timestamp(), Receiver.SECRET)).isEqualTo("True");
    assertThat(checked(told, told.body().replace("Gr", "gr"), told.timestamp(), Receiver.SECRET))
        .isEqualTo("False");
    assertThat(checked(told, told.body(), told.timestamp(), SigningSecret.random().spelled()))
        .isEqualTo("False");
    assertThat(checked(told, told.body(), "1614265330", Receiver.SECRET)).isEqualTo("False");
  }

  private String checked(Receiver.Told told, String body, String timestamp, String secret)
      throws Exception {
    Matcher example = EXAMPLE.matcher(Files.readString(Path.of("docs/webhooks.md")));
    assertThat(example.find()).isTrue();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("webhook-id", told.id());
    headers.put("webhook-timestamp", timestamp);
    headers.put("webhook-signature", told.signature());
    Path given = directory.resolve("given.json");
    Files.writeString(
        given, Json.write(Map.of("headers", headers, "body", body, "secret", secret)));
    Path program = directory.resolve("check.py");
    Files.writeString(
        program,
        example.group(1)
            + "\nimport json, sys\n"
            + "given = json.load(open(sys.argv[1], encoding='utf-8'))\n"
            + "print(is_genuine(given['secret'], given['headers'], given['body'].encode()))\n");
    Process python =
        new ProcessBuilder("python3", program.toString(), given.toString())
            .redirectErrorStream(true)
            .start();
    String said =
        new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(python.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return said;
  }
}
