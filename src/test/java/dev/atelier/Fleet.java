package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A server with desktops on a real engine, which can be looked into from outside. When it is closed
 * nothing of it may be left on the engine.
 */
public final class Fleet implements AutoCloseable {
  private final RunningServer server;
  private final EngineCommand engine;

  /** What becomes of the server when nothing more is asked of this. */
  private final Runnable end;

  private Fleet(RunningServer server, EngineCommand engine, Runnable end) {
    this.server = server;
    this.engine = engine;
    this.end = end;
  }

  /** On the engine of this machine, with the server of all that do it no harm; without desktops. */
  public static Fleet shared() {
    EngineCommand.require();
    RunningServer server = RunningServer.shared();
    Fleet fleet = new Fleet(server, new EngineCommand(server.instance()), () -> {});
    fleet.clear();
    return fleet;
  }

  /** On the engine of this machine. */
  public static Fleet start(Map<String, String> settings) {
    EngineCommand.require();
    return on(new EngineCommand("test-" + UUID.randomUUID().toString().substring(0, 8)), settings);
  }

  /** On an engine that the settings name. */
  static Fleet on(EngineCommand engine, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("DESKTOP_RUNTIME", "docker");
    all.put("ATELIER_INSTANCE", engine.instance());
    RunningServer server = RunningServer.start(all);
    return new Fleet(server, engine, server::close);
  }

  public RunningServer server() {
    return server;
  }

  public EngineCommand engine() {
    return engine;
  }

  /** Makes a desktop and waits for its first frame. */
  public String create(String body) {
    Answer made = server.post("/sessions?wait=ready", body);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    return made.text("id");
  }

  public Answer patch(String id, String body) {
    return server.send(
        server
            .request("/sessions/" + id)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(body)));
  }

  /** Runs a command as the desktop's user. */
  public List<String> in(String id, String command) {
    return as("operator", id, command);
  }

  public List<String> as(String user, String id, String command) {
    return engine.lines(exec(user, id, command));
  }

  /** Runs a command that goes on. */
  public void detached(String id, String command) {
    engine.lines(exec("operator", id, command, "-d"));
  }

  public static String container(String id) {
    return "atelier-desktop-" + id;
  }

  private static String[] exec(String user, String id, String command, String... options) {
    List<String> words = new ArrayList<>(List.of("exec"));
    words.addAll(List.of(options));
    words.addAll(List.of("-u", user, "-w", "/home/operator", container(id), "sh", "-c", command));
    return words.toArray(String[]::new);
  }

  /**
   * Removes all desktops and snapshots: a snapshot outlives its desktop, and takes room on the
   * disk.
   */
  public void clear() {
    for (Map<String, Object> session : server.get("/sessions").list("items")) {
      server.delete("/sessions/" + session.get("id") + "?purge=true");
    }
    for (Map<String, Object> snapshot : server.get("/snapshots").list("items")) {
      server.delete("/snapshots/" + snapshot.get("id"));
    }
  }

  @Override
  public void close() {
    try {
      clear();
    } finally {
      end.run();
    }
    assertThat(engine.containers()).isEmpty();
    assertThat(engine.volumes()).isEmpty();
    assertThat(engine.images()).isEmpty();
  }
}
