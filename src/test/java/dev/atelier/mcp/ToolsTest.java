package dev.atelier.mcp;

import static dev.atelier.mcp.Toolroom.OPERATOR;
import static dev.atelier.mcp.Toolroom.VIEWER;
import static dev.atelier.mcp.Toolroom.object;
import static dev.atelier.mcp.Toolroom.pictures;
import static dev.atelier.mcp.Toolroom.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.Role;
import dev.atelier.Unforeseen;
import dev.atelier.control.Actor;
import dev.atelier.control.Holder;
import dev.atelier.control.Lease;
import dev.atelier.control.Leases;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ToolsTest {
  private Toolroom room;

  @BeforeEach
  void open() throws InterruptedException {
    room = new Toolroom();
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void whoOnlyWatchesIsRefusedWhatChangesSomethingAlsoByName() {
    Said refused = room.say(VIEWER, "act", "actions", List.of(type("hello")));
    assertThat(refused.refused()).isTrue();
    assertThat(words(refused)).isEqualTo("this needs the role operator; yours is viewer");
    assertThat(room.desktop().calls()).doesNotContain("type hello");
  }

  @Test
  void whatChangesNothingSaysSoAndWhatDoesIsForOperators() {
    for (String name : List.of("list_desktops", "screenshot", "task")) {
      McpTool tool = room.servers().tool(name).orElseThrow();
      assertThat(tool.role()).isEqualTo(Role.VIEWER);
      assertThat(tool.described().annotations().readOnlyHint()).isTrue();
    }
    for (String name : List.of("act", "run_task", "cancel_task", "approve_task")) {
      McpTool tool = room.servers().tool(name).orElseThrow();
      assertThat(tool.role()).isEqualTo(Role.OPERATOR);
      assertThat(tool.described().annotations().destructiveHint()).isTrue();
    }
  }

  @Test
  void theScreenIsAPictureAsWideAsItIsAskedFor() throws IOException {
    Said seen = room.say(VIEWER, "screenshot", "width", 160);
    assertThat(words(seen)).contains("the screen is 1280x720, the picture 160x90");
    byte[] png = Base64.getDecoder().decode(pictures(seen).get(0).data());
    assertThat(pictures(seen).get(0).mimeType()).isEqualTo("image/png");
    assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(160);
  }

  @Test
  void whileAPersonHasControlNoModelSeesTheScreen() {
    Lease grace = take(new Holder.Person("grace", false));
    long looks = looks();
    Said refused = room.say(VIEWER, "screenshot");
    assertThat(refused.refused()).isTrue();
    assertThat(words(refused)).startsWith("grace has control of this desktop");
    assertThat(pictures(refused)).isEmpty();
    Map<String, Object> look = Map.of("action", "screenshot");
    Said acted = room.say(OPERATOR, "act", "actions", List.of(look));
    assertThat(words(acted)).startsWith("grace has control of this desktop");
    assertThat(pictures(acted)).isEmpty();
    assertThat(looks()).isEqualTo(looks);
    leases().handBack(room.session(), grace.id(), "");
    assertThat(pictures(room.say(VIEWER, "screenshot"))).hasSize(1);
  }

  @Test
  void whoOnlyTouchesTheDesktopHidesNothing() {
    take(new Holder.Person("grace", true));
    assertThat(pictures(room.say(VIEWER, "screenshot"))).hasSize(1);
  }

  @Test
  void afterActionsBetweenWhichAPersonTookControlTheScreenIsNotShown() {
    room.record().ends().observedBy(end -> take(new Holder.Person("grace", false)));
    long looks = looks();
    Said cut = room.say(OPERATOR, "act", "actions", List.of(type("one"), type("two")));
    assertThat(cut.refused()).isTrue();
    assertThat(words(cut)).contains("grace has control");
    assertThat(pictures(cut)).isEmpty();
    assertThat(looks()).isEqualTo(looks);
  }

  private Lease take(Holder.Person person) {
    return leases().take(room.session(), person, Optional.empty());
  }

  private Leases leases() {
    return room.tasks().leases();
  }

  private long looks() {
    return room.desktop().calls().stream().filter("look"::equals).count();
  }

  @Test
  void theOnlyDesktopNeedsNoNameAndOneOfSeveralDoes() throws InterruptedException {
    assertThat(room.say(VIEWER, "screenshot").refused()).isFalse();
    String other = room.another("Bob");
    Said refused = room.say(VIEWER, "screenshot");
    assertThat(refused.refused()).isTrue();
    assertThat(words(refused)).startsWith("desktop is missing; name one: ").contains(other, "Ada");
    assertThat(words(room.say(VIEWER, "screenshot", "desktop", "Bob"))).startsWith("Bob (" + other);
    assertThat(words(room.say(VIEWER, "screenshot", "desktop", other))).startsWith("Bob");
    room.another("Bob");
    assertThat(words(room.say(VIEWER, "screenshot", "desktop", "Bob")))
        .startsWith("desktop is the label of several");
    assertThat(words(room.say(VIEWER, "screenshot", "desktop", "Eve")))
        .startsWith("there is no session Eve");
  }

  @Test
  void aDesktopThatIsNotTheCallersIsNotThereByIdNorByLabel() throws InterruptedException {
    String other = room.another("Bob");
    for (String name : List.of(room.session(), "Ada")) {
      assertThat(words(room.say(Toolroom.boundTo(other), "screenshot", "desktop", name)))
          .startsWith("there is no session " + name);
    }
    assertThat(words(room.say(Toolroom.boundTo(other), "screenshot"))).startsWith("Bob");
    assertThat(words(room.say(Toolroom.boundTo(other), "list_desktops")))
        .contains(other)
        .doesNotContain(room.session());
    assertThat(words(room.say(Toolroom.boundTo(other), "create_desktop", "label", "x")))
        .contains("make none");
  }

  @Test
  void actionsAreCarriedOutInOrderUnderTheCallersNameAndTheScreenIsShown() {
    Said done = room.say(OPERATOR, "act", "actions", List.of(type("one"), type("two")));
    assertThat(done.refused()).isFalse();
    assertThat(words(done)).contains("typed 3 characters");
    assertThat(pictures(done)).hasSize(1);
    assertThat(room.desktop().calls()).containsSubsequence("type one", "type two");
    assertThat(room.record().beginnings().fired().get(0).actor()).isEqualTo(Actor.caller("grace"));
    Said unseen = room.say(OPERATOR, "act", "actions", List.of(type("three")), "picture", false);
    assertThat(pictures(unseen)).isEmpty();
  }

  @Test
  void ofActionsWithAMistakeNoneIsCarriedOutAndTheFieldIsNamed() {
    Said refused =
        room.say(OPERATOR, "act", "actions", List.of(type("one"), Map.of("action", "type")));
    assertThat(refused.refused()).isTrue();
    assertThat(words(refused)).isEqualTo("actions[1].text is missing");
    assertThat(room.desktop().calls()).doesNotContain("type one");
    assertThat(room.record().refusals().fired()).hasSize(1);
  }

  @Test
  void aBatchThatIsTakenBackEndsBeforeItsNextAction() {
    Call call = room.call(OPERATOR);
    room.record().ends().observedBy(event -> call.unwanted());
    Said cut = room.say(call, "act", "actions", List.of(type("one"), type("two")));
    assertThat(cut.refused()).isTrue();
    assertThat(room.desktop().calls()).contains("type one").doesNotContain("type two");
    assertThat(room.record().refusals().fired()).hasSize(1);
  }

  @Test
  void ofManyLooksTheLastAreShown() {
    Map<String, Object> look = Map.of("action", "screenshot");
    Said seen = room.say(OPERATOR, "act", "actions", List.of(look, look, look, look, look, look));
    assertThat(pictures(seen)).hasSize(4);
  }

  @Test
  void aDesktopIsMadeAndShown() {
    Said made = room.say(OPERATOR, "create_desktop", "label", "New");
    assertThat(object(made))
        .containsEntry("label", "New")
        .containsEntry("status", "ready")
        .containsEntry("activity", "idle");
    assertThat(object(made).get("live_url").toString())
        .startsWith("https://desk.example/sessions/");
    assertThat(words(room.say(OPERATOR, "create_desktop", "label", "New", "theme", "pink")))
        .startsWith("theme must be one of");
  }

  @Test
  void anArgumentThatThereIsNotIsRefused() {
    assertThat(words(room.say(VIEWER, "screenshot", "depth", 8)))
        .isEqualTo("depth is not a field of this request");
  }

  @Test
  void ofWhatNobodyForesawOnlyThatItHappenedIsTold() {
    McpTool broken =
        McpTool.reading(
            "broken",
            "Broken",
            "Fails.",
            Arguments.none(),
            (arguments, call) -> {
              throw new IllegalStateException("secret innards");
            });
    Said said = ToolServers.said(broken, Map.of(), room.call(VIEWER));
    assertThat(said.refused()).isTrue();
    assertThat(words(said)).isEqualTo(Unforeseen.WORDS);
  }

  private static Map<String, Object> type(String text) {
    return Map.of("action", "type", "text", text);
  }
}
