package dev.atelier.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.Answer;
import dev.atelier.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example of docs/plugins.md as a jar of its own, and another jar for the ports that it does
 * not fill, in the server as it is shipped.
 */
@Timeout(300)
class PluginIT {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CLASS = Pattern.compile("public class (\\w+)");

  @TempDir private Path room;

  @Test
  void theExampleOfThePageDecidesAndObjects() throws Exception {
    Path plugins = Files.createDirectory(room.resolve("plugins"));
    PluginJars.pack(compiled(sources()), plugins.resolve("greeting.jar"));
    PluginJars.pack(plugins.resolve("ports.jar"), BlindEngine.class, PaperRuntime.class);
    Files.writeString(plugins.resolve("broken.jar"), "this is no jar");
    try (RunningServer server =
        RunningServer.start(
            Map.of(
                "ATELIER_PLUGINS", plugins.toString(),
                "VISION_BACKEND", "greeting",
                "OCR_ENGINE", "blind",
                "GREETING_WORD", "Good morning"))) {
      Answer health = server.get("/health");
      assertThat(health.text("vision_backend")).isEqualTo("greeting");
      assertThat(health.list("plugins"))
          .extracting(plugin -> plugin.get("jar") + ": " + plugin.get("kind"))
          .containsExactlyInAnyOrder(
              "greeting.jar: vision backend",
              "greeting.jar: task guard",
              "ports.jar: OCR engine",
              "ports.jar: desktop runtime");
      assertThat(health.json().get("problems"))
          .asString()
          .contains("broken.jar is left out: it cannot be read");

      String session = server.post("/sessions?wait=ready", "{\"label\": \"Ada\"}").text("id");
      assertThat(ended(server, session, "Ada Lovelace").text("final_text"))
          .isEqualTo("I said: Good morning, Ada Lovelace!");
      assertThat(ended(server, session, "quiet please").text("error"))
          .isEqualTo("quiet was asked for");
    }
  }

  private static Answer ended(RunningServer server, String session, String goal) {
    String task =
        server
            .post("/sessions/" + session + "/task", "{\"goal\": \"" + goal + "\"}")
            .text("task_id");
    String transcript = "/sessions/" + session + "/task/" + task;
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> server.get(transcript).json().get("finished_at") != null);
    return server.get(transcript);
  }

  private List<Path> sources() throws IOException {
    List<String> blocks =
        JAVA.matcher(Files.readString(Path.of("docs/plugins.md")))
            .results()
            .map(block -> block.group(1))
            .toList();
    assertThat(blocks).hasSize(2);
    Path directory = Files.createDirectory(room.resolve("sources"));
    for (String block : blocks) {
      String name = CLASS.matcher(block).results().map(PluginIT::name).findFirst().orElseThrow();
      Files.writeString(directory.resolve(name + ".java"), block);
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }

  private static String name(MatchResult type) {
    return type.group(1);
  }

  private Path compiled(List<Path> sources) throws IOException {
    Path classes = Files.createDirectory(room.resolve("classes"));
    Stream<String> options =
        Stream.of("-cp", System.getProperty("java.class.path"), "-proc:none", "-d");
    String[] arguments =
        Stream.of(options, Stream.of(classes.toString()), sources.stream().map(Path::toString))
            .flatMap(part -> part)
            .toArray(String[]::new);
    assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments)).isZero();
    return classes;
  }
}
