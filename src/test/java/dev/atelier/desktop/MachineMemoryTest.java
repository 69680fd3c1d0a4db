package dev.atelier.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MachineMemoryTest {

  @Test
  void whatProgramsCouldStillHaveIsFreeAndNotOnlyWhatNobodyTouched() {
    assertThat(
            MachineMemory.parse(
                "MemTotal:  8000000 kB\nMemFree:  100000 kB\nMemAvailable:    2097152 kB\n"))
        .hasValue(2048);
  }

  @Test
  void anOlderKernelDoesNotTell() {
    assertThat(MachineMemory.parse("MemTotal: 8000000 kB\n")).isEmpty();
  }
}
