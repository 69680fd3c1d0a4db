package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.EngineCommand;
import dev.atelier.RunningCaddy;
import dev.atelier.RunningServer;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The console and the live view in it, in a real browser, through the proxy that is shipped. */
@Tag("long")
class TlsBrowserIT {

  @Test
  void theConsoleAndTheLiveViewWorkThroughIt() {
    EngineCommand.require();
    try (RunningServer server =
            RunningServer.start(
                Map.of("ATELIER_TRUSTED_PROXIES", "127.0.0.1", "ATELIER_ALLOW_OPEN", "true"));
        RunningCaddy caddy = RunningCaddy.before(server);
        Chrome chrome = new Chrome(1360, 850)) {
      DesktopPage desktop =
          LoginPage.open(chrome, caddy.baseUrl())
              .enter(RunningServer.PASSWORD)
              .make("Over TLS")
              .openMade()
              .awaitLive();
      desktop.begin("open Terminal, wait 1 second").awaitBadge("Working");
      assertThat(desktop.ending()).startsWith("Done");
      assertThat(chrome.address()).startsWith(caddy.baseUrl() + "/console/");
    }
  }
}
