package dev.atelier.desktop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.atelier.desktop.DesktopException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Homes that the engine says are in use when they are to be removed. */
@Timeout(30)
class HomeInUseTest {
  private final FakeEngine fake = new FakeEngine();
  private final DockerRuntime runtime =
      new DockerRuntime(new Engine(fake.address()), "test", "none", Limits.parse("1g", 1, 64));
  private final Set<String> removed = ConcurrentHashMap.newKeySet();

  @BeforeEach
  void aDesktopWithAHome() {
    fake.on("GET /containers/atelier-desktop-one/json", call -> call.sendResponseHeaders(404, -1))
        .on("GET /images/json", FakeEngine.json("[]"))
        .on(
            "GET /volumes",
            FakeEngine.json(
                """
                {"Volumes": [{"Name": "atelier-home-one",
                  "Labels": {"dev.atelier.desktop": "one", "dev.atelier.instance": "test"}}]}"""))
        .on(
            "DELETE /containers/.*",
            call -> {
              removed.add(call.getRequestURI().getPath());
              call.sendResponseHeaders(204, -1);
            })
        .on(
            "DELETE /volumes/atelier-home-one",
            call -> call.sendResponseHeaders(isFree() ? 204 : 409, -1));
  }

  private boolean isFree() {
    return removed.contains("/containers/helper-one");
  }

  @AfterEach
  void close() {
    runtime.close();
    fake.close();
  }

  @Test
  void aHelperOfThisVeryRunThatCouldNotBeRemovedKeepsNoHome() {
    helpers("one", "two");
    runtime.remove("one", true);
    assertThat(removed).containsExactly("/containers/helper-one");
  }

  @Test
  void whoeverElseUsesItKeepsIt() {
    helpers("two");
    assertThatThrownBy(() -> runtime.remove("one", true)).isInstanceOf(DesktopException.class);
    assertThat(removed).isEmpty();
  }

  private void helpers(String... desktops) {
    fake.on(
        "GET /containers/json",
        FakeEngine.json(json(List.of(desktops).stream().map(HomeInUseTest::helper).toList())));
  }

  private static Map<String, Object> helper(String desktop) {
    return Map.of("Id", "helper-" + desktop, "Labels", Role.PORTER.labels("test", desktop));
  }

  private static String json(Object value) {
    try {
      return new ObjectMapper().writeValueAsString(value);
    } catch (JsonProcessingException never) {
      throw new AssertionError(never);
    }
  }
}
