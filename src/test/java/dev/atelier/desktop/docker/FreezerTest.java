package dev.atelier.desktop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.atelier.desktop.DesktopException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Engines that do not get a container to hold still. */
@Timeout(30)
class FreezerTest {
  private final FakeEngine fake = new FakeEngine();
  private final AtomicInteger tries = new AtomicInteger();
  private DockerRuntime runtime;

  @BeforeEach
  void begin() {
    runtime =
        new DockerRuntime(new Engine(fake.address()), "test", "none", Limits.parse("1g", 1, 64));
  }

  @AfterEach
  void close() {
    runtime.close();
    fake.close();
  }

  private void freezesAfter(int failures, String why) {
    fake.on(
        "POST /containers/.*/pause",
        call -> {
          if (tries.incrementAndGet() > failures) {
            call.sendResponseHeaders(204, -1);
          } else {
            refuse(call, why);
          }
        });
  }

  private static void refuse(HttpExchange call, String why) throws IOException {
    byte[] words =
        ("{\"message\": \"Cannot pause container one: " + why + "\"}")
            .getBytes(StandardCharsets.UTF_8);
    call.getResponseHeaders().set("Content-Type", "application/json");
    call.sendResponseHeaders(500, words.length);
    call.getResponseBody().write(words);
  }

  @Test
  void aBusyDesktopIsFrozenAtAnotherTry() {
    freezesAfter(3, "OCI runtime pause failed: unable to freeze: unknown");
    runtime.pause("one");
    assertThat(tries).hasValue(4);
  }

  @Test
  void oneThatNeverHoldsStillIsGivenUpWithTheEnginesWords() {
    freezesAfter(Integer.MAX_VALUE, "OCI runtime pause failed: unable to freeze: unknown");
    assertThatThrownBy(() -> runtime.pause("one"))
        .isInstanceOf(DesktopException.class)
        .hasMessageContaining("unable to freeze");
    assertThat(tries).hasValue(6);
  }

  @Test
  void whatCannotBeDifferentNextTimeIsNotTriedAgain() {
    freezesAfter(1, "cgroups not configured for container");
    assertThatThrownBy(() -> runtime.pause("one")).isInstanceOf(DesktopException.class);
    assertThat(tries).hasValue(1);
  }
}
