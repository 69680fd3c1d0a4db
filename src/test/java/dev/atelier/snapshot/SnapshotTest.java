package dev.atelier.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.snapshot.Snapshot.Template;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  private static final String FOX = "🦊";

  @Test
  void aTemplateHasANameAndAsMuchOfADescriptionAsFits() {
    Template office = new Template(" Office ", FOX.repeat(Template.LONGEST_DESCRIPTION));
    assertThat(office.name()).isEqualTo("Office");
    assertThatThrownBy(() -> new Template("  ", "")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Template(FOX.repeat(81), ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Template("Office", "x".repeat(501)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsTooLongIsCutBetweenTwoCharacters() {
    assertThat(Template.nameOf("x" + FOX.repeat(90))).isEqualTo("x" + FOX.repeat(79));
    assertThat(Snapshot.noteOf("x" + FOX.repeat(300))).isEqualTo("x" + FOX.repeat(199));
    assertThat(Snapshot.noteOf("short")).isEqualTo("short");
  }
}
