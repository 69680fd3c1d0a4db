package dev.atelier.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.Caller;
import dev.atelier.FakeEvents;
import dev.atelier.HandSetClock;
import dev.atelier.Role;
import dev.atelier.storage.LedgerOnH2;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CostsReportTest {
  private static final Period DAY = Period.day(LocalDate.parse("2026-11-23"));

  private final HandSetClock clock = new HandSetClock();
  private final LedgerOnH2 database = new LedgerOnH2();
  private final Caps caps =
      new Caps(
          database.caps(), new FakeEvents<>(), clock, BigDecimal.TEN, Optional.of(BigDecimal.ONE));

  private Map<String, Object> daily(Caller caller) {
    Budget budget = new Budget(database.repository(), caps, clock, "UTC");
    SpendingRepository nothing =
        (SpendingRepository)
            Proxy.newProxyInstance(
                CostsReportTest.class.getClassLoader(),
                new Class<?>[] {SpendingRepository.class},
                (proxy, method, arguments) ->
                    method.getReturnType() == BigDecimal.class ? BigDecimal.ZERO : List.of());
    CostsReport report = new CostsReport(new Costs(nothing, budget, clock), caps, budget);
    Map<?, ?> told = (Map<?, ?>) report.of(By.TASK, DAY, caller, 10).get("caps");
    return copy((Map<?, ?>) told.get("day"));
  }

  private static Map<String, Object> copy(Map<?, ?> view) {
    Map<String, Object> copy = new java.util.HashMap<>();
    view.forEach((key, value) -> copy.put(key.toString(), value));
    return copy;
  }

  @Test
  void whoSetACapIsNotToldToThoseWhoSeeSomeDesktopsOnly() {
    var unused =
        database.within(
            () -> caps.change(CapScope.DAY, BigDecimal.ONE, Caller.of("ada", Role.ADMIN)));
    assertThat(daily(Caller.of("bob", Role.VIEWER))).containsEntry("set_by", "ada");
    assertThat(daily(new Caller("eve", Role.VIEWER, Optional.of(Set.of("sess_a")))))
        .containsEntry("set_by", null)
        .containsEntry("usd", BigDecimal.ONE);
  }
}
