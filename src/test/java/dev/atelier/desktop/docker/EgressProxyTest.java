package dev.atelier.desktop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.EgressMode;
import dev.atelier.desktop.EgressPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class EgressProxyTest {
  /** The names of {@code team/a} and {@code team_a} are one name to an engine. */
  @Test
  void theProxyOfAnotherServerIsLeftAlone() {
    try (FakeEngine fake = new FakeEngine();
        Engine engine = new Engine(fake.address())) {
      fake.on("GET /images/.*", FakeEngine.json("{\"Id\": \"sha256:1\"}"))
          .on(
              "GET /containers/atelier-egress-team_a/json",
              FakeEngine.json(
                  "{\"Id\": \"c1\", \"Config\": {\"Labels\": {\"dev.atelier.instance\": \"team/a\"}}}"));
      EgressProxy proxy =
          new EgressProxy(
              engine,
              "team_a",
              "image",
              new DesktopNetwork(DesktopNetwork.USUAL_NAME),
              EgressPolicy.of(EgressMode.INTERNET, ""));
      assertThatThrownBy(proxy::ensure)
          .isInstanceOf(DesktopException.class)
          .hasMessageContaining("atelier-egress-team_a")
          .hasMessageContaining("another ATELIER_INSTANCE");
      assertThat(fake.calls()).noneMatch(call -> call.startsWith("DELETE"));
    }
  }
}
