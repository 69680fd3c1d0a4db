package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The container engine seen from outside the server, through its command line. */
public final class EngineCommand {
  private static final String PROXY = "atelier-egress-";

  private final String instance;
  private final List<String> command;

  /** Sees what belongs to the server of that instance. */
  public EngineCommand(String instance) {
    this(instance, List.of("docker"));
  }

  /**
   * On another engine than that of this machine.
   *
   * @param command the command line that reaches it
   */
  EngineCommand(String instance, List<String> command) {
    this.instance = instance;
    this.command = command;
  }

  String instance() {
    return instance;
  }

  /** Where there is no engine the test is skipped, but never in continuous integration. */
  public static void require() {
    Requirement.met(
        exitOf(List.of("docker", "version")) == 0
            ? Optional.empty()
            : Optional.of("no container engine answers"));
  }

  /** All but the proxy, which is there for every desktop and outlives the server. */
  List<String> containers() {
    return lines("ps", "-a", "--format", "{{.ID}} {{.Names}}", "--filter", label()).stream()
        .filter(line -> !line.contains(" " + PROXY))
        .map(line -> line.replaceFirst(" .*", ""))
        .toList();
  }

  /** Containers that are not desktops but help the server with them. */
  List<String> helpers() {
    return lines("ps", "-a", "--format", "{{.Names}}", "--filter", label()).stream()
        .filter(name -> !name.startsWith("atelier-desktop-") && !name.startsWith(PROXY))
        .toList();
  }

  /** All but that of the proxy's sockets. */
  List<String> volumes() {
    return lines("volume", "ls", "-q", "--filter", label()).stream()
        .filter(name -> !name.startsWith(PROXY))
        .toList();
  }

  /** Of desktops whose system was kept. */
  List<String> images() {
    return lines("images", "--format", "{{.Repository}}:{{.Tag}}", "--filter", label());
  }

  private String label() {
    return "label=dev.atelier.instance=" + instance;
  }

  /** Runs a command of the engine and returns what it printed. */
  public List<String> lines(String... arguments) {
    List<String> line = new ArrayList<>(command);
    line.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(String.join(" ", line)).isZero();
      return printed.lines().toList();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }

  private static int exitOf(List<String> command) {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException missing) {
      return -1;
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }
}
