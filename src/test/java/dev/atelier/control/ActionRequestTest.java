package dev.atelier.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.desktop.Action;
import dev.atelier.desktop.InvalidAction;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.Size;
import dev.atelier.desktop.UnknownVerb;
import dev.atelier.json.InvalidField;
import dev.atelier.json.MalformedBody;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class ActionRequestTest {
  private static final Size SCREEN = new Size(1280, 720);

  @Test
  void oneActionStandsBesideTheVersion() {
    ActionRequest request = read("{\"v\":1,\"action\":\"left_click\",\"coordinate\":[3,4]}");
    assertThat(request.actions()).containsExactly(Action.Click.left(new Point(3, 4)));
    assertThat(request.batch()).isFalse();
  }

  @Test
  void oneActionMayStandAsAnObject() {
    ActionRequest request = read("{\"v\":1,\"action\":{\"action\":\"type\",\"text\":\"日本語 ☕\"}}");
    assertThat(request.actions()).containsExactly(new Action.Type("日本語 ☕"));
  }

  @Test
  void theVersionMayBeLeftOut() {
    assertThat(read("{\"action\":\"screenshot\"}").actions())
        .containsExactly(new Action.LookAtScreen());
  }

  @Test
  void aLeaseAndItsEpochMayComeWithIt() {
    ActionRequest request =
        read("{\"action\":\"screenshot\",\"lease_id\":\"lease_x\",\"epoch\":7}");
    assertThat(request.permit()).isEqualTo(new Permit("lease_x", 7));
  }

  @Test
  void aBatchKeepsItsOrder() {
    ActionRequest request =
        read("{\"actions\":[{\"action\":\"screenshot\"},{\"action\":\"cursor_position\"}]}");
    assertThat(request.actions())
        .containsExactly(new Action.LookAtScreen(), new Action.AskCursorPosition());
    assertThat(request.batch()).isTrue();
  }

  @Test
  void anotherVersionIsRefusedWithTheOneThatIsSpoken() {
    assertThatThrownBy(() -> read("{\"v\":2,\"action\":\"screenshot\"}"))
        .isInstanceOf(MalformedBody.class)
        .hasMessage("v is 2; this server speaks version 1 only");
  }

  @Test
  void anUnknownVerbIsRefusedWithThoseThereAre() {
    assertThatThrownBy(() -> read("{\"action\":\"explode\"}"))
        .isInstanceOf(UnknownVerb.class)
        .hasMessageContaining("explode")
        .hasMessageContaining("left_click_drag");
  }

  @Test
  void anUnknownVerbOfABatchIsRefusedWithItsIndex() {
    assertThatThrownBy(
            () -> read("{\"actions\":[{\"action\":\"screenshot\"},{\"action\":\"explode\"}]}"))
        .isInstanceOf(UnknownVerb.class)
        .hasMessageStartingWith("actions[1]: ")
        .hasMessageContaining("left_click_drag");
  }

  @Test
  void aPlaceOutOfTheScreenIsRefusedByItsField() {
    assertInvalid("{\"action\":\"left_click\",\"coordinate\":[1280,0]}", "coordinate");
  }

  @Test
  void aBadActionOfABatchIsRefusedByIndexAndField() {
    assertInvalid(
        "{\"actions\":[{\"action\":\"screenshot\"},{\"action\":\"mouse_move\","
            + "\"coordinate\":[0,-1]}]}",
        "actions[1].coordinate");
    assertInvalid("{\"actions\":[{\"coordinate\":[0,1]}]}", "actions[0].action");
    assertInvalid("{\"actions\":[{\"action\":\"wait\",\"duration\":301}]}", "actions[0].duration");
  }

  @Test
  void aBatchHoldsOneToAHundredActions() {
    assertInvalid("{\"actions\":[]}", "actions");
    assertInvalid("{\"actions\":" + Collections.nCopies(101, "{}") + "}", "actions");
    assertInvalid("{\"actions\":\"screenshot\"}", "actions");
    assertInvalid("{\"actions\":[1]}", "actions");
    assertThat(
            read("{\"actions\":" + Collections.nCopies(100, "{\"action\":\"screenshot\"}") + "}")
                .actions())
        .hasSize(100);
  }

  @Test
  void aRequestWithoutAnActionIsRefused() {
    assertInvalid("{}", "action");
    assertInvalid("{\"action\":5}", "action");
    assertInvalid("{\"action\":null}", "action");
  }

  @Test
  void fieldsThatNobodyKnowsAreRefused() {
    assertInvalid("{\"action\":\"screenshot\",\"cordinate\":[1,2]}", "cordinate");
    assertInvalid("{\"actions\":[{\"action\":\"screenshot\"}],\"mode\":1}", "mode");
    assertInvalid("{\"actions\":[{\"action\":\"wait\",\"duration\":1,\"x\":1}]}", "actions[0].x");
  }

  @Test
  void numbersOfAbsurdPrecisionAreRefusedAtOnce() {
    assertInvalid("{\"action\":\"mouse_move\",\"coordinate\":[1e-999999999,1]}", "coordinate");
    assertInvalid("{\"action\":\"wait\",\"duration\":1e999999999}", "duration");
    assertInvalid("{\"action\":\"key\",\"text\":\"a\",\"repeat\":1e-999999999}", "repeat");
  }

  private static void assertInvalid(String body, String field) {
    assertThatThrownBy(() -> read(body))
        .satisfiesAnyOf(
            wrong ->
                assertThat(wrong)
                    .isInstanceOfSatisfying(
                        InvalidField.class, e -> assertThat(e.field()).isEqualTo(field)),
            wrong ->
                assertThat(wrong)
                    .isInstanceOfSatisfying(
                        InvalidAction.class, e -> assertThat(e.field()).isEqualTo(field)))
        .hasMessageStartingWith(field);
  }

  private static ActionRequest read(String body) {
    return ActionRequest.read(body, SCREEN);
  }
}
