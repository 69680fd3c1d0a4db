package dev.atelier.software;

import dev.atelier.json.Json;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What long work tells, as lines of JSON for one caller: {@code {"progress": …}} each, and at the
 * end {@code {"ok": …}}. The work does not wait for the caller, nor end with it.
 */
final class ProgressLines implements StreamingOutput {
  static final String TYPE = "application/x-ndjson";
  private static final int MOST_WAITING = 10_000;
  private static final int SIGN_OF_LIFE_SECONDS = 10;

  private final BlockingQueue<Map<String, Object>> waiting =
      new LinkedBlockingQueue<>(MOST_WAITING);

  /** Takes what the work tells; a caller that is far behind misses some of it. */
  Consumer<String> progress() {
    return line -> {
      if (waiting.remainingCapacity() > 1) {
        waiting.add(Map.of("progress", line));
      }
    };
  }

  void succeeded() {
    end(Map.of("ok", true));
  }

  void failed(String why) {
    Map<String, Object> last = new LinkedHashMap<>();
    last.put("ok", false);
    last.put("detail", why);
    end(last);
  }

  private void end(Map<String, Object> last) {
    while (!waiting.offer(last)) {
      waiting.poll();
    }
  }

  @Override
  public void write(OutputStream caller) throws IOException {
    try {
      Map<String, Object> line;
      do {
        line = waiting.poll(SIGN_OF_LIFE_SECONDS, TimeUnit.SECONDS);
        // An empty line keeps proxies from giving up on a download that takes long.
        String text = line == null ? "" : Json.write(line);
        caller.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        caller.flush();
      } while (line == null || !line.containsKey("ok"));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
