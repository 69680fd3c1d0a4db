package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Paragraph;
import dev.atelier.desktop.Look;
import dev.atelier.desktop.Size;
import dev.atelier.snapshot.Snapshot;
import dev.atelier.snapshot.Snapshot.Template;
import dev.atelier.task.SampleTasks;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SnapshotItemTest {
  private static final Template OFFICE = new Template("Office", "");

  @Test
  void whatIsWholeCanBeUsed() {
    SnapshotItem item = item(Optional.empty(), Optional.empty(), true);
    assertThat(enabled(item, "go-back")).isTrue();
    assertThat(enabled(item, "make-from")).isTrue();
    assertThat(enabled(item, "offer")).isTrue();
    assertThat(enabled(item, "delete")).isTrue();
    assertThat(all(item).filter(Paragraph.class::isInstance)).isEmpty();
  }

  @Test
  void whatIsNotWholeSaysSoAndCanOnlyBeDeleted() {
    SnapshotItem item =
        item(Optional.of("the snapshot's saved home is missing"), Optional.empty(), false);
    assertThat(enabled(item, "go-back")).isFalse();
    assertThat(enabled(item, "make-from")).isFalse();
    assertThat(enabled(item, "offer")).isFalse();
    assertThat(enabled(item, "delete")).isTrue();
    assertThat(all(item).filter(Paragraph.class::isInstance).map(Paragraph.class::cast))
        .extracting(Paragraph::getText)
        .containsExactly("The snapshot's saved home is missing.");
  }

  @Test
  void whatIsOfferedButNotWholeNeedNoLongerBeOffered() {
    SnapshotItem item =
        item(Optional.of("the snapshot's saved home is missing"), Optional.of(OFFICE), false);
    assertThat(enabled(item, "offer-no-longer")).isTrue();
  }

  private static boolean enabled(SnapshotItem item, String style) {
    return all(item)
        .filter(part -> part instanceof Button button && button.hasClassName(style))
        .map(Button.class::cast)
        .findFirst()
        .orElseThrow()
        .isEnabled();
  }

  private static Stream<Component> all(Component part) {
    return Stream.concat(Stream.of(part), part.getChildren().flatMap(SnapshotItemTest::all));
  }

  private static SnapshotItem item(
      Optional<String> problem, Optional<Template> template, boolean newest) {
    Snapshot snapshot =
        new Snapshot(
            "snap_a",
            "sess_a",
            "Accounts",
            "docker",
            Snapshot.Kind.ASKED,
            Snapshot.State.READY,
            "",
            Optional.empty(),
            Look.STANDARD,
            new Size(1280, 720),
            1,
            1,
            template,
            "ada",
            SampleTasks.START);
    return new SnapshotItem(
        snapshot,
        new SnapshotItem.Standing("You saved this", problem, newest, true),
        new Untouched());
  }

  /** Nothing is pressed here. */
  private static final class Untouched implements SnapshotItem.Controls {
    @Override
    public void goBack(Snapshot snapshot) {}

    @Override
    public void makeFrom(Snapshot snapshot) {}

    @Override
    public void note(Snapshot snapshot) {}

    @Override
    public void offer(Snapshot snapshot) {}

    @Override
    public void offerNoLonger(Snapshot snapshot) {}

    @Override
    public void delete(Snapshot snapshot) {}

    @Override
    public void explainNewest(Snapshot snapshot) {}
  }
}
