package dev.atelier.desktop.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessMarkTest {
  private static final String STAT =
      "4711 (a) b (c) S 1 4711 4711 0 -1 4194560 1 2 3 4 5 6 7 8 20 0 1 0 123456 99 0 0\n";

  @Test
  void aStatLineIsReadWhateverTheCommandIsCalled() {
    assertThat(ProcStat.parse(STAT)).hasValue(new ProcStat(4711, 'S', 123456));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "4711", "4711 (sh)", "4711 (sh) S 1 2", "x (sh) S 1 2 3", ") ("})
  void nonsenseIsNoProcess(String line) {
    assertThat(ProcStat.parse(line)).isEmpty();
    assertThat(ProcessMark.parse("boot " + line)).isEmpty();
  }

  @Test
  void aProcessIsKnownByItsNumberItsStartAndTheBoot() throws IOException {
    long pid = ProcessHandle.current().pid();
    ProcStat own = ProcStat.of(pid).orElseThrow();
    String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();

    assertThat(new ProcessMark(boot, pid, own.startTime()).living()).isPresent();
    assertThat(new ProcessMark(boot, pid, own.startTime() + 1).living()).isEmpty();
    assertThat(new ProcessMark("another", pid, own.startTime()).living()).isEmpty();
    assertThat(new ProcessMark(boot, 4_194_305, own.startTime()).living()).isEmpty();
  }

  @Test
  void theMarkIsTheBootAndTheStatLine() {
    assertThat(ProcessMark.parse("a-boot " + STAT))
        .hasValue(new ProcessMark("a-boot", 4711, 123456));
  }
}
