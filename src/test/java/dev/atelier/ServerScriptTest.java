package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.plugin.PluginJars;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code server.sh} does with the files of a server, with a Java that only pretends. */
@Timeout(60)
class ServerScriptTest {
  private static final String PRETENDED =
      """
      #!/bin/sh
      case "$*" in
        *--outputlauncher*)
          mkdir -p "$HOME_OF_TEST/payara/config"
          echo made >"$HOME_OF_TEST/payara/launch-micro.jar"
          ;;
        *)
          env >"$LOG_OF_TEST.part" && mv "$LOG_OF_TEST.part" "$LOG_OF_TEST"
          echo "ready in 1 ms"
          exec sleep 120
          ;;
      esac
      """;

  @TempDir private Path top;
  private final List<Process> started = new ArrayList<>();
  private Path home;

  @BeforeEach
  void layOut() throws IOException {
    home = Files.createDirectory(top.resolve("target"));
    Files.writeString(home.resolve("payara-micro.jar"), "");
    Path compose = Files.createDirectories(top.resolve("compose/payara")).getParent();
    Files.copy(Path.of("compose/server.sh"), compose.resolve("server.sh"));
    Files.writeString(compose.resolve("payara/preboot.txt"), "");
    // Where there is no unzip the archive is used as it is, so this one must be one.
    PluginJars.pack(home.resolve("ROOT.war"), ServerScriptTest.class);
    Path java = Files.createDirectory(top.resolve("bin")).resolve("java");
    Files.writeString(
        java,
        PRETENDED
            .replace("$HOME_OF_TEST", home.toString())
            .replace("$LOG_OF_TEST", seen().toString()));
    assertThat(java.toFile().setExecutable(true)).isTrue();
  }

  private Path seen() {
    return top.resolve("seen");
  }

  @AfterEach
  void end() throws InterruptedException {
    for (Process process : started) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void aSecondServerDoesNotTouchTheFilesOfTheFirst() throws Exception {
    script(Map.of());
    await().until(() -> Files.exists(seen()));
    Path deployed = Files.writeString(home.resolve("payara/config/domain.xml"), "in use");
    Path later = home.resolve("ROOT.war");
    Files.setLastModifiedTime(later, FileTime.from(Instant.now().plusSeconds(60)));
    Process second = script(Map.of());
    assertThat(second.waitFor()).isEqualTo(75);
    assertThat(said(second)).contains("a server already runs from " + home);
    assertThat(deployed).hasContent("in use");
    assertThat(script(Map.of(), "prepare").waitFor()).isEqualTo(75);
    assertThat(deployed).hasContent("in use");
  }

  @Test
  void aServerThatWasKilledKeepsNobodyFromStarting() throws Exception {
    script(Map.of()).destroyForcibly().waitFor();
    Files.deleteIfExists(seen());
    script(Map.of());
    await().until(() -> Files.exists(seen()));
  }

  @Test
  void theTrialStartKnowsNothingOfTheServersDatabaseAndKeys() throws Exception {
    Files.writeString(top.resolve(".env"), "DB_USER=ada\nANTHROPIC_API_KEY=secret\n");
    Process trial =
        script(
            Map.of("DB_URL", "jdbc:postgresql://live/atelier", "DB_PASSWORD", "secret"), "prepare");
    assertThat(trial.waitFor()).isZero();
    assertThat(seen())
        .content()
        .contains("ATELIER_PORT=18299", "ATELIER_BIND=127.0.0.1", "PATH=")
        .doesNotContain("DB_", "live", "ANTHROPIC", "ATELIER_DATA=" + top.resolve("data"));
  }

  @Test
  void theServerKnowsItsSettings() throws Exception {
    Files.writeString(top.resolve(".env"), "DB_USER=ada\n");
    script(Map.of("DB_URL", "jdbc:postgresql://live/atelier"));
    await().until(() -> Files.exists(seen()));
    assertThat(seen()).content().contains("DB_USER=ada", "DB_URL=jdbc:postgresql://live/atelier");
  }

  @Test
  void whatWasHalfRemovedIsUnpackedAnew() throws Exception {
    Files.createDirectories(home.resolve("payara/config.pristine"));
    script(Map.of());
    await().until(() -> Files.exists(seen()));
    assertThat(home.resolve("payara/launch-micro.jar")).hasContent("made");
  }

  private Process script(Map<String, String> settings, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of("sh", top.resolve("compose/server.sh").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", top.resolve("bin") + ":" + System.getenv("PATH"));
    builder.environment().putAll(settings);
    Process process = builder.start();
    started.add(process);
    return process;
  }

  private static String said(Process process) throws IOException {
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
