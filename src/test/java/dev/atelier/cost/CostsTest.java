package dev.atelier.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.Caller;
import dev.atelier.HandSetClock;
import dev.atelier.Role;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sums that are shown short, and days that are shown all. */
class CostsTest {
  private static final Period WEEK =
      new Period(LocalDate.parse("2026-11-16"), LocalDate.parse("2026-11-22"));

  /** A dollar on each day, as many of them as are asked for. */
  private static SpendingRepository dailyDollar() {
    return (SpendingRepository)
        Proxy.newProxyInstance(
            CostsTest.class.getClassLoader(),
            new Class<?>[] {SpendingRepository.class},
            (proxy, method, arguments) ->
                WEEK.days()
                    .map(day -> new Sum(day.toString(), Optional.empty(), BigDecimal.ONE, 1))
                    .limit((int) arguments[3])
                    .toList());
  }

  @Test
  void aBoundOfTheListTakesNoMoneyFromItsDays() {
    List<Sum> days =
        new Costs(dailyDollar(), null, new HandSetClock())
            .sums(By.DAY, WEEK, Caller.of("ada", Role.ADMIN), 2);
    assertThat(days).hasSize(7).allMatch(day -> day.usd().signum() > 0);
  }

  @Test
  void detailsAreReadADayAtATime() {
    List<Period> asked = new ArrayList<>();
    SpendingRepository books =
        (SpendingRepository)
            Proxy.newProxyInstance(
                CostsTest.class.getClassLoader(),
                new Class<?>[] {SpendingRepository.class},
                (proxy, method, arguments) -> {
                  asked.add((Period) arguments[0]);
                  return List.of();
                });
    assertThat(
            new Costs(books, null, new HandSetClock()).details(WEEK, Caller.of("ada", Role.ADMIN)))
        .isEmpty();
    assertThat(asked).hasSize(7).allMatch(period -> period.from().equals(period.until()));
  }
}
