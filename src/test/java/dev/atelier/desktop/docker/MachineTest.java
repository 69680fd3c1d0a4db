package dev.atelier.desktop.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MachineTest {

  @Test
  void freeMemoryIsWhatTheKernelCallsAvailable() {
    String meminfo =
        """
        MemTotal:       24684512 kB
        MemFree:          512340 kB
        MemAvailable:   16777216 kB
        """;
    assertThat(FreeMemory.parse(meminfo)).hasValue(16_384);
    assertThat(FreeMemory.parse("MemTotal: 1 kB\n")).isEmpty();
  }

  @Test
  void loadIsSharedByTheProcessors() {
    assertThat(Load.perProcessor("7.50 5.07 4.55 8/572 55\n", 2)).hasValue(3.75);
    assertThat(Load.perProcessor("none", 2)).isEmpty();
  }

  @Test
  void anEngineBehindASocketFileHasTheMemoryOfThisMachine() {
    try (Engine engine = new Engine("unix:///none.sock")) {
      MachineFile file = new MachineFile(engine, path -> Optional.empty());
      assertThat(FreeMemory.megabytes(engine, file).orElseThrow()).isPositive();
      assertThat(file.read("/proc/none")).isEmpty();
    }
  }
}
