package dev.atelier.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.FakeEvents;
import dev.atelier.HandSetClock;
import dev.atelier.desktop.EgressDenial;
import dev.atelier.desktop.EgressMode;
import dev.atelier.desktop.EgressPolicy;
import dev.atelier.desktop.EgressRule;
import dev.atelier.desktop.Site;
import dev.atelier.json.InvalidField;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefusalsTest {
  private final EgressInMemory repository = new EgressInMemory();
  private final FakeEvents<EgressDenied> denied = new FakeEvents<>();
  private final FakeEvents<EgressChanged> changed = new FakeEvents<>();
  private final HandSetClock clock = new HandSetClock();
  private final Refusals refusals = new Refusals(repository, denied, clock);
  private long line;

  @Test
  void aRefusalIsOnRecordAtOnceAndThenHourlyWithHowOftenItWasMet() {
    meet("tracker.example", 3);
    meet("tracker.example", 1000);
    assertThat(denied.fired())
        .containsExactly(new EgressDenied("sess_a", "tracker.example", 443, "list", 3));
    clock.pass(Duration.ofMinutes(61));
    meet("tracker.example", 1);
    assertThat(denied.fired()).hasSize(2);
    assertThat(denied.fired().get(1).count()).isEqualTo(1001);
    assertThat(refusals.of("sess_a")).singleElement().extracting(Refusal::count).isEqualTo(1004L);
  }

  @Test
  void aDesktopThatAsksForEverOtherNamesFloodsNothing() {
    IntStream.range(0, 1000).forEach(n -> meet("n" + n + ".example", 1));
    assertThat(denied.fired()).hasSize(Refusals.MOST_KINDS + 1);
    assertThat(repository.count("sess_a")).isEqualTo(Refusals.MOST_KINDS + 1);
    assertThat(denied.fired().get(Refusals.MOST_KINDS))
        .isEqualTo(new EgressDenied("sess_a", "", 0, "many", 1));
  }

  @Test
  void whatAnEarlierServerHasHeardIsKnown() {
    meet("a.example", 1);
    meet("b.example", 1);
    assertThat(refusals.isKnown(denial("b.example", 1, 2))).isTrue();
    assertThat(refusals.isKnown(denial("c.example", 1, 3))).isFalse();
  }

  @Test
  void oldOnesAreForgotten() {
    meet("a.example", 1);
    clock.pass(Duration.ofDays(8));
    refusals.forgetOld();
    assertThat(refusals.of("sess_a")).isEmpty();
  }

  @Test
  void aDesktopHasTheServersRuleUntilItHasOneOfItsOwn() {
    EgressBook book = book(EgressMode.INTERNET);
    assertThat(book.of("sess_a")).isEqualTo(new EgressRule(EgressMode.INTERNET, List.of()));
    book.allow("sess_a", new Site("example.com"), "ada");
    assertThat(book.of("sess_a").mode()).isEqualTo(EgressMode.INTERNET);
    EgressRule rule = new EgressRule(EgressMode.ALLOWLIST, List.of(new Site("example.org")));
    book.set("sess_a", rule, "ada");
    assertThat(book.of("sess_a")).isEqualTo(rule);
    assertThat(book.of("sess_b").mode()).isEqualTo(EgressMode.INTERNET);
    assertThat(changed.fired()).last().isEqualTo(new EgressChanged("sess_a", rule, "ada"));
    assertThat(book(EgressMode.OPEN).of("sess_a").mode()).isEqualTo(EgressMode.OPEN);
  }

  @Test
  void aFullListSaysSo() {
    EgressBook book = book(EgressMode.ALLOWLIST);
    List<Site> many =
        IntStream.range(0, EgressRule.MOST_SITES).mapToObj(n -> new Site("s" + n)).toList();
    book.set("sess_a", new EgressRule(EgressMode.ALLOWLIST, many), "ada");
    assertThatThrownBy(() -> book.allow("sess_a", new Site("example.com"), "ada"))
        .isInstanceOf(InvalidField.class);
    book.allow("sess_a", new Site("s7"), "ada");
  }

  private EgressBook book(EgressMode mode) {
    return new EgressBook(repository, EgressPolicy.of(mode, ""), changed);
  }

  private void meet(String host, long count) {
    refusals.note(denial(host, count, ++line));
  }

  private static EgressDenial denial(String host, long count, long line) {
    return new EgressDenial("sess_a", host, 443, "list", count, "boot", line);
  }
}
