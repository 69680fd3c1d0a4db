package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import dev.atelier.console.WallFilter.Order;
import dev.atelier.console.WallFilter.Seen;
import dev.atelier.console.WallFilter.Standing;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Which desktops the wall shows, and in which order. */
class WallFilterTest {
  private static final Seen ADA = seen("Ada", Activity.IDLE, 1, 9);
  private static final Seen BRUNO = seen("Bruno", Activity.WORKING, 3, 5);
  private static final Seen CLARA = seen("Clara", Activity.NEEDS_YOU, 2, 2);
  private static final Seen DORA = seen("dora", Activity.PAUSED, 4, 4);
  private static final List<Seen> ALL = List.of(DORA, BRUNO, CLARA, ADA);

  @Test
  void whoeverNeedsSomebodyIsFirstInEveryOrder() {
    assertThat(Order.values())
        .allSatisfy(
            order ->
                assertThat(shown(new WallFilter("", Standing.ALL, order)))
                    .hasSize(4)
                    .startsWith(CLARA));
  }

  @Test
  void theRestIsInTheOrderThatIsChosen() {
    assertThat(shown(WallFilter.EVERYTHING)).containsExactly(CLARA, ADA, BRUNO, DORA);
    assertThat(shown(new WallFilter("", Standing.ALL, Order.LAST_USED)))
        .containsExactly(CLARA, ADA, BRUNO, DORA);
    assertThat(shown(new WallFilter("", Standing.ALL, Order.NEWEST)))
        .containsExactly(CLARA, DORA, BRUNO, ADA);
  }

  @Test
  void aSearchFindsPartsOfNamesInAnyCase() {
    assertThat(shown(new WallFilter(" RU ", Standing.ALL, Order.NAME))).containsExactly(BRUNO);
    assertThat(shown(new WallFilter("nobody", Standing.ALL, Order.NAME))).isEmpty();
  }

  @Test
  void everyDesktopStandsLikeSomeAndOnlyLikeThose() {
    assertThat(shown(new WallFilter("", Standing.ASLEEP, Order.NAME))).containsExactly(DORA);
    assertThat(shown(new WallFilter("", Standing.IDLE, Order.NAME))).containsExactly(ADA);
    assertThat(Activity.values())
        .allSatisfy(
            activity ->
                assertThat(
                        Arrays.stream(Standing.values())
                            .filter(standing -> standing != Standing.ALL)
                            .filter(standing -> standing.holds(activity)))
                    .hasSize(1));
  }

  @Test
  void whatIsChosenIsReadFromTheAddressAsItWasWritten() {
    WallFilter filter = new WallFilter("Müller & Co", Standing.NEEDS_YOU, Order.LAST_USED);
    assertThat(WallFilter.of(QueryParameters.fromString(filter.parameters().getQueryString())))
        .isEqualTo(filter);
    assertThat(WallFilter.EVERYTHING.parameters().getQueryString()).isEmpty();
  }

  @Test
  void whatAnAddressSaysWronglyIsAsUsual() {
    assertThat(WallFilter.of(QueryParameters.fromString("state=purple&sort=&color=red")))
        .isEqualTo(WallFilter.EVERYTHING);
  }

  private static List<Seen> shown(WallFilter filter) {
    return filter.arranged(ALL, seen -> seen, Locale.ENGLISH);
  }

  private static Seen seen(String name, Activity activity, int made, int used) {
    return new Seen(name, activity, Instant.ofEpochSecond(made), Instant.ofEpochSecond(used));
  }
}
