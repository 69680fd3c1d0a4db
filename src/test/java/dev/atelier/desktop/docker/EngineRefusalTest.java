package dev.atelier.desktop.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.InternalServerErrorException;
import com.github.dockerjava.api.exception.NotFoundException;
import dev.atelier.desktop.DesktopException;
import java.io.IOException;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class EngineRefusalTest {

  @Test
  void theEnginesOwnWordsAreTakenOutOfTheirJson() {
    assertThat(
            words(
                new ConflictException(
                    "Status 409: {\"message\":\"Container \\\"x\\\" is not running\"}\n")))
        .isEqualTo("could not start the desktop: Container \"x\" is not running");
    assertThat(words(new ConflictException("plain"))).endsWith(": plain");
  }

  @Test
  void whatCanBeDoneAboutItIsSaid() {
    assertThat(words(new NotFoundException("{\"message\":\"No such image: atelier/desktop\"}")))
        .contains("./setup.sh", "atelier/desktop");
    assertThat(
            words(
                new InternalServerErrorException(
                    "{\"message\":\"mkdir /var/x: no space left on device\"}")))
        .contains("disk is full");
    assertThat(words(new InternalServerErrorException("fork: cannot allocate memory")))
        .contains("too little free memory");
    assertThat(words(new IllegalStateException(new IOException("Permission denied"))))
        .contains("unix:///engine.sock", "group docker");
    assertThat(words(new IllegalStateException(new IOException("Connection refused"))))
        .contains("unix:///engine.sock", "Connection refused", "DOCKER_HOST");
  }

  @Test
  void aSentenceOfOursStaysAsItIs() {
    assertThat(words(new DesktopException("it is so"))).isEqualTo("it is so");
  }

  @Test
  void oneOfSeveralIsNamed() {
    EngineAddress big =
        new EngineAddress(Optional.of("big"), "tcp://big.example:2376", Optional.empty());
    assertThat(words(big, new NotFoundException("{\"message\":\"No such image: desktop\"}")))
        .startsWith("could not start the desktop on “big”: the desktop image is not there");
    assertThat(words(big, new IllegalStateException(new IOException("Connection refused"))))
        .isEqualTo(
            "could not start the desktop: the container engine “big” at tcp://big.example:2376"
                + " does not answer (Connection refused); start it, or name another in"
                + " ATELIER_ENGINES");
  }

  @Test
  void certificatesThatDoNotFitAreSaidSo() {
    assertThat(words(new IllegalStateException(new SSLHandshakeException("PKIX path failed"))))
        .contains("unix:///engine.sock", "each other's certificates (PKIX path failed)");
  }

  private static String words(RuntimeException refusal) {
    return words(EngineAddress.only("unix:///engine.sock"), refusal);
  }

  private static String words(EngineAddress address, RuntimeException refusal) {
    return EngineRefusal.inWords("start the desktop", address, refusal).getMessage();
  }
}
