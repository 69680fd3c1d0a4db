package dev.atelier;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The script {@code scripts/launch-smoke}, run as an operator runs it. */
final class LaunchSmoke {

  /** How it ended, and what it said: the lines of the checks on {@code errors} with --json. */
  record Outcome(int exit, String output, String errors) {
    List<String> lines(String result) {
      return (output + errors).lines().filter(line -> line.startsWith(result + " ")).toList();
    }
  }

  private LaunchSmoke() {}

  /** With the token in the environment where there is one; the rest as arguments. */
  static Outcome run(String url, String token, String... more) throws Exception {
    return end(start(url, token, more));
  }

  static Process start(String url, String token, String... more) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of("python3", Path.of("scripts/launch-smoke").toString(), "--url", url));
    command.addAll(List.of(more));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("ATELIER_"));
    builder.environment().putAll(Map.of("ATELIER_API_TOKEN", token, "PYTHONUTF8", "1"));
    return builder.start();
  }

  static Outcome end(Process process) throws Exception {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), output, errors);
  }
}
