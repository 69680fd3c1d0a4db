package dev.atelier.desktop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.MemoryStatsConfig;
import com.github.dockerjava.api.model.Statistics;
import com.github.dockerjava.api.model.StatsConfig;
import dev.atelier.desktop.DesktopException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** How much memory a container cannot do without at present. */
final class MemoryUse {
  private static final int SECONDS = 10;

  private MemoryUse() {}

  /** Empty when it does not run. */
  static Optional<MemorySize> of(DockerClient docker, String container) {
    AtomicReference<Statistics> told = new AtomicReference<>();
    ResultCallback.Adapter<Statistics> collector =
        new ResultCallback.Adapter<>() {
          @Override
          public void onNext(Statistics statistics) {
            told.set(statistics);
          }
        };
    try (var asking = docker.statsCmd(container).withNoStream(true).exec(collector)) {
      if (!asking.awaitCompletion(SECONDS, TimeUnit.SECONDS)) {
        throw new DesktopException(
            "could not ask how much memory the desktop uses: no answer within " + SECONDS + " s");
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new DesktopException("the server is stopping", stopping);
    } catch (IOException closing) {
      throw new DesktopException("could not ask how much memory the desktop uses", closing);
    }
    return Optional.ofNullable(told.get())
        .map(Statistics::getMemoryStats)
        .filter(memory -> memory.getUsage() != null && memory.getUsage() > 0)
        .map(memory -> new MemorySize(Math.max(1, memory.getUsage() - droppable(memory))));
  }

  /** Files the kernel would read again; it is called differently in both kinds of cgroups. */
  private static long droppable(MemoryStatsConfig memory) {
    StatsConfig parts = memory.getStats();
    return parts == null
        ? 0
        : Stream.of(parts.getTotalInactiveFile(), parts.getInactiveFile())
            .filter(bytes -> bytes != null)
            .findFirst()
            .orElse(0L);
  }
}
