package dev.atelier.plugin;

import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopRuntime;
import dev.atelier.desktop.DesktopSpec;
import dev.atelier.desktop.DesktopState;
import dev.atelier.desktop.DesktopStream;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/** A plug-in whose desktops are on paper only. */
@ApplicationScoped
public class PaperRuntime implements DesktopRuntime {
  @Override
  public String name() {
    return "paper";
  }

  @Override
  public Optional<String> problem() {
    return Optional.of("paper runs nothing");
  }

  @Override
  public void start(DesktopSpec spec) {
    throw new DesktopException("paper runs nothing");
  }

  @Override
  public DesktopStream connect(String id) {
    throw new DesktopException("paper runs nothing");
  }

  @Override
  public DesktopState state(String id) {
    return DesktopState.MISSING;
  }

  @Override
  public Map<String, DesktopState> desktops() {
    return Map.of();
  }

  @Override
  public Optional<String> whyStopped(String id) {
    return Optional.empty();
  }

  @Override
  public void pause(String id) {}

  @Override
  public void stop(String id) {}

  @Override
  public void remove(String id, boolean purgeHome) {}
}
