package dev.atelier.desktop.local;

import dev.atelier.desktop.DesktopSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** How a desktop's processes are kept apart from the rest of the machine. */
sealed interface Confinement permits Bubblewrap, Unconfined {
  int NOBODY = 65534;
  String PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

  /** The best this machine can do; {@code scripts} is the directory of the desktop's session. */
  static Confinement best(Path scripts) {
    Bubblewrap sandbox = new Bubblewrap(scripts, serverIsRoot());
    return sandbox.works() ? sandbox : new Unconfined(scripts, serverIsRoot());
  }

  /** Runs the desktop's session for that desktop. */
  List<String> command(Place place);

  /** Runs a program with the same home and the same rights, and no more. */
  List<String> beside(Place place, List<String> program);

  /** Where the session finds its directories, in its own view of the files. */
  Map<String, String> whereabouts(Place place);

  /** How many generations below the leader the session is. */
  int generations();

  /** Whose the desktop's files must be; empty for the server's own user. */
  OptionalInt owner();

  /** What it does not keep apart, in plain words. */
  String leavesOpen();

  /** Nothing of the server's environment, which holds secrets. */
  default Map<String, String> environment(Place place, DesktopSpec spec) {
    Map<String, String> environment = new TreeMap<>(whereabouts(place));
    environment.put("PATH", PATH);
    environment.put("LANG", "C.UTF-8");
    environment.put("DESK_DISPLAY", "auto");
    environment.put("DESKTOP_RESOLUTION", spec.resolution().toString());
    environment.put("DESKTOP_THEME", spec.look().theme());
    spec.look().accent().ifPresent(accent -> environment.put("DESKTOP_ACCENT", accent));
    environment.put("DESK_WISHES", "1");
    environment.put(ProcessTree.BELONGS_TO, place.directory().toString());
    return environment;
  }

  /** Root's desktops belong to nobody instead. */
  static List<String> asNobody() {
    String nobody = Integer.toString(NOBODY);
    return List.of(
        "setpriv",
        "--reuid=" + nobody,
        "--regid=" + nobody,
        "--clear-groups",
        "--inh-caps=-all",
        "--bounding-set=-all",
        "--no-new-privs");
  }

  static boolean serverIsRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException unknown) {
      return false;
    }
  }
}
