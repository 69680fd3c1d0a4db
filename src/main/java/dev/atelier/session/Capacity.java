package dev.atelier.session;

import dev.atelier.desktop.DesktopRuntime;
import dev.atelier.desktop.DesktopRuntimes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What new desktops can be given, known before one is made. Thread-safe. */
@ApplicationScoped
public class Capacity {
  private final DesktopRuntimes runtimes;

  /**
   * What there is for one more desktop.
   *
   * @param bounds whether it can be said how much one may use
   * @param freeMemoryMb what is free at present, where that can be told
   */
  public record Room(boolean bounds, OptionalLong freeMemoryMb) {}

  @Inject
  Capacity(DesktopRuntimes runtimes) {
    this.runtimes = runtimes;
  }

  /** For CDI's proxy only. */
  protected Capacity() {
    this(null);
  }

  /**
   * On the engine of that name, else where there is most; asks the engines, for as long as that
   * takes.
   */
  public Room room(Optional<String> engine) {
    List<DesktopRuntime> candidates =
        runtimes.placeable().stream()
            .filter(each -> engine.isEmpty() || each.engine().equals(engine))
            .toList();
    return new Room(
        candidates.stream().anyMatch(DesktopRuntime::boundsPrograms),
        candidates.stream()
            .map(DesktopRuntime::freeMemoryMb)
            .flatMapToLong(OptionalLong::stream)
            .max());
  }
}
