package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.desktop.DesktopException;
import dev.atelier.session.UnknownSession;
import dev.atelier.snapshot.SnapshotKept;
import dev.atelier.snapshot.UnknownSnapshot;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MishapsTest {

  @Test
  void wordsMeantForPeopleAreTold() {
    assertThat(sentence(new DesktopException("the disk of the server is full")))
        .isEqualTo("That did not work: the disk of the server is full");
    assertThat(sentence(new SnapshotKept("this is the newest snapshot")))
        .isEqualTo("That did not work: this is the newest snapshot");
  }

  @Test
  void wordsMeantForProgrammersAndIdsAreNot() {
    assertThat(sentence(new IllegalStateException("row 7 of snapshots")))
        .isEqualTo(Texts.text("mishap.short", Locale.ENGLISH));
    assertThat(sentence(new UnknownSnapshot("snap_a")))
        .isEqualTo(sentence(new UnknownSession("sess_a")))
        .doesNotContain("snap_");
  }

  private static String sentence(RuntimeException failure) {
    return Mishaps.sentence(failure, Locale.ENGLISH);
  }
}
