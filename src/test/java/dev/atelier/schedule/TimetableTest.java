package dev.atelier.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In Vienna the clock goes from 2 to 3 on 28 March 2027, and from 3 to 2 on 31 October 2027. */
@Timeout(20)
class TimetableTest {
  private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

  private static List<String> next(String when, String zone, String after, int count) {
    ZoneId there = ZoneId.of(zone);
    Instant from = LocalDateTime.parse(after).atZone(there).toInstant();
    return new Timetable(When.read(when), there)
        .next(from, count).stream()
            .map(at -> at.atZone(there).toOffsetDateTime().toString())
            .toList();
  }

  private static List<String> inVienna(String when, String after, int count) {
    return next(when, "Europe/Vienna", after, count);
  }

  @Test
  void theSameTimeOfDayStaysTheSameWhenTheClockGoesForwardOrBack() {
    assertThat(inVienna("every day at 07:00", "2027-03-26T12:00", 3))
        .containsExactly(
            "2027-03-27T07:00+01:00", "2027-03-28T07:00+02:00", "2027-03-29T07:00+02:00");
    assertThat(inVienna("every day at 07:00", "2027-10-29T12:00", 3))
        .containsExactly(
            "2027-10-30T07:00+02:00", "2027-10-31T07:00+01:00", "2027-11-01T07:00+01:00");
  }

  @Test
  void whatIsDueInTheHourThatIsLeftOutIsDueWhenTheClockGoesOn() {
    assertThat(inVienna("every day at 02:30", "2027-03-27T01:00", 3))
        .containsExactly(
            "2027-03-27T02:30+01:00", "2027-03-28T03:00+02:00", "2027-03-29T02:30+02:00");
  }

  @Test
  void whatIsDueSeveralTimesInTheHourThatIsLeftOutIsDueOnce() {
    assertThat(inVienna("0,20,40 2,3 * * *", "2027-03-28T01:59:59", 3))
        .containsExactly(
            "2027-03-28T03:00+02:00", "2027-03-28T03:20+02:00", "2027-03-28T03:40+02:00");
  }

  @Test
  void whatIsDueInTheHourThatComesTwiceIsDueTheFirstTime() {
    assertThat(inVienna("every day at 02:30", "2027-10-30T12:00", 2))
        .containsExactly("2027-10-31T02:30+02:00", "2027-11-01T02:30+01:00");
  }

  @Test
  void alsoWhereItIsAskedForWithinTheSecondHour() {
    Instant secondHour = Instant.parse("2027-10-31T01:10:00Z");
    assertThat(secondHour.atZone(VIENNA).toLocalTime()).hasToString("02:10");
    assertThat(new Timetable(When.read("every day at 02:30"), VIENNA).next(secondHour))
        .contains(Instant.parse("2027-11-01T01:30:00Z"));
  }

  @Test
  void everyHourIsEveryHourAlsoWhenTheClockChanges() {
    for (String night : List.of("2027-03-27T22:30", "2027-10-30T22:30")) {
      Instant before = LocalDateTime.parse(night).atZone(VIENNA).toInstant();
      List<Instant> hours = new Timetable(When.read("every hour"), VIENNA).next(before, 8);
      for (int n = 1; n < hours.size(); n++) {
        assertThat(Duration.between(hours.get(n - 1), hours.get(n))).isEqualTo(Duration.ofHours(1));
      }
    }
  }

  /** Nothing is due twice, and nothing before it was asked for, wherever one begins to look. */
  @Test
  void eachMomentIsFoundOnceFromWhereverOneLooks() {
    for (String when : List.of("every day at 02:30", "*/20 * * * *", "0,30 1-3 * * *")) {
      Timetable timetable = new Timetable(When.read(when), VIENNA);
      for (String day : List.of("2027-03-28", "2027-10-31")) {
        Instant from = ZonedDateTime.parse(day + "T00:00+01:00[Europe/Vienna]").toInstant();
        List<Instant> all = timetable.next(from, 12);
        assertThat(all).isSorted().doesNotHaveDuplicates();
        for (int minute = 0; minute < 300; minute += 7) {
          Instant start = from.plus(Duration.ofMinutes(minute));
          Instant next = timetable.next(start).orElseThrow();
          assertThat(next).isAfter(start);
          assertThat(all.stream().filter(start::isBefore).findFirst().orElse(next)).isEqualTo(next);
        }
      }
    }
  }

  @Test
  void zonesWithOtherHabitsAreFollowedAsWell() {
    // Midnight is left out.
    assertThat(next("every day at 00:00", "Africa/Cairo", "2027-04-29T12:00", 2))
        .containsExactly("2027-04-30T01:00+03:00", "2027-05-01T00:00+03:00");
    // Half an hour.
    assertThat(next("every day at 02:15", "Australia/Lord_Howe", "2027-10-02T12:00", 2))
        .containsExactly("2027-10-03T02:30+11:00", "2027-10-04T02:15+11:00");
    // A whole day that never was.
    assertThat(next("every day at 12:00", "Pacific/Apia", "2011-12-29T13:00", 2))
        .containsExactly("2011-12-31T00:00+14:00", "2011-12-31T12:00+14:00");
  }

  @Test
  void monthsAndLeapDaysAreFound() {
    assertThat(inVienna("on the 1st of each month at 08:00", "2026-11-22T12:00", 3))
        .containsExactly(
            "2026-12-01T08:00+01:00", "2027-01-01T08:00+01:00", "2027-02-01T08:00+01:00");
    assertThat(inVienna("0 8 29 2 *", "2026-11-22T12:00", 2))
        .containsExactly("2028-02-29T08:00+01:00", "2032-02-29T08:00+01:00");
  }

  @Test
  void aDayOfTheMonthAndOneOfTheWeekMeanEitherAsInCron() {
    assertThat(inVienna("0 8 13 * 5", "2026-11-22T12:00", 3))
        .containsExactly(
            "2026-11-27T08:00+01:00", "2026-12-04T08:00+01:00", "2026-12-11T08:00+01:00");
  }

  @Test
  void whatIsNeverDueIsNotLookedForForever() {
    assertThat(new Timetable(When.read("0 8 30 2 *"), VIENNA).next(Instant.EPOCH)).isEmpty();
  }
}
