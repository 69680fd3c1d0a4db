package dev.atelier.schedule;

import com.cronutils.descriptor.CronDescriptor;
import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;
import dev.atelier.json.InvalidField;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How often something is done, as a person says it: in plain words such as {@code every weekday at
 * 07:00}, or as a cron expression of five fields. Immutable.
 *
 * @param text as it was said
 * @param cron what that is as a cron expression
 */
public record When(String text, String cron) {
  public static final int LONGEST = 100;

  private static final List<String> DAYS =
      List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");
  private static final String A_DAY = "(?:" + String.join("|", DAYS) + ")";
  private static final String TIME = "(?<hour>\\d{1,2}):(?<minute>\\d{2})";
  private static final String AND = "(?:\\s*,\\s*(?:and\\s+)?|\\s+and\\s+)";

  private static final Pattern HOURLY = plain("every hour");
  private static final Pattern OFTEN = plain("every (?<minutes>5|10|15|20|30) minutes");
  private static final Pattern DAILY = plain("every (?<which>day|weekday) at " + TIME);
  private static final Pattern WEEKLY =
      plain("every (?<days>" + A_DAY + "(?:" + AND + A_DAY + ")*) at " + TIME);
  private static final Pattern MONTHLY =
      plain("on the (?<day>\\d{1,2})(?:st|nd|rd|th) of (?:each|every) month at " + TIME);

  private static Pattern plain(String words) {
    return Pattern.compile(words.replace(" ", "\\s+"), Pattern.CASE_INSENSITIVE);
  }

  /**
   * Reads what a person says.
   *
   * @throws InvalidField of {@code when} with the ways to say it
   */
  public static When read(String text) {
    String words = text.strip();
    if (words.length() > LONGEST) {
      throw new InvalidField("when", "has more than " + LONGEST + " characters");
    }
    String cron = inWords(words).orElse(words.replaceAll("\\s+", " "));
    parsed(cron);
    return new When(words, cron);
  }

  private static Optional<String> inWords(String words) {
    Matcher often = OFTEN.matcher(words);
    if (HOURLY.matcher(words).matches()) {
      return Optional.of("0 * * * *");
    }
    if (often.matches()) {
      return Optional.of("*/" + often.group("minutes") + " * * * *");
    }
    return daily(words).or(() -> weekly(words)).or(() -> monthly(words));
  }

  private static Optional<String> daily(String words) {
    Matcher daily = DAILY.matcher(words);
    return daily.matches()
        ? Optional.of(
            time(daily) + (daily.group("which").equalsIgnoreCase("day") ? " * * *" : " * * 1-5"))
        : Optional.empty();
  }

  private static Optional<String> weekly(String words) {
    Matcher weekly = WEEKLY.matcher(words);
    return weekly.matches()
        ? Optional.of(
            time(weekly)
                + " * * "
                + Arrays.stream(weekly.group("days").split(AND, -1))
                    .map(day -> DAYS.indexOf(day.strip().toLowerCase(Locale.ROOT)))
                    .sorted()
                    .distinct()
                    .map(String::valueOf)
                    .collect(Collectors.joining(",")))
        : Optional.empty();
  }

  /** Not each month has a 29th; who means the last day would wait for it in vain. */
  private static Optional<String> monthly(String words) {
    Matcher monthly = MONTHLY.matcher(words);
    if (!monthly.matches()) {
      return Optional.empty();
    }
    int day = Integer.parseInt(monthly.group("day"));
    if (day < 1 || day > 28) {
      throw new InvalidField("when", "must name a day from the 1st to the 28th of a month");
    }
    return Optional.of(time(monthly) + " " + day + " * *");
  }

  private static String time(Matcher words) {
    int hour = Integer.parseInt(words.group("hour"));
    int minute = Integer.parseInt(words.group("minute"));
    if (hour > 23 || minute > 59) {
      throw new InvalidField("when", "names a time that no clock shows; write it as 07:00");
    }
    return minute + " " + hour;
  }

  private static Cron parsed(String cron) {
    try {
      return new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX))
          .parse(cron)
          .validate();
    } catch (IllegalArgumentException wrong) {
      throw new InvalidField(
          "when",
          "is not understood; write “every weekday at 07:00”, “every day at 18:30”, “every Monday"
              + " and Thursday at 09:00”, “every hour”, “every 15 minutes”, “on the 1st of each"
              + " month at 08:00”, or a cron expression of five fields such as 0 7 * * 1-5");
    }
  }

  Cron expression() {
    return parsed(cron);
  }

  /** Whether it names no hour, so that an hour that comes twice counts twice. */
  boolean isOfEveryHour() {
    return cron.split(" ", -1)[1].startsWith("*");
  }

  /** As a person would say it. */
  public String inWords() {
    return text.equals(cron) ? CronDescriptor.instance(Locale.UK).describe(expression()) : text;
  }
}
