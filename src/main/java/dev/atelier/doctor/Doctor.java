package dev.atelier.doctor;

import dev.atelier.BackgroundWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Looks at everything there is a check for, side by side; one that takes long is itself a finding.
 * Thread-safe.
 */
@ApplicationScoped
public class Doctor {
  private static final Logger LOG = Logger.getLogger(Doctor.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final List<Check> checks;
  private final BackgroundWork background;
  private final Duration patience;

  /** Those that have not ended: however often somebody asks, one that hangs has one thread. */
  private final Map<Check, CompletableFuture<List<Finding>>> underWay = new ConcurrentHashMap<>();

  @Inject
  Doctor(Instance<Check> checks, BackgroundWork background) {
    this(checks.stream().toList(), background, PATIENCE);
  }

  Doctor(List<Check> checks, BackgroundWork background, Duration patience) {
    this.checks = checks;
    this.background = background;
    this.patience = patience;
  }

  /** For CDI's proxy only. */
  protected Doctor() {
    this(List.of(), null, PATIENCE);
  }

  /** What is found now, the worst first; takes five seconds at most. */
  public List<Finding> findings() {
    long end = System.nanoTime() + patience.toNanos();
    Map<Check, CompletableFuture<List<Finding>>> begun = new LinkedHashMap<>();
    checks.forEach(check -> begun.put(check, begun(check)));
    return begun.entrySet().stream()
        .flatMap(each -> awaited(each.getKey(), each.getValue(), end).stream())
        .sorted(
            Comparator.comparing(Finding::severity)
                .reversed()
                .thenComparing(finding -> finding.what(Locale.ENGLISH)))
        .toList();
  }

  private CompletableFuture<List<Finding>> begun(Check check) {
    CompletableFuture<List<Finding>> fresh = new CompletableFuture<>();
    CompletableFuture<List<Finding>> present = underWay.putIfAbsent(check, fresh);
    if (present != null) {
      return present;
    }
    background.run(
        () -> {
          List<Finding> found = look(check);
          underWay.remove(check);
          fresh.complete(found);
        });
    return fresh;
  }

  private static List<Finding> awaited(
      Check check, CompletableFuture<List<Finding>> findings, long end) {
    try {
      return findings.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException slow) {
      return List.of(Finding.warning("slow", new Words(check.subject())));
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return List.of();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** One check that fails keeps no other from being made. */
  private static List<Finding> look(Check check) {
    try {
      return check.look();
    } catch (RuntimeException | Error failed) {
      LOG.log(Level.WARNING, failed, () -> "a check of the server failed: " + check.subject());
      return List.of(Finding.problem("failed", new Words(check.subject())));
    }
  }
}
