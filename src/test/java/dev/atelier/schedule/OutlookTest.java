package dev.atelier.schedule;

import static dev.atelier.schedule.ScheduleRoom.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.Owner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutlookTest {
  private static final Instant MONDAY = Instant.parse("2026-10-19T00:00:00Z");
  private static final int MANY = 1000;

  @Test
  void theTimesOfAllAreTheEarliestFirstAndBeforeTheEnd() {
    assertThat(
            times(
                List.of(
                    schedule("b", "every day at 07:00", true),
                    schedule("a", "every Monday at 09:30", true)),
                MONDAY,
                Instant.parse("2026-10-21T05:00:00Z"),
                MANY))
        .containsExactly(
            "b 2026-10-19T05:00:00Z", "a 2026-10-19T07:30:00Z", "b 2026-10-20T05:00:00Z");
  }

  @Test
  void aTimeJustAtTheBeginningBelongsToIt() {
    Instant seven = Instant.parse("2026-10-19T05:00:00Z");
    assertThat(
            times(
                List.of(schedule("a", "every day at 07:00", true)),
                seven,
                seven.plusSeconds(1),
                MANY))
        .containsExactly("a 2026-10-19T05:00:00Z");
  }

  @Test
  void whatIsOffIsNotToCome() {
    assertThat(
            times(
                List.of(schedule("a", "every day at 07:00", false)),
                MONDAY,
                MONDAY.plusSeconds(1_000_000),
                MANY))
        .isEmpty();
  }

  @Test
  void whereTheClockGoesBackItIsSevenThereAllTheSame() {
    assertThat(
            times(
                List.of(schedule("a", "every day at 07:00", true)),
                Instant.parse("2026-10-24T00:00:00Z"),
                Instant.parse("2026-10-26T00:00:00Z"),
                MANY))
        .containsExactly("a 2026-10-24T05:00:00Z", "a 2026-10-25T06:00:00Z");
  }

  @Test
  void whatIsTooMuchForOneAnswerGoesOnWhereItEnded() {
    List<Schedule> often = List.of(schedule("a", "every 15 minutes", true));
    Instant end = MONDAY.plusSeconds(3600);
    Outlook first = Outlook.of(often, MONDAY, end, 3);
    assertThat(first.items()).hasSize(3);
    assertThat(first.next()).contains(MONDAY.plusSeconds(2700));
    Outlook rest = Outlook.of(often, first.next().get(), end, 3);
    assertThat(rest.items()).extracting(Outlook.Planned::at).containsExactly(first.next().get());
    assertThat(rest.next()).isEmpty();
  }

  @Test
  void moreThanAnAnswerTakesAtOneMomentIsToldAndDoesNotStandStill() {
    List<Schedule> all =
        List.of(
            schedule("a", "every day at 07:00", true),
            schedule("b", "every day at 07:00", true),
            schedule("c", "every day at 07:00", true),
            schedule("d", "every day at 08:00", true));
    Outlook first = Outlook.of(all, MONDAY, MONDAY.plusSeconds(86_400), 2);
    assertThat(first.items())
        .extracting(each -> each.schedule().id())
        .containsExactly("a", "b", "c");
    assertThat(first.next()).contains(Instant.parse("2026-10-19T06:00:00Z"));
  }

  private static List<String> times(
      List<Schedule> schedules, Instant from, Instant until, int most) {
    return Outlook.of(schedules, from, until, most).items().stream()
        .map(each -> each.schedule().id() + " " + each.at())
        .toList();
  }

  private static Schedule schedule(String id, String when, boolean on) {
    return new Schedule(
        id,
        ScheduleRoom.draft("sess_a", when, Overlap.SKIP, Missed.SKIP).turned(on),
        Owner.of(ADA),
        ADA,
        MONDAY,
        MONDAY,
        Optional.empty());
  }
}
