package dev.atelier.desktop.docker;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Which calls of the kernel a desktop may make: see docs/adr/0013. */
final class Seccomp {
  private static final String FILE = "seccomp.json";

  private Seccomp() {}

  /** Security options of a desktop; an engine without seccomp refuses profiles. */
  static List<String> options(DockerClient docker) {
    List<String> known = docker.infoCmd().exec().getSecurityOptions();
    boolean filters =
        known != null && known.stream().anyMatch(option -> option.contains("name=seccomp"));
    return filters
        ? List.of("no-new-privileges", "seccomp=" + profile())
        : List.of("no-new-privileges");
  }

  static String profile() {
    try (InputStream file = Seccomp.class.getResourceAsStream(FILE)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
