package dev.atelier.desktop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineAddressesTest {
  @TempDir private Path certificates;

  @Test
  void enginesAreReadInTheirOrder() throws IOException {
    certify("big");
    assertThat(read("local=unix:///var/run/docker.sock, big=tcp://big.example:2376"))
        .containsExactly(
            new EngineAddress(
                Optional.of("local"), "unix:///var/run/docker.sock", Optional.empty()),
            new EngineAddress(
                Optional.of("big"),
                "tcp://big.example:2376",
                Optional.of(certificates.resolve("big"))));
  }

  @Test
  void oneWithCertificatesIsSpokenToOnlyThroughTls() throws Exception {
    certify("big");
    EngineAddress big = read("big=tcp://127.0.0.1:2376").get(0);
    assertThat(big.certificates()).contains(certificates.resolve("big"));
    EngineAddress plain = read("near=tcp://127.0.0.1:2375").get(0);
    assertThat(plain.config().getSSLConfig()).isNull();
  }

  @Test
  void inTheClearOnlyThisMachineIsSpokenTo() {
    assertThat(read("near=tcp://localhost:2375")).hasSize(1);
    assertRefused(
        "big=tcp://192.0.2.1:2376",
        "another machine",
        certificates.resolve("big").toString(),
        "ca.pem");
  }

  @Test
  void certificatesThatAreNotAllThereAreSaidSo() throws IOException {
    certify("big");
    Files.delete(certificates.resolve("big/key.pem"));
    assertRefused("big=tcp://big.example:2376", certificates.resolve("big/key.pem").toString());
  }

  @Test
  void whatIsWrongStopsTheServerWithASentence() {
    assertRefused("unix:///var/run/docker.sock", "is name=address");
    assertRefused("a=unix:///a.sock,", "is name=address");
    assertRefused("Big=unix:///a.sock", "“Big” is not such a name");
    assertRefused("a".repeat(31) + "=unix:///a.sock", "1 to 30");
    assertRefused("a=unix:///a.sock,a=unix:///b.sock", "“a” twice");
    assertRefused("a=http://127.0.0.1:2375", "neither unix:///path nor tcp://host:port");
    assertRefused("a=tcp://127.0.0.1", "neither");
    assertRefused("a=tcp:// ?", "neither");
  }

  private List<EngineAddress> read(String text) {
    return new EngineAddresses(certificates).read(text);
  }

  private void assertRefused(String text, String... words) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("ATELIER_ENGINES ")
        .message()
        .contains(words);
  }

  private void certify(String name) throws IOException {
    Path directory = Files.createDirectories(certificates.resolve(name));
    for (String file : List.of("ca.pem", "cert.pem", "key.pem")) {
      Files.writeString(directory.resolve(file), "");
    }
  }
}
