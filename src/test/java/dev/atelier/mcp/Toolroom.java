package dev.atelier.mcp;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.control.HandsOnRecord;
import dev.atelier.desktop.FakeDesktop;
import dev.atelier.desktop.FakeDriver;
import dev.atelier.files.HomesOnRecord;
import dev.atelier.identity.GivenTasks;
import dev.atelier.json.Json;
import dev.atelier.session.SessionRequest;
import dev.atelier.session.SessionsInMemory;
import dev.atelier.stream.EventStream.ServerEvent;
import dev.atelier.task.TasksInMemory;
import dev.atelier.vision.ScriptedBackend;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The whole room, with desktops and tasks in memory and one desktop, “Ada”, that is awake. */
final class Toolroom implements AutoCloseable {
  static final Caller OPERATOR = Caller.of("grace", Role.OPERATOR);
  static final Caller VIEWER = Caller.of("vera", Role.VIEWER);

  private final SessionsInMemory room = new SessionsInMemory();
  private final ScriptedBackend backend = new ScriptedBackend();
  private final TasksInMemory tasks = new TasksInMemory(room, backend);
  private final HandsOnRecord record = new HandsOnRecord(tasks.leases());
  private final FakeDesktop desktop = FakeDriver.painted();
  private final GivenTasks given = new GivenTasks(3);
  private final TaskNews news = new TaskNews();
  private final ToolServers servers;
  private final String session;

  Toolroom() throws InterruptedException {
    room.driver().give(number -> number == 0 ? desktop : FakeDriver.painted());
    Choice choice = new Choice(room.sessions());
    Screens screens = new Screens(room.sessions(), tasks.leases());
    servers =
        new ToolServers(
            List.of(
                new DesktopTools(room.sessions(), choice, screens, List.of(tasks.tasks())),
                new HandTools(record.actions(room), screens, choice),
                new FileTools(new HomesOnRecord().homes(room), choice),
                new TaskTools(tasks.tasks(), screens, choice, given.givers(), news)),
            room.background(),
            "1.2.3");
    tasks.steps().observedBy(news::stepTaken);
    tasks.changes().observedBy(news::taskChanged);
    session = another("Ada");
  }

  String another(String label) throws InterruptedException {
    String id = room.sessions().create(SessionRequest.labelled(label), "ada").id();
    return room.sessions().awaitReady(id, Duration.ofSeconds(10)).id();
  }

  String session() {
    return session;
  }

  SessionsInMemory room() {
    return room;
  }

  ScriptedBackend backend() {
    return backend;
  }

  TasksInMemory tasks() {
    return tasks;
  }

  HandsOnRecord record() {
    return record;
  }

  FakeDesktop desktop() {
    return desktop;
  }

  ToolServers servers() {
    return servers;
  }

  static Caller boundTo(String... sessions) {
    return new Caller("bob", Role.OPERATOR, Optional.of(Set.of(sessions)));
  }

  /** A request to call a tool, whose progress is told under the number 7. */
  Call call(Caller caller) {
    return new Call(
        new Visit(caller, "https://desk.example/", "token " + caller.name()),
        new JSONRPCRequest(
            McpSchema.JSONRPC_VERSION,
            McpSchema.METHOD_TOOLS_CALL,
            1,
            Map.of("_meta", Map.of("progressToken", 7))),
        servers.mapper());
  }

  Said say(Caller caller, String tool, Object... arguments) {
    return say(call(caller), tool, arguments);
  }

  Said say(Call call, String tool, Object... arguments) {
    Map<String, Object> named = new java.util.LinkedHashMap<>();
    for (int n = 0; n < arguments.length; n += 2) {
      named.put(arguments[n].toString(), arguments[n + 1]);
    }
    return ToolServers.said(servers.tool(tool).orElseThrow(), named, call);
  }

  static String words(Said said) {
    return ((TextContent) said.content().get(0)).text();
  }

  static Map<String, Object> object(Said said) {
    return Json.readObject(words(said));
  }

  static List<ImageContent> pictures(Said said) {
    return said.content().stream()
        .filter(ImageContent.class::isInstance)
        .map(ImageContent.class::cast)
        .toList();
  }

  static List<String> told(Call call) {
    return call.next().stream().map(ServerEvent::data).toList();
  }

  @Override
  public void close() {
    tasks.close();
    room.close();
  }
}
