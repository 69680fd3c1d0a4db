package dev.atelier.desktop.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** No sandbox: the desktop's programs see the machine as its user does. */
record Unconfined(Path scripts, boolean asRoot) implements Confinement {

  @Override
  public List<String> command(Place place) {
    List<String> command = new ArrayList<>(asRoot ? Confinement.asNobody() : List.of());
    command.add(scripts.resolve("desktop-session").toString());
    return command;
  }

  @Override
  public List<String> beside(Place place, List<String> program) {
    List<String> command = new ArrayList<>(asRoot ? Confinement.asNobody() : List.of());
    command.addAll(program);
    return command;
  }

  @Override
  public Map<String, String> whereabouts(Place place) {
    return Map.of(
        "HOME", place.home().toString(),
        "DESK_RUN", place.run().toString(),
        "DESK_CONFIG", scripts.toString());
  }

  @Override
  public int generations() {
    return 1;
  }

  @Override
  public OptionalInt owner() {
    return asRoot ? OptionalInt.of(NOBODY) : OptionalInt.empty();
  }

  @Override
  public String leavesOpen() {
    return "there is no working bubblewrap, so nothing is isolated: programs on a desktop can read"
        + " every file and reach every process that "
        + (asRoot ? "the user nobody" : "the server's own user")
        + " can, those of other desktops too; install bubblewrap, or use a container engine";
  }
}
