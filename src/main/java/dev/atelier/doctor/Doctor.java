package dev.atelier.doctor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Looks at everything there is a check for. Thread-safe. */
@ApplicationScoped
public class Doctor {
  private static final Logger LOG = Logger.getLogger(Doctor.class.getName());

  private final List<Check> checks;

  @Inject
  Doctor(Instance<Check> checks) {
    this(checks.stream().toList());
  }

  Doctor(List<Check> checks) {
    this.checks = checks;
  }

  /** For CDI's proxy only. */
  protected Doctor() {
    this(List.of());
  }

  /** What is found now, the worst first. */
  public List<Finding> findings() {
    return checks.stream()
        .flatMap(check -> look(check).stream())
        .sorted(Comparator.comparing(Finding::severity).reversed().thenComparing(Finding::what))
        .toList();
  }

  /** One check that fails keeps no other from being made. */
  private static List<Finding> look(Check check) {
    try {
      return check.look();
    } catch (RuntimeException failed) {
      LOG.log(Level.WARNING, "a check of the server failed", failed);
      return List.of(
          Finding.problem(
              "one check could not be made",
              "what it would have found is not known",
              "look into the server's log, then check again"));
    }
  }
}
