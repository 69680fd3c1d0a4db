package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.Answer;
import dev.atelier.RunningServer;
import dev.atelier.plugin.PaintedRuntime;
import dev.atelier.plugin.PluginJars;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fifty consoles open on a hundred desktops, which are painted by a plug-in behind the port of the
 * engines; prints how long what people wait for took.
 */
@Timeout(value = 900, unit = TimeUnit.SECONDS)
class ConsoleSoak {
  private static final int DESKTOPS = 100;
  private static final int CONSOLES = 50;
  private static final int CHANGES = 20;

  /** Within a second or two people believe that it is live. */
  private static final Duration LIVE = Duration.ofSeconds(10);

  /** Keeps when which name came to be on the page. */
  private static final String REMEMBER =
      """
      window.seen = {};
      new MutationObserver(() => document.querySelectorAll('.tile h2').forEach(
          name => window.seen[name.textContent] ??= Date.now()))
        .observe(document.querySelector('.wall'),
          {subtree: true, childList: true, characterData: true});
      """;

  @TempDir private Path plugins;

  @Test
  void fiftyConsolesOnAHundredDesktopsStayLive() throws IOException {
    PluginJars.pack(
        plugins.resolve("painted.jar"), PaintedRuntime.class, PaintedRuntime.Wire.class);
    try (RunningServer server =
            RunningServer.start(
                Map.of(
                    "ATELIER_PLUGINS", plugins.toString(),
                    "DESKTOP_RUNTIME", "painted",
                    "ATELIER_HEAP", "2g",
                    "DESKTOP_MEMORY_NEEDED_MB", "0",
                    "IDLE_PAUSE_MINUTES", "0"));
        Chrome chrome = new Chrome(1360, 850)) {
      List<String> ids = fleet(server);
      LoginPage.open(chrome, server.baseUrl()).enter(RunningServer.PASSWORD);
      awaitTiles(chrome);
      report("a console opens", openAll(chrome, server));
      report("a change is seen by the last of all consoles", changes(chrome, server, ids));
      chrome.inEachTab(() -> assertThat(tiles(chrome)).isEqualTo(DESKTOPS));
      assertThat(server.get("/health").json()).containsEntry("ok", true);
    }
  }

  private static List<String> fleet(RunningServer server) {
    List<Long> took = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (int n = 1; n <= DESKTOPS; n++) {
      long began = System.nanoTime();
      Answer made = server.post("/sessions?wait=ready", "{\"label\":\"Desk %03d\"}".formatted(n));
      assertThat(made.status()).as(made.text()).isEqualTo(201);
      took.add(System.nanoTime() - began);
      ids.add(made.text("id"));
    }
    report("a desktop is ready", took);
    return ids;
  }

  private static List<Long> openAll(Chrome chrome, RunningServer server) {
    List<Long> took = new ArrayList<>();
    for (int n = 1; n < CONSOLES; n++) {
      long began = System.nanoTime();
      chrome.openInATab(server.baseUrl() + "/console");
      awaitTiles(chrome);
      took.add(System.nanoTime() - began);
    }
    return took;
  }

  private static void awaitTiles(Chrome chrome) {
    chrome.untilTrue("document.querySelectorAll('.tile').length === " + DESKTOPS);
  }

  private static int tiles(Chrome chrome) {
    return ((Number) chrome.script("return document.querySelectorAll('.tile').length")).intValue();
  }

  /** From the request until every console has it, whichever tab is in front. */
  private static List<Long> changes(Chrome chrome, RunningServer server, List<String> ids) {
    List<Long> took = new ArrayList<>();
    chrome.inEachTab(() -> chrome.script(REMEMBER));
    for (int n = 0; n < CHANGES; n++) {
      String name = "Changed " + n;
      long began = System.currentTimeMillis();
      Answer renamed =
          server.send(
              server
                  .request("/sessions/" + ids.get(n))
                  .header("Content-Type", "application/json")
                  .method("PATCH", BodyPublishers.ofString("{\"label\":\"" + name + "\"}")));
      assertThat(renamed.status()).as(renamed.text()).isEqualTo(200);
      List<Long> seen = new ArrayList<>();
      chrome.inEachTab(
          () ->
              seen.add(
                  await()
                      .atMost(LIVE)
                      .until(
                          () -> (Number) chrome.script("return window.seen[arguments[0]]", name),
                          when -> when != null)
                      .longValue()));
      assertThat(seen).hasSize(CONSOLES);
      took.add(
          TimeUnit.MILLISECONDS.toNanos(
              seen.stream().mapToLong(Long::longValue).max().orElseThrow() - began));
    }
    return took;
  }

  private static void report(String what, List<Long> nanos) {
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    System.out.printf(
        "%s: p50 %d ms, p95 %d ms, worst %d ms (%d)%n",
        what,
        sorted[sorted.length / 2] / 1_000_000,
        sorted[Math.min(sorted.length - 1, sorted.length * 95 / 100)] / 1_000_000,
        Arrays.stream(sorted).max().orElseThrow() / 1_000_000,
        sorted.length);
  }
}
