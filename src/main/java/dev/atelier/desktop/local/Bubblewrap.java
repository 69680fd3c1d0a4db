package dev.atelier.desktop.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A sandbox of bubblewrap's: own processes, own host name, own {@code /tmp} and {@code /run}, of
 * the machine's files only the programs and {@code /etc}, read-only, and no capability.
 *
 * <p>An ordinary user's desktop is in a user namespace of its own. Root's is not, as that would
 * make it root's outside; it belongs to nobody instead.
 */
record Bubblewrap(Path scripts, boolean asRoot) implements Confinement {
  private static final String HOME = "/home/operator";
  private static final String RUN = "/run/desk";
  private static final String CONFIG = "/run/atelier-desktop";
  private static final int OPERATOR = 1000;
  private static final Duration TRIAL = Duration.ofSeconds(5);

  /** Whether this machine lets it be built. */
  boolean works() {
    List<String> trial = new ArrayList<>(walls());
    trial.add("true");
    return Command.exists("bwrap") && Command.run(trial, TRIAL);
  }

  @Override
  public List<String> command(Place place) {
    writeAccounts(place);
    List<String> command = new ArrayList<>(walls());
    command.addAll(readOnly(place.accounts(), "/etc/passwd"));
    command.addAll(readOnly(scripts, CONFIG));
    command.addAll(List.of("--bind", place.run().toString(), RUN));
    command.addAll(home(place));
    command.addAll(List.of("--unsetenv", ProcessTree.BELONGS_TO));
    if (asRoot) {
      command.addAll(Confinement.asNobody());
    }
    command.add(CONFIG + "/desktop-session");
    return command;
  }

  @Override
  public List<String> beside(Place place, List<String> program) {
    List<String> command = new ArrayList<>(walls());
    command.addAll(home(place));
    if (asRoot) {
      command.addAll(Confinement.asNobody());
    }
    command.addAll(program);
    return command;
  }

  private static List<String> home(Place place) {
    return List.of(
        "--dir",
        "/home",
        "--bind",
        place.home().toString(),
        HOME,
        "--remount-ro",
        "/",
        "--chdir",
        "/");
  }

  /** When the leader dies, so does all that is inside. */
  private List<String> walls() {
    List<String> walls = new ArrayList<>(List.of("bwrap", "--die-with-parent", "--new-session"));
    walls.addAll(privileges());
    walls.addAll(List.of("--unshare-pid", "--unshare-ipc", "--unshare-uts"));
    walls.addAll(List.of("--unshare-cgroup-try", "--hostname", "desktop"));
    for (String directory : List.of("usr", "bin", "sbin", "lib", "lib32", "lib64", "etc")) {
      walls.addAll(systemDirectory(Path.of("/" + directory)));
    }
    walls.addAll(List.of("--ro-bind-try", "/opt", "/opt"));
    walls.addAll(List.of("--ro-bind-try", "/var/cache/fontconfig", "/var/cache/fontconfig"));
    walls.addAll(List.of("--dev", "/dev", "--perms", "1777", "--tmpfs", "/dev/shm"));
    walls.addAll(List.of("--proc", "/proc", "--perms", "1777", "--tmpfs", "/tmp"));
    walls.addAll(List.of("--perms", "1777", "--dir", "/tmp/.X11-unix", "--tmpfs", "/run"));
    walls.addAll(nameServers());
    return walls;
  }

  private List<String> privileges() {
    if (asRoot) {
      // setpriv needs these to become nobody, and gives them up with that.
      return List.of(
          "--cap-drop",
          "ALL",
          "--cap-add",
          "CAP_SETUID",
          "--cap-add",
          "CAP_SETGID",
          "--cap-add",
          "CAP_SETPCAP");
    }
    String operator = Integer.toString(OPERATOR);
    return List.of("--unshare-user", "--uid", operator, "--gid", operator);
  }

  /** Most are links into /usr nowadays. */
  private static List<String> systemDirectory(Path directory) {
    try {
      return Files.isSymbolicLink(directory)
          ? List.of("--symlink", Files.readSymbolicLink(directory).toString(), directory.toString())
          : List.of("--ro-bind-try", directory.toString(), directory.toString());
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  /** Often /etc/resolv.conf is a link into /run, of which nothing else is shown. */
  private static List<String> nameServers() {
    try {
      Path real = Path.of("/etc/resolv.conf").toRealPath();
      return real.startsWith("/run") ? readOnly(real, real.toString()) : List.of();
    } catch (IOException none) {
      return List.of();
    }
  }

  private static List<String> readOnly(Path file, String as) {
    return List.of("--ro-bind", file.toString(), as);
  }

  private void writeAccounts(Place place) {
    int user = asRoot ? NOBODY : OPERATOR;
    try {
      Files.writeString(
          place.accounts(),
          "root:x:0:0:root:/root:/usr/sbin/nologin\noperator:x:"
              + (user + ":" + user)
              + ":Operator:"
              + HOME
              + ":/bin/bash\n");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public Map<String, String> whereabouts(Place place) {
    return Map.of("HOME", HOME, "DESK_RUN", RUN, "DESK_CONFIG", CONFIG);
  }

  /** Bubblewrap, its first process inside, the session. */
  @Override
  public int generations() {
    return 3;
  }

  @Override
  public OptionalInt owner() {
    return asRoot ? OptionalInt.of(NOBODY) : OptionalInt.empty();
  }

  @Override
  public String leavesOpen() {
    return "each desktop is in a sandbox with files and processes of its own, but programs on it"
        + " use this machine's network, its local services included, share its kernel, and have no"
        + " limit of memory or processors; use a container engine for more";
  }
}
