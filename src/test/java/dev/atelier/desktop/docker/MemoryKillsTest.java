package dev.atelier.desktop.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class MemoryKillsTest {
  private static final Instant THERE = Instant.parse("2020-01-01T00:10:00Z");

  @Test
  void anEngineIsAskedByItsOwnClockForWhatHappenedSinceADesktopWasStarted() {
    AtomicReference<String> asked = new AtomicReference<>();
    try (FakeEngine fake = new FakeEngine();
        Engine engine = new Engine(fake.address())) {
      fake.on("GET /info", FakeEngine.json("{\"SystemTime\": \"" + THERE + "\"}"))
          .on(
              "GET /events",
              call -> {
                asked.set(call.getRequestURI().getQuery());
                FakeEngine.json(
                        kill("one", THERE.minusSeconds(30)) + kill("two", THERE.minusSeconds(30)))
                    .to(call);
              })
          .on("GET /containers/atelier-desktop-one/json", started("one", THERE.minusSeconds(60)))
          .on("GET /containers/atelier-desktop-two/json", started("two", THERE.minusSeconds(10)));
      DockerRuntime runtime = new DockerRuntime(engine, "test", "none", Limits.parse("1g", 1, 64));

      assertThat(runtime.ranOutOfMemory(Instant.now().minus(Duration.ofMinutes(2))))
          .isEqualTo(Map.of("one", THERE.minusSeconds(30)));

      assertThat(number("since", asked.get()))
          .isCloseTo(THERE.minusSeconds(120).getEpochSecond(), Offset.offset(3L));
      assertThat(number("until", asked.get())).isEqualTo(THERE.getEpochSecond());
    }
  }

  private static long number(String name, String query) {
    return Arrays.stream(query.split("&"))
        .filter(part -> part.startsWith(name + "="))
        .mapToLong(part -> Long.parseLong(part.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  private static String kill(String id, Instant at) {
    return """
        {"Type": "container", "Action": "oom", "time": %d, "timeNano": %d,
         "Actor": {"ID": "c1", "Attributes": {"dev.atelier.desktop": "%s"}}}
        """
        .formatted(at.getEpochSecond(), at.getEpochSecond() * 1_000_000_000L, id);
  }

  private static FakeEngine.Answer started(String id, Instant at) {
    return FakeEngine.json(
        """
        {"Id": "c1", "State": {"Running": true, "StartedAt": "%s"},
         "Config": {"Labels": {"dev.atelier.desktop": "%s", "dev.atelier.instance": "test"}}}"""
            .formatted(at, id));
  }
}
