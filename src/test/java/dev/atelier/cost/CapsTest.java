package dev.atelier.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.Caller;
import dev.atelier.FakeEvents;
import dev.atelier.HandSetClock;
import dev.atelier.NotAllowed;
import dev.atelier.Role;
import dev.atelier.json.InvalidField;
import dev.atelier.storage.LedgerOnH2;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CapsTest {
  private static final Caller ADA = Caller.of("ada", Role.ADMIN);
  private static final Caller BEN = Caller.of("ben", Role.ADMIN);

  private final LedgerOnH2 database = new LedgerOnH2();
  private final HandSetClock clock = new HandSetClock();
  private final FakeEvents<CapChanged> changes = new FakeEvents<>();
  private final Caps caps = caps("1.00");

  private Caps caps(String configured) {
    return new Caps(database.caps(), changes, clock, new BigDecimal(configured), Optional.empty());
  }

  private static Optional<BigDecimal> usd(String amount) {
    return Optional.of(new BigDecimal(amount));
  }

  @Test
  void untilOneIsSetThoseOfTheSettingsHold() {
    assertThat(caps.now().perDay()).isEqualByComparingTo("1");
    assertThat(caps.now().perDesktop()).isEqualByComparingTo("1");
    assertThat(caps.now().desktop().usd()).isEmpty();
  }

  @Test
  void oneThatIsSetHoldsAlsoAfterARestartWithOtherSettings() {
    caps.change(CapScope.DAY, new BigDecimal("2.5"), ADA);
    DailyCap day = caps("7").now().day();
    assertThat(day.usd()).isEqualTo(usd("2.5"));
    assertThat(day.configured()).isEqualTo(usd("7"));
    assertThat(day.set()).contains(new SetCap(new BigDecimal("2.5"), "ada", clock.instant()));
  }

  @Test
  void oneDesktopNeverHasMoreThanAllTogether() {
    caps.change(CapScope.DESKTOP, new BigDecimal("5"), ADA);
    assertThat(caps.now().perDesktop()).isEqualByComparingTo("1");
    caps.change(CapScope.DAY, new BigDecimal("9"), ADA);
    assertThat(caps.now().perDesktop()).isEqualByComparingTo("5");
  }

  @Test
  void eachChangeSaysFromWhatToWhat() {
    caps.reset(CapScope.DESKTOP, ADA);
    caps.change(CapScope.DESKTOP, new BigDecimal("0.5"), ADA);
    caps.reset(CapScope.DESKTOP, BEN);
    assertThat(changes.fired())
        .containsExactly(
            new CapChanged(CapScope.DESKTOP, Optional.empty(), usd("0.5"), "ada"),
            new CapChanged(CapScope.DESKTOP, usd("0.5"), Optional.empty(), "ben"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.01", "100000.01", "0.00001"})
  void whatIsNoAmountForACapIsRefusedByName(String amount) {
    assertThatThrownBy(() -> caps.change(CapScope.DAY, new BigDecimal(amount), ADA))
        .isInstanceOf(InvalidField.class)
        .hasMessage("usd must be an amount from 0 to 100000, with at most 4 decimals");
    assertThat(caps.now().perDay()).isEqualByComparingTo("1");
  }

  @Test
  void whoHasOnlyCertainDesktopsDoesNotBoundThoseOfOthers() {
    Caller bounded = new Caller("cleo", Role.ADMIN, Optional.of(Set.of("sess_a")));
    assertThatThrownBy(() -> caps.change(CapScope.DAY, BigDecimal.TEN, bounded))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> caps.reset(CapScope.DAY, bounded)).isInstanceOf(NotAllowed.class);
  }
}
