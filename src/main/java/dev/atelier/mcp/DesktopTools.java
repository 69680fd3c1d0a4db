package dev.atelier.mcp;

import dev.atelier.desktop.Look;
import dev.atelier.desktop.Screenshot;
import dev.atelier.json.Json;
import dev.atelier.json.JsonBody;
import dev.atelier.session.Session;
import dev.atelier.session.SessionRequest;
import dev.atelier.session.SessionWork;
import dev.atelier.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Desktops listed, seen and made. Thread-safe. */
@ApplicationScoped
class DesktopTools implements Toolbox {
  private static final int SMALLEST_WIDTH = 16;
  private static final int LARGEST_WIDTH = 7680;

  private final Sessions sessions;
  private final Choice choice;
  private final Screens screens;
  private final Iterable<SessionWork> works;

  @Inject
  DesktopTools(Sessions sessions, Choice choice, Screens screens, Instance<SessionWork> works) {
    this(sessions, choice, screens, (Iterable<SessionWork>) works);
  }

  DesktopTools(Sessions sessions, Choice choice, Screens screens, Iterable<SessionWork> works) {
    this.sessions = sessions;
    this.choice = choice;
    this.screens = screens;
    this.works = works;
  }

  /** For CDI's proxy only. */
  protected DesktopTools() {
    this(null, null, null, List.of());
  }

  @Override
  public List<McpTool> tools() {
    return List.of(list(), screenshot(), create());
  }

  private McpTool list() {
    return McpTool.reading(
        "list_desktops",
        "List desktops",
        "The desktops there are for you: id, label, status, size of the screen, what each is doing"
            + " and its task at work.",
        Arguments.none(),
        (arguments, call) -> {
          arguments.refuseUnread();
          return Said.json(
              Map.of(
                  "desktops",
                  choice.seen(call.visit().caller()).stream()
                      .map(session -> view(session, call.visit()))
                      .toList()));
        });
  }

  private McpTool screenshot() {
    return McpTool.reading(
        "screenshot",
        "Look at the screen",
        "What the screen of a desktop shows now, as a picture. A sleeping desktop is woken. Points"
            + " of actions are pixels of the whole screen: with width, reckon them back.",
        Arguments.ofDesktop()
            .with(
                "width",
                Arguments.whole(
                    "width of the picture in pixels; its own size where left out",
                    SMALLEST_WIDTH,
                    LARGEST_WIDTH)),
        this::look);
  }

  private Said look(JsonBody arguments, Call call) throws InterruptedException {
    Session session = choice.of(arguments, call.visit().caller());
    Optional<Integer> width = arguments.whole("width", SMALLEST_WIDTH, LARGEST_WIDTH);
    arguments.refuseUnread();
    Screenshot screen = screens.now(session.id());
    Screenshot picture = width.map(screen::scaledToWidth).orElse(screen);
    return Said.words(
            "%s (%s): the screen is %dx%d, the picture %dx%d"
                .formatted(
                    session.label(),
                    session.id(),
                    screen.width(),
                    screen.height(),
                    picture.width(),
                    picture.height()))
        .showing(picture);
  }

  private McpTool create() {
    return McpTool.changing(
        "create_desktop",
        "Make a desktop",
        "Makes a desktop and waits for its first frame, at most half a minute. It stays until"
            + " somebody deletes it, or for ttl_minutes.",
        Arguments.none()
            .requiring("label", Arguments.text("what people call it, 1 to 80 characters"))
            .with("theme", Arguments.oneOf("its look", List.copyOf(Look.THEMES)))
            .with("resolution", Arguments.text("size of the screen, such as 1280x720"))
            .with("snapshot_id", Arguments.text("a snapshot that it is made from"))
            .with(
                "ttl_minutes",
                Arguments.whole("after so long it is deleted with its home", 1, 43_200)),
        false,
        this::make);
  }

  private Said make(JsonBody arguments, Call call) throws InterruptedException {
    call.visit().caller().requireMayMakeDesktops();
    SessionRequest request = SessionRequest.read(Json.write(arguments.rest()));
    Session made = sessions.create(request, call.visit().caller().name());
    Session ready = sessions.awaitReady(made.id(), Sessions.READY_LIMIT);
    return Said.json(view(ready, call.visit())).showing(screens.awake(ready.id()));
  }

  private Map<String, Object> view(Session session, Visit visit) {
    Optional<SessionWork.Current> work = Optional.empty();
    Optional<String> person = Optional.empty();
    for (SessionWork each : works) {
      work = work.isPresent() ? work : each.on(session.id());
      person = person.isPresent() ? person : each.drivenBy(session.id());
    }
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", session.id());
    view.put("label", session.label());
    view.put("status", session.status().word());
    session.problem().ifPresent(problem -> view.put("problem", problem));
    view.put("activity", SessionWork.Current.activity(work, person));
    work.ifPresent(current -> view.put("current_task", current));
    view.put("resolution", session.resolution().toString());
    view.put("live_url", liveUrl(session.id(), visit));
    return view;
  }

  /** Where a person watches it. */
  static String liveUrl(String sessionId, Visit visit) {
    return visit.base() + "sessions/" + sessionId + "/embed";
  }
}
