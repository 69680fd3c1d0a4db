package dev.atelier.console;

import com.vaadin.flow.router.QueryParameters;
import java.text.Collator;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Which desktops the wall shows, and in which order; it is written in the page's address. */
record WallFilter(String search, Standing standing, Order order) {
  static final WallFilter EVERYTHING = new WallFilter("", Standing.ALL, Order.NAME);
  private static final String SEARCH = "search";
  private static final String STANDING = "state";
  private static final String ORDER = "sort";

  /** What is to be known of a desktop. */
  record Seen(String name, Activity activity, Instant madeAt, Instant lastUsed) {}

  /** Those that stand alike. */
  enum Standing {
    ALL,
    NEEDS_YOU,
    WORKING,
    IDLE,
    ASLEEP;

    private static Standing of(Activity activity) {
      return switch (activity) {
        case NEEDS_YOU -> NEEDS_YOU;
        case WORKING, WAITING, STARTING, YOU_DRIVE, DRIVEN -> WORKING;
        case IDLE, OVER_BUDGET -> IDLE;
        case PAUSED, STOPPED, FAILED -> ASLEEP;
      };
    }

    boolean holds(Activity activity) {
      return this == ALL || this == of(activity);
    }

    String textKey() {
      return "wall.show." + word(this);
    }
  }

  /** What comes first, after those that need somebody. */
  enum Order {
    NAME,
    LAST_USED,
    NEWEST;

    private Comparator<Seen> comparator(Locale locale) {
      Comparator<Seen> byName =
          Comparator.comparing(Seen::name, Collator.getInstance(locale)::compare);
      return switch (this) {
        case NAME -> byName;
        case LAST_USED -> Comparator.comparing(Seen::lastUsed).reversed().thenComparing(byName);
        case NEWEST -> Comparator.comparing(Seen::madeAt).reversed().thenComparing(byName);
      };
    }

    String textKey() {
      return "wall.order." + word(this);
    }
  }

  /** As an address says it; what it does not say, or says wrongly, is as usual. */
  static WallFilter of(QueryParameters asked) {
    return new WallFilter(
        asked.getSingleParameter(SEARCH).orElse(""),
        asked
            .getSingleParameter(STANDING)
            .map(word -> ofWord(Standing.values(), word, Standing.ALL))
            .orElse(Standing.ALL),
        asked
            .getSingleParameter(ORDER)
            .map(word -> ofWord(Order.values(), word, Order.NAME))
            .orElse(Order.NAME));
  }

  QueryParameters parameters() {
    Map<String, String> said = new LinkedHashMap<>();
    if (!search.isBlank()) {
      said.put(SEARCH, search.strip());
    }
    if (standing != Standing.ALL) {
      said.put(STANDING, word(standing));
    }
    if (order != Order.NAME) {
      said.put(ORDER, word(order));
    }
    return QueryParameters.simple(said);
  }

  /** Whether some desktops may be left out. */
  boolean narrows() {
    return standing != Standing.ALL || !search.isBlank();
  }

  /** Those to be shown, in their order: whoever needs somebody is always the first. */
  <T> List<T> arranged(Collection<T> all, Function<T, Seen> seen, Locale locale) {
    Comparator<Seen> needy =
        Comparator.comparing(one -> one.activity() != Activity.NEEDS_YOU, Boolean::compare);
    return all.stream()
        .filter(each -> shows(seen.apply(each), locale))
        .sorted(Comparator.comparing(seen, needy.thenComparing(order.comparator(locale))))
        .toList();
  }

  private boolean shows(Seen seen, Locale locale) {
    return standing.holds(seen.activity())
        && seen.name().toLowerCase(locale).contains(search.strip().toLowerCase(locale));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static <E extends Enum<E>> E ofWord(E[] values, String word, E usual) {
    return Arrays.stream(values).filter(one -> word(one).equals(word)).findFirst().orElse(usual);
  }
}
