package dev.atelier.desktop.docker;

import com.github.dockerjava.api.DockerClient;
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
    return PackagedText.of(FILE);
  }
}
