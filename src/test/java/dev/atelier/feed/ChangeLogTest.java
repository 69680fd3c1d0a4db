package dev.atelier.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.feed.Change.Kind;
import org.junit.jupiter.api.Test;

class ChangeLogTest {
  private final ChangeLog log = new ChangeLog("abc", 3);

  private void change(String... ids) {
    for (String id : ids) {
      log.add(Kind.TASK, "sess_1", id);
    }
  }

  @Test
  void whatCameAfterAChangeIsToldInOrder() {
    change("a", "b", "c");
    assertThat(log.last()).isEqualTo(3);
    assertThat(log.after(1, 9).orElseThrow()).extracting(Change::id).containsExactly("b", "c");
    assertThat(log.after(0, 2).orElseThrow()).extracting(Change::id).containsExactly("a", "b");
    assertThat(log.after(3, 9).orElseThrow()).isEmpty();
  }

  @Test
  void whoMissedMoreThanIsKeptIsToldSo() {
    change("a", "b", "c", "d", "e");
    assertThat(log.after(1, 9)).isEmpty();
    assertThat(log.after(2, 9).orElseThrow()).extracting(Change::id).containsExactly("c", "d", "e");
  }

  @Test
  void whatHasNotBeenYetCannotBeFollowed() {
    change("a");
    assertThat(log.after(2, 9)).isEmpty();
  }

  @Test
  void onlyItsOwnIdsAreRead() {
    assertThat(log.numberOf(log.idOf(42))).contains(42L);
    for (String other : new String[] {"", "42", "abc", "abc-", "abd-42", "abc-4x", "abc--1"}) {
      assertThat(log.numberOf(other)).as(other).isEmpty();
    }
  }
}
