package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * docs/configuration.md and .env.example name every setting of the code, and none that is not
 * there.
 */
class ConfigurationPageTest {
  private static final Pattern IN_CODE =
      Pattern.compile("@ConfigProperty\\(\\s*name\\s*=\\s*\"([A-Z][A-Z0-9_]+)\"");

  /** Payara casts what is in an Optional to a class, so that its start fails at a list. */
  private static final Pattern UNMAKEABLE =
      Pattern.compile("@ConfigProperty\\(\\s*name\\s*=\\s*\"(\\w+)\"[^)]*\\)\\s*Optional<\\w+<");

  private static final Pattern ON_PAGE = Pattern.compile("`([A-Z][A-Z0-9_]{3,})`");
  private static final Pattern IN_COMPOSE = Pattern.compile("(?m)^ +- ([A-Z][A-Z0-9_]+)\\b");
  private static final Pattern IN_EXAMPLE = Pattern.compile("(?m)^([A-Z][A-Z0-9_]+)=");

  /** Read by the scripts that start the server, or under a name with dots in place of lines. */
  private static final Set<String> OUTSIDE_OF_CODE =
      Set.of(
          "ATELIER_PORT",
          "ATELIER_TLS_DOMAIN",
          "ATELIER_TLS_ISSUER",
          "ATELIER_TLS_NETWORK",
          "ATELIER_HEAP",
          "ATELIER_PLUGINS",
          "JAVA_OPTS",
          "MP_JWT_VERIFY_PUBLICKEY",
          "MP_JWT_VERIFY_PUBLICKEY_LOCATION",
          "MP_JWT_VERIFY_ISSUER",
          "MP_JWT_VERIFY_AUDIENCES",
          "DB_URL",
          "DB_USER",
          "DB_PASSWORD");

  /** What a server in a container has no choice about. */
  private static final Set<String> NOT_IN_A_CONTAINER =
      Set.of(
          "ATELIER_BIND",
          "ATELIER_DATA",
          "ATELIER_DESKTOP_DIR",
          "ATELIER_ALLOW_LOCAL_REMOTE",
          "DOCKER_HOST");

  @Test
  void thePageNamesEverySettingOfTheCodeAndNoOther() throws IOException {
    Set<String> expected = new TreeSet<>(OUTSIDE_OF_CODE);
    expected.addAll(settingsInCode());

    assertThat(names(ON_PAGE, Path.of("docs/configuration.md"))).isEqualTo(expected);
  }

  @Test
  void theExampleNamesEverySettingOfTheCode() throws IOException {
    Set<String> missing = settingsInCode();
    missing.removeAll(names(IN_EXAMPLE, Path.of(".env.example")));
    // Where its own configuration lies is a matter of the installation, not of its owner.
    missing.remove("ATELIER_DESKTOP_DIR");

    assertThat(missing).isEmpty();
  }

  @Test
  void composePassesEverySettingOn() throws IOException {
    Set<String> missing = settingsInCode();
    missing.removeAll(NOT_IN_A_CONTAINER);
    missing.removeAll(names(IN_COMPOSE, Path.of("compose/docker-compose.yml")));

    assertThat(missing).isEmpty();
  }

  @Test
  void noSettingIsOfATypeThatTheServerCannotMake() throws IOException {
    Set<String> settings = new TreeSet<>();
    for (Path source : sources()) {
      settings.addAll(names(UNMAKEABLE, source));
    }

    assertThat(settings).isEmpty();
  }

  private static Set<String> settingsInCode() throws IOException {
    Set<String> settings = new TreeSet<>();
    for (Path source : sources()) {
      settings.addAll(names(IN_CODE, source));
    }
    return settings;
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static Set<String> names(Pattern pattern, Path file) throws IOException {
    Set<String> names = new TreeSet<>();
    Matcher matcher = pattern.matcher(Files.readString(file));
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }
}
