package dev.atelier.desktop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import dev.atelier.desktop.DesktopException;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** What the engine remembers of programs that the kernel ended for want of memory. */
final class MemoryKills {
  private static final int SECONDS = 5;

  private MemoryKills() {}

  /** The desktops of a server where that happened since then, with the last time each. */
  static Map<String, Instant> since(DockerClient docker, String instance, Instant since) {
    Map<String, Instant> last = new ConcurrentHashMap<>();
    ResultCallback.Adapter<Event> collector =
        new ResultCallback.Adapter<>() {
          @Override
          public void onNext(Event event) {
            note(event, last);
          }
        };
    try (var asking =
        docker
            .eventsCmd()
            .withSince(Long.toString(since.getEpochSecond()))
            // With an end the engine tells what it remembers, and waits for no more.
            .withUntil(Long.toString(Instant.now().getEpochSecond()))
            .withEventFilter("oom")
            .withLabelFilter(Map.of(DesktopContainer.INSTANCE_LABEL, instance))
            .exec(collector)) {
      if (!asking.awaitCompletion(SECONDS, TimeUnit.SECONDS)) {
        throw new DesktopException("the engine does not tell what ran out of memory");
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new DesktopException("the server is stopping", stopping);
    } catch (IOException closing) {
      throw new DesktopException("could not ask what ran out of memory", closing);
    }
    return last;
  }

  private static void note(Event event, Map<String, Instant> last) {
    if (event.getActor() != null && event.getActor().getAttributes() != null) {
      String id = event.getActor().getAttributes().get(DesktopContainer.DESKTOP_LABEL);
      if (id != null && !id.isEmpty() && event.getTime() != null) {
        last.merge(
            id,
            Instant.ofEpochSecond(event.getTime()),
            (one, other) -> one.isAfter(other) ? one : other);
      }
    }
  }
}
