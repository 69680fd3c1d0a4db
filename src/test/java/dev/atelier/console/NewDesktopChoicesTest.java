package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.desktop.EngineReport;
import dev.atelier.desktop.Look;
import dev.atelier.desktop.Size;
import dev.atelier.snapshot.Snapshot;
import dev.atelier.snapshot.Snapshot.Template;
import dev.atelier.task.SampleTasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a person chooses in the dialog for a new desktop. */
class NewDesktopChoicesTest {
  private static final EngineReport NEAR = new EngineReport("near", true, 1, Optional.empty());
  private static final EngineReport GONE =
      new EngineReport("gone", false, 0, Optional.of("it does not answer"));

  private final List<Optional<String>> told = new ArrayList<>();

  @Test
  void withoutAChoiceOfEnginesNoneIsShown() {
    EngineChoice where = new EngineChoice(List.of());
    assertThat(where.isVisible()).isFalse();
    where.hold("docker");
    assertThat(where.chosen()).isEmpty();
  }

  @Test
  void whereNothingIsChosenTheWordsSaySo() {
    EngineChoice where = new EngineChoice(List.of(NEAR, GONE));
    assertThat(where.isVisible()).isTrue();
    assertThat(where.chosen()).isEmpty();
    assertThat(where.getItemLabelGenerator().apply(null)).isNotEqualTo("null").isNotBlank();
    assertThat(where.getItemLabelGenerator().apply("near")).isEqualTo("near");
    assertThat(where.getItemEnabledProvider().test("gone")).isFalse();
  }

  @Test
  void whatIsMadeFromASnapshotRunsWhereThatIsAndNobodyIsAsked() {
    EngineChoice where = new EngineChoice(List.of(NEAR, GONE));
    where.setValue("near");
    where.hold("near");
    assertThat(where.isReadOnly()).isTrue();
    assertThat(where.getValue()).isEqualTo("near");
    assertThat(where.chosen()).isEmpty();
    where.lock(true);
    where.lock(false);
    assertThat(where.isReadOnly()).isTrue();
    where.release();
    assertThat(where.isReadOnly()).isFalse();
    assertThat(where.chosen()).isEmpty();
  }

  @Test
  void anEngineThatIsChosenStaysSoWhileAnOriginIsLookedAt() {
    EngineChoice where = new EngineChoice(List.of(NEAR, GONE));
    where.setValue("near");
    where.release();
    assertThat(where.chosen()).contains("near");
  }

  @Test
  void templatesComeFirstThenWhatPeopleSavedAndWhatOneCameFrom() {
    Snapshot mine = snapshot("snap_a", Optional.empty());
    Snapshot office = snapshot("snap_b", Optional.of(new Template("Office", "")));
    Snapshot undo = snapshot("snap_c", Snapshot.Kind.UNDO, Optional.empty());
    Snapshot another = snapshot("snap_d", Snapshot.Kind.UNDO, Optional.empty());
    OriginChoice origin = origin(List.of(undo, another, mine, office), Optional.of(undo));
    assertThat(origin.getListDataView().getItems()).containsExactly(office, undo, mine);
    assertThat(origin.chosen()).contains("snap_c");
    assertThat(told).containsExactly(Optional.of("snap_c"));
    assertThat(origin(List.of(another), Optional.empty()).isVisible()).isFalse();
  }

  @Test
  void whatIsChosenStaysSoWhileOthersComeAndGo() {
    Snapshot office = snapshot("snap_a", Optional.of(new Template("Office", "")));
    OriginChoice origin = origin(List.of(office), Optional.empty());
    origin.setValue(office);
    Snapshot shop = snapshot("snap_b", Optional.of(new Template("Shop", "")));
    Snapshot renamed = snapshot("snap_a", Optional.of(new Template("The office", "")));
    origin.offer(List.of(shop, renamed));
    assertThat(origin.getValue()).isEqualTo(renamed);
    assertThat(told).containsExactly(Optional.of("snap_a"));

    origin.offer(List.of(shop));
    assertThat(origin.chosen()).isEmpty();
    assertThat(told).containsExactly(Optional.of("snap_a"), Optional.empty());
    origin.offer(List.of());
    assertThat(origin.isVisible()).isFalse();
  }

  @Test
  void aLookIsChosenAsItIsShown() {
    LookPicker picker = new LookPicker();
    assertThat(picker.value()).isEqualTo(Look.STANDARD);
    Look own = new Look("dark", Optional.of("#2255aa"));
    picker.show(own);
    assertThat(picker.value()).isEqualTo(own);
    assertThat(picker.getStyle().get("--own-accent")).isEqualTo("#2255aa");
    picker.show(new Look("light", Optional.empty()));
    assertThat(picker.value()).isEqualTo(new Look("light", Optional.empty()));
    assertThat(picker.getStyle().get("--own-accent")).isNull();
  }

  private OriginChoice origin(List<Snapshot> all, Optional<Snapshot> preset) {
    return new OriginChoice(all, preset, chosen -> told.add(chosen.map(Snapshot::id)));
  }

  private static Snapshot snapshot(String id, Optional<Template> template) {
    return snapshot(id, Snapshot.Kind.ASKED, template);
  }

  private static Snapshot snapshot(String id, Snapshot.Kind kind, Optional<Template> template) {
    return new Snapshot(
        id,
        "sess_a",
        "Accounts",
        "docker",
        kind,
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
  }
}
