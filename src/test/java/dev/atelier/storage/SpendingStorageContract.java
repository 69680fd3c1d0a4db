package dev.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.cost.BookedCall;
import dev.atelier.cost.BookedCall.State;
import dev.atelier.cost.By;
import dev.atelier.cost.CapScope;
import dev.atelier.cost.Period;
import dev.atelier.cost.SetCap;
import dev.atelier.cost.SpentOn;
import dev.atelier.cost.Sum;
import dev.atelier.vision.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What the repositories of spending and caps promise on every database. */
interface SpendingStorageContract {
  LocalDate FIRST_DAY = LocalDate.parse("2026-11-20");
  LocalDate SECOND_DAY = LocalDate.parse("2026-11-21");
  Period BOTH_DAYS = new Period(FIRST_DAY, SECOND_DAY);
  Optional<Set<String>> ALL = Optional.empty();

  /** Of an empty database. */
  Jdbi jdbi();

  private JdbiLedgerRepository ledger() {
    return new JdbiLedgerRepository(jdbi());
  }

  private JdbiSpendingRepository spending() {
    return new JdbiSpendingRepository(jdbi());
  }

  private void spend(
      String id,
      LocalDate day,
      String session,
      String task,
      String model,
      String usd,
      State state) {
    Instant noon = day.atTime(12, 0).toInstant(java.time.ZoneOffset.UTC);
    ledger()
        .add(
            new BookedCall(
                id,
                noon,
                day,
                session,
                task,
                1,
                "dear",
                model,
                Usage.of(7, 3),
                new BigDecimal(usd),
                state));
  }

  private void spendHereAndThere() {
    spend("call_1", FIRST_DAY, "sess_a", "task_1", "big", "0.30", State.SETTLED);
    spend("call_2", FIRST_DAY, "sess_b", "task_2", "small", "0.10", State.CHARGED_IN_FULL);
    spend("call_3", SECOND_DAY, "sess_a", "task_1", "big", "0.20", State.SETTLED);
    spend("call_4", SECOND_DAY, "sess_a", "task_3", "small", "0.05", State.OPEN);
    spend("call_5", SECOND_DAY, "sess_c", "task_4", "small", "0", State.RELEASED);
    ledger().noteGiver("task_1", "ada");
    ledger().noteGiver("task_1", "ben");
    ledger().noteGiver("task_3", "ben");
  }

  private List<String> sums(By by, Period period, Optional<Set<String>> sessions) {
    return spending().sums(by, period, sessions, 9).stream()
        .map(sum -> sum.key() + " " + sum.usd().toPlainString() + " " + sum.calls())
        .toList();
  }

  @Test
  default void spendingIsAddedUpByEachThing() {
    spendHereAndThere();
    assertThat(sums(By.DAY, BOTH_DAYS, ALL))
        .containsExactly("2026-11-20 0.4 2", "2026-11-21 0.25 2");
    assertThat(sums(By.DESKTOP, BOTH_DAYS, ALL)).containsExactly("sess_a 0.55 3", "sess_b 0.1 1");
    assertThat(sums(By.PERSON, BOTH_DAYS, ALL))
        .containsExactly("ada 0.5 2", " 0.1 1", "ben 0.05 1");
    assertThat(sums(By.MODEL, BOTH_DAYS, ALL))
        .containsExactly("dear/big 0.5 2", "dear/small 0.15 2");
    assertThat(sums(By.TASK, Period.day(SECOND_DAY), ALL))
        .containsExactly("task_1 0.2 1", "task_3 0.05 1");
    assertThat(spending().sums(By.TASK, BOTH_DAYS, ALL, 1))
        .extracting(Sum::key)
        .containsExactly("task_1");
    assertThat(spending().total(BOTH_DAYS, ALL)).isEqualByComparingTo("0.65");
  }

  @Test
  default void whoSeesSomeDesktopsSeesOnlyTheirSums() {
    spendHereAndThere();
    Optional<Set<String>> one = Optional.of(Set.of("sess_b"));
    assertThat(sums(By.DAY, BOTH_DAYS, one)).containsExactly("2026-11-20 0.1 1");
    assertThat(sums(By.PERSON, BOTH_DAYS, one)).containsExactly(" 0.1 1");
    assertThat(spending().total(BOTH_DAYS, one)).isEqualByComparingTo("0.1");
    assertThat(spending().details(BOTH_DAYS, one))
        .extracting(SpentOn::taskId)
        .containsExactly("task_2");
    Optional<Set<String>> none = Optional.of(Set.of());
    assertThat(sums(By.DAY, BOTH_DAYS, none)).isEmpty();
    assertThat(spending().total(BOTH_DAYS, none)).isZero();
    assertThat(spending().details(BOTH_DAYS, none)).isEmpty();
  }

  @Test
  default void whatWasBookedLatelyIsWithoutWhatIsSetAside() {
    spendHereAndThere();
    assertThat(spending().bookedSince(Instant.parse("2026-11-21T12:00:00Z")))
        .isEqualByComparingTo("0.2");
    assertThat(spending().bookedSince(Instant.parse("2026-11-21T12:00:01Z"))).isZero();
  }

  @Test
  default void aCapThatWasSetIsReadAsItWasWrittenUntilItIsReset() {
    JdbiCapRepository caps = new JdbiCapRepository(jdbi());
    assertThat(caps.all()).isEmpty();
    SetCap cap =
        new SetCap(new BigDecimal("2.5"), "ada", Instant.parse("2026-11-21T09:30:00.123Z"));
    caps.put(CapScope.DESKTOP, Optional.of(cap));
    assertThat(caps.hold()).containsOnlyKeys(CapScope.DESKTOP).containsValue(cap);
    caps.put(CapScope.DESKTOP, Optional.empty());
    assertThat(caps.all()).isEmpty();
  }
}
