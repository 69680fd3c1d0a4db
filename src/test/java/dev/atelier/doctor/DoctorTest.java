package dev.atelier.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DoctorTest {
  @Test
  void theWorstComesFirst() {
    Doctor doctor =
        new Doctor(
            List.of(
                () -> List.of(Finding.ok("well"), Finding.problem("broken", "why", "mend")),
                () -> List.of(Finding.warning("doubtful", "why", "mend"))));

    assertThat(doctor.findings())
        .extracting(Finding::what)
        .containsExactly("broken", "doubtful", "well");
  }

  @Test
  void aCheckThatFailsIsAFindingAndKeepsNoOtherFromBeingMade() {
    Check failing =
        () -> {
          throw new IllegalStateException("a secret detail");
        };

    List<Finding> found =
        new Doctor(List.of(failing, () -> List.of(Finding.ok("well")))).findings();

    assertThat(found).extracting(Finding::severity).containsExactly(Severity.PROBLEM, Severity.OK);
    assertThat(found.toString()).doesNotContain("a secret detail");
  }

  @Test
  void littleRoomIsAWarningAndHardlyAnyAProblem() {
    assertThat(RoomOnDisk.found(499).severity()).isEqualTo(Severity.PROBLEM);
    assertThat(RoomOnDisk.found(4_999).severity()).isEqualTo(Severity.WARNING);
    assertThat(RoomOnDisk.found(5_000).severity()).isEqualTo(Severity.OK);
  }
}
