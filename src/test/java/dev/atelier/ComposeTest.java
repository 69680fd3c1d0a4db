package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the compose file promises beside the server itself. */
class ComposeTest {
  private static final Path FILE = Path.of("compose/docker-compose.yml");

  @Test
  void theModelOfOnesOwnStartsOnlyWhenAskedForByEitherName() throws IOException {
    assertThat(service("holo3")).contains("profiles: [\"holo3\", \"local-vision\"]");
  }

  @Test
  void theModelOfOnesOwnGetsAGpu() throws IOException {
    assertThat(service("holo3"))
        .containsSubsequence(
            "deploy:",
            "resources:",
            "reservations:",
            "devices:",
            "- driver: nvidia",
            "count: 1",
            "capabilities: [\"gpu\"]");
  }

  @Test
  void itsWeightsOutliveTheContainer() throws IOException {
    assertThat(service("holo3"))
        .containsSubsequence("volumes:", "- holo3-weights:/root/.cache/huggingface");
    assertThat(below("volumes:", 0)).contains("holo3-weights:");
  }

  @Test
  void itHasTimeToFetchThemBeforeItCountsAsUnwell() throws IOException {
    List<String> holo3 = service("holo3");

    assertThat(holo3).containsSubsequence("healthcheck:", "start_period: 45m");
    assertThat(holo3).anyMatch(line -> line.startsWith("test:") && line.contains(":8000/health"));
  }

  @Test
  void theServerFindsItThere() throws IOException {
    assertThat(service("server"))
        .contains("- HOLO3_ENDPOINT=${HOLO3_ENDPOINT:-http://holo3:8000/v1}");
  }

  @Test
  void theProxyStartsOnlyWhenAskedForAndIsBelievedByItsAddress() throws IOException {
    String address = "${ATELIER_TLS_NETWORK:-10.213.77}.2";
    assertThat(service("caddy"))
        .contains("profiles: [\"with-tls\"]", "ipv4_address: " + address, "- caddy:/data");
    assertThat(service("server"))
        .contains("- ATELIER_TRUSTED_PROXIES=" + address + ",${ATELIER_TRUSTED_PROXIES:-}")
        .containsSubsequence("networks:", "default: {}", "tls:")
        .contains("ipv4_address: ${ATELIER_TLS_NETWORK:-10.213.77}.3");
    assertThat(below("tls:", 2)).contains("- subnet: ${ATELIER_TLS_NETWORK:-10.213.77}.0/29");
    assertThat(below("volumes:", 0)).contains("caddy:");
  }

  @ParameterizedTest
  @CsvSource({
    "'', acme, ATELIER_TLS_DOMAIN is not set",
    "https://desk.example.com, acme, ATELIER_TLS_DOMAIN",
    "desk.example.com:8443, acme, ATELIER_TLS_DOMAIN",
    "desk.example.com, zerossl, ATELIER_TLS_ISSUER"
  })
  void theProxySaysWhatItLacks(String domain, String issuer, String key) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("sh", "caddy/run.sh").redirectErrorStream(true);
    builder.environment().put("ATELIER_TLS_DOMAIN", domain);
    builder.environment().put("ATELIER_TLS_ISSUER", issuer);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isEqualTo(64);
    assertThat(said).startsWith("run.sh: " + key).hasLineCount(1);
  }

  private static List<String> service(String name) throws IOException {
    return below(name + ":", 2);
  }

  /** The lines of a block without their indents, comments and empty lines left out. */
  private static List<String> below(String head, int indent) throws IOException {
    try (Stream<String> lines = Files.lines(FILE)) {
      return lines
          .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
          .dropWhile(line -> !line.equals(" ".repeat(indent) + head))
          .skip(1)
          .takeWhile(line -> line.startsWith(" ".repeat(indent + 1)))
          .map(String::strip)
          .toList();
    }
  }
}
