package dev.atelier.panel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.control.Leases;
import dev.atelier.cost.Budget;
import dev.atelier.session.SessionWork;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PanelLineTest {
  private final List<SessionWork> work = new ArrayList<>();
  private final Leases leases = new Leases();

  @Test
  void anIdleDesktopTellsItsMoneyAndNoMore() {
    assertThat(line("0")).isEqualTo("$0.00 / $2.00");
  }

  @ParameterizedTest
  @CsvSource({"0.42, $0.42", "0.4201, $0.43", "0.000001, $0.01", "12, $12.00"})
  void moneyIsRoundedUpToCents(String spent, String told) {
    assertThat(line(spent)).isEqualTo(told + " / $2.00");
  }

  @ParameterizedTest
  @CsvSource({
    "running, ' · the assistant is working'",
    "needs_approval, ' · the assistant needs you'",
    "needs_you, ' · the assistant needs you'",
    "paused, ''",
    "completed, ''"
  })
  void itTellsWhatTheAssistantDoes(String status, String told) {
    work.add(new At(status));
    assertThat(line("0.42")).isEqualTo("$0.42 / $2.00" + told);
  }

  @Test
  void nobodyDrivesADesktopThatIsItselfBeingChanged() {
    String told = leases.whileNobodyDrives("sess_a", "being mended", () -> line("0"));
    assertThat(told).isEqualTo("$0.00 / $2.00");
  }

  private String line(String spent) {
    return new PanelLine(new Spent(spent), leases, work).of("sess_a");
  }

  private static final class Spent extends Budget {
    private final BigDecimal spent;

    Spent(String spent) {
      this.spent = new BigDecimal(spent);
    }

    @Override
    public BigDecimal spentToday(String sessionId) {
      return spent;
    }

    @Override
    public BigDecimal capOfDesktopADay() {
      return new BigDecimal("2");
    }
  }

  private record At(String status) implements SessionWork {
    @Override
    public Optional<Current> on(String sessionId) {
      return Optional.of(new Current("task_a", "open the invoice", status, 3));
    }

    @Override
    public void endOn(String sessionId, String why) {}

    @Override
    public void forget(String sessionId) {}
  }
}
