package dev.atelier.desktop.local;

import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopFiles;
import dev.atelier.desktop.DesktopRuntime;
import dev.atelier.desktop.DesktopSpec;
import dev.atelier.desktop.DesktopState;
import dev.atelier.desktop.DesktopStream;
import dev.atelier.desktop.FilesByShell;
import dev.atelier.desktop.Look;
import dev.atelier.desktop.MachineMemory;
import dev.atelier.desktop.OneAtATime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Desktops as child processes of the server, which they outlive, each in its own directory and
 * sandbox. Thread-safe.
 */
@ApplicationScoped
public class LocalRuntime implements DesktopRuntime {
  private static final List<String> PROGRAMS =
      List.of("Xvnc", "xauth", "openbox", "tint2", "xwallpaper", "dbus-daemon", "setsid");
  private static final String PACKAGES =
      "tigervnc-standalone-server xauth openbox tint2 xwallpaper dbus-daemon util-linux";

  private final Path directory;
  private final Path scripts;
  private final LoopbackRule rule;
  private final OneAtATime oneAtATime = new OneAtATime();
  private Confinement confinement;

  @Inject
  LocalRuntime(
      @ConfigProperty(name = "ATELIER_DATA", defaultValue = "data") String data,
      @ConfigProperty(name = "ATELIER_DESKTOP_DIR", defaultValue = "desktop") String scripts,
      @ConfigProperty(name = "ATELIER_BIND", defaultValue = "127.0.0.1") String bind,
      @ConfigProperty(name = "ATELIER_ALLOW_LOCAL_REMOTE", defaultValue = "false")
          boolean remoteAllowed) {
    this(Path.of(data), Path.of(scripts), new LoopbackRule(bind, remoteAllowed));
  }

  LocalRuntime(Path data, Path scripts, LoopbackRule rule) {
    this.directory = data.toAbsolutePath().normalize().resolve("desktops");
    this.scripts = scripts.toAbsolutePath().normalize();
    this.rule = rule;
  }

  /** For tests: with a confinement of their choice. */
  LocalRuntime(Path data, Path scripts, Confinement confinement) {
    this(data, scripts, new LoopbackRule("localhost", false));
    this.confinement = confinement;
  }

  /** For CDI's proxy only. */
  protected LocalRuntime() {
    directory = Path.of("");
    scripts = Path.of("");
    rule = new LoopbackRule("localhost", false);
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public Optional<String> problem() {
    if (!Files.isExecutable(scripts.resolve("desktop-session"))) {
      return Optional.of(
          "there is no desktop-session in "
              + scripts
              + "; let ATELIER_DESKTOP_DIR name the directory “desktop” of Atelier OS");
    }
    List<String> missing = new ArrayList<>(PROGRAMS);
    if (Confinement.serverIsRoot()) {
      missing.add("setpriv");
    }
    missing.removeIf(Command::exists);
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.join(", ", missing) + " is missing; install with: apt install " + PACKAGES);
  }

  @Override
  public Optional<String> objection() {
    return rule.objection();
  }

  @Override
  public Optional<String> caution() {
    return Optional.of(confinement().leavesOpen());
  }

  /** Found out when it is first needed, as it takes a trial. */
  private synchronized Confinement confinement() {
    if (confinement == null) {
      confinement = Confinement.best(scripts);
    }
    return confinement;
  }

  @Override
  public void start(DesktopSpec spec) {
    LocalDesktop desktop = desktop(spec.id());
    oneAtATime.run(
        spec.id(),
        () -> {
          switch (desktop.state()) {
            case RUNNING -> {}
            case PAUSED -> desktop.resume();
            case STOPPED, MISSING -> {
              problem()
                  .ifPresent(
                      why -> {
                        throw new DesktopException("could not start the desktop: " + why);
                      });
              desktop.launch(confinement(), spec);
            }
          }
        });
  }

  @Override
  public DesktopStream connect(String id) {
    return desktop(id).connect();
  }

  @Override
  public DesktopState state(String id) {
    return desktop(id).state();
  }

  @Override
  public Map<String, DesktopState> desktops() {
    Map<String, DesktopState> desktops = new TreeMap<>();
    if (Files.isDirectory(directory)) {
      try (Stream<Path> places = Files.list(directory)) {
        places
            .map(LocalDesktop::new)
            .filter(LocalDesktop::isKnown)
            .forEach(desktop -> desktops.put(desktop.id(), desktop.state()));
      } catch (IOException unreadable) {
        throw new DesktopException("could not list the desktops: " + unreadable, unreadable);
      }
    }
    return desktops;
  }

  @Override
  public Optional<String> whyStopped(String id) {
    return desktop(id).whyStopped();
  }

  @Override
  public void pause(String id) {
    oneAtATime.run(id, desktop(id)::pause);
  }

  @Override
  public void dress(String id, Look look) {
    oneAtATime.run(id, () -> desktop(id).dress(look));
  }

  @Override
  public void tell(String id, String line) {
    oneAtATime.run(id, () -> desktop(id).tell(line, Instant.now()));
  }

  @Override
  public void stop(String id) {
    oneAtATime.run(id, () -> desktop(id).stop(confinement()));
  }

  @Override
  public void remove(String id, boolean purgeHome) {
    oneAtATime.run(
        id,
        () -> {
          LocalDesktop desktop = desktop(id);
          desktop.stop(confinement());
          desktop.remove(purgeHome);
        });
  }

  @Override
  public OptionalLong freeMemoryMb() {
    return MachineMemory.freeMb();
  }

  @Override
  public OptionalLong homeMb(String id) {
    return desktop(id).homeMb();
  }

  @Override
  public Optional<DesktopFiles> files() {
    return Optional.of(
        new FilesByShell(
            (id, command) -> desktop(id).begin(confinement(), command),
            id -> desktop(id).home(confinement())));
  }

  private LocalDesktop desktop(String id) {
    DesktopSpec.requireId(id);
    return new LocalDesktop(directory.resolve(id));
  }
}
