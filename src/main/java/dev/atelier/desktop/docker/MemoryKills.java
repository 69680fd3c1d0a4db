package dev.atelier.desktop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import dev.atelier.desktop.DesktopException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** What the engine remembers of programs that the kernel ended for want of memory. */
final class MemoryKills {
  private static final int SECONDS = 5;

  private MemoryKills() {}

  /**
   * The desktops of a server where that happened since then and since they were started, with the
   * last time each as the engine's clock has it: clocks of two machines differ.
   */
  static Map<String, Instant> since(
      DockerClient docker,
      String instance,
      Instant since,
      Function<String, DesktopContainer> containers) {
    Instant now = Instant.now();
    Instant there = timeOf(docker).orElse(now);
    Map<String, Instant> last =
        between(docker, instance, there.minus(Duration.between(since, now)), there);
    last.entrySet()
        .removeIf(
            kill ->
                containers
                    .apply(kill.getKey())
                    .inspect(docker)
                    .flatMap(found -> time(found.getState().getStartedAt()))
                    .filter(started -> kill.getValue().isBefore(started))
                    .isPresent());
    return last;
  }

  private static Optional<Instant> timeOf(DockerClient docker) {
    return time(docker.infoCmd().exec().getSystemTime());
  }

  private static Optional<Instant> time(String told) {
    try {
      return Optional.ofNullable(told).map(text -> OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeParseException unreadable) {
      return Optional.empty();
    }
  }

  private static Map<String, Instant> between(
      DockerClient docker, String instance, Instant since, Instant until) {
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
            .withUntil(Long.toString(until.getEpochSecond()))
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
        last.merge(id, timeOf(event), (one, other) -> one.isAfter(other) ? one : other);
      }
    }
  }

  private static Instant timeOf(Event event) {
    Long nanos = event.getTimeNano();
    return nanos == null ? Instant.ofEpochSecond(event.getTime()) : Instant.ofEpochSecond(0, nanos);
  }
}
