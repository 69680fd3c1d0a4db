package dev.atelier.mcp;

import dev.atelier.control.ActionOutcome;
import dev.atelier.control.ActionsByHand;
import dev.atelier.control.ActionsByHand.Acted;
import dev.atelier.desktop.ActionReader;
import dev.atelier.desktop.ActionResult;
import dev.atelier.desktop.Screenshot;
import dev.atelier.json.Json;
import dev.atelier.json.JsonBody;
import dev.atelier.session.Session;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Mouse and keyboard, verb by verb. Thread-safe. */
@ApplicationScoped
class HandTools implements Toolbox {
  private static final int MOST_ACTIONS = 100;
  private static final int MOST_PICTURES = 4;

  private final ActionsByHand actions;
  private final Screens screens;
  private final Choice choice;

  @Inject
  HandTools(ActionsByHand actions, Screens screens, Choice choice) {
    this.actions = actions;
    this.screens = screens;
    this.choice = choice;
  }

  /** For CDI's proxy only. */
  protected HandTools() {
    this(null, null, null);
  }

  @Override
  public List<McpTool> tools() {
    return List.of(
        McpTool.changing(
            "act",
            "Use mouse and keyboard",
            "Carries out actions on a desktop in order, up to the first that fails, and shows the"
                + " screen after the last. All are checked before any is carried out. Refused while"
                + " a task or a person has control; what a person does is not shown.",
            Arguments.ofDesktop()
                .requiring(
                    "actions", Arguments.list("what to do, in order", action(), 1, MOST_ACTIONS))
                .with(
                    "picture",
                    Arguments.flag("whether to show the screen afterwards; true where left out")),
            true,
            this::act));
  }

  private static Map<String, Object> action() {
    return Arguments.none()
        .requiring("action", Arguments.oneOf("the verb", List.copyOf(ActionReader.verbs())))
        .with(
            "coordinate",
            point(
                "[x, y] in pixels from the top left: where to click, move, scroll or drag to; the"
                    + " pointer's place where a click leaves it out"))
        .with("start_coordinate", point("[x, y] where left_click_drag begins"))
        .with(
            "text",
            Arguments.text(
                "for type: any text, \\n is Return; for key and hold_key: X keysym names joined by"
                    + " +, such as ctrl+shift+t; for clicks: modifiers to hold"))
        .with(
            "secret",
            Arguments.text(
                "for fill: the name of a secret of the server's vault, whose value is typed into the"
                    + " field at coordinate and told to nobody"))
        .with(
            "scroll_direction",
            Arguments.oneOf("for scroll", List.of("up", "down", "left", "right")))
        .with("scroll_amount", Arguments.whole("notches, for scroll", 1, 100))
        .with("repeat", Arguments.whole("how often, for key", 1, 100))
        .with("duration", Arguments.number("seconds, for wait and hold_key", 0, 300))
        .with(
            "region",
            Arguments.list(
                "[x0, y0, x1, y1], for zoom", Arguments.number("pixels", 0, 100_000), 4, 4))
        .nested();
  }

  private static Map<String, Object> point(String description) {
    return Arguments.list(description, Arguments.number("pixels", 0, 100_000), 2, 2);
  }

  private Said act(JsonBody arguments, Call call) throws InterruptedException {
    Session session = choice.of(arguments, call.visit().caller());
    boolean picture = arguments.flag("picture").orElse(true);
    Acted acted =
        actions.perform(
            session.id(), call.visit().caller().name(), Json.write(arguments.rest()), call::wanted);
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("ok", acted.ok());
    told.put("results", acted.outcomes().stream().map(HandTools::told).toList());
    Said said = Said.json(told);
    List<Screenshot> seen = acted.outcomes().stream().flatMap(HandTools::seen).toList();
    for (Screenshot each : seen.subList(Math.max(0, seen.size() - MOST_PICTURES), seen.size())) {
      said = said.showing(each);
    }
    boolean looked = seen(acted.outcomes().get(acted.outcomes().size() - 1)).findAny().isPresent();
    // What was done is done, also where it cannot be seen.
    return (picture && !looked ? said.showing(screens.settled(session.id())) : said)
        .refusedIf(!acted.ok());
  }

  private static Stream<Screenshot> seen(ActionOutcome outcome) {
    return outcome.result().flatMap(ActionResult::image).stream();
  }

  private static Map<String, Object> told(ActionOutcome outcome) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("ok", outcome.ok());
    told.put("message", outcome.message());
    outcome
        .result()
        .flatMap(ActionResult::point)
        .ifPresent(at -> told.put("coordinate", List.of(at.x(), at.y())));
    return told;
  }
}
