package dev.atelier.session;

import dev.atelier.desktop.Look;
import dev.atelier.desktop.Quota;
import dev.atelier.desktop.Size;
import dev.atelier.json.InvalidField;
import dev.atelier.json.JsonBody;
import java.time.Duration;
import java.util.Optional;

/** Fields that requests about sessions share. */
final class SessionFields {
  private static final int FEWEST_PIDS = 64;
  private static final int MOST_PIDS = 32_768;
  private static final int MOST_MINUTES = 43_200;

  private SessionFields() {}

  /** What a request asks of a look; no accent, or an empty one, is the theme's own. */
  static LookWish look(JsonBody json) {
    boolean accented = json.names("accent");
    return new LookWish(theme(json), accented, accent(json));
  }

  private static Optional<String> theme(JsonBody json) {
    Optional<String> theme = json.text("theme", 1, 40);
    theme
        .filter(name -> !Look.THEMES.contains(name))
        .ifPresent(
            name -> {
              throw new InvalidField("theme", "must be one of " + String.join(", ", Look.THEMES));
            });
    return theme;
  }

  private static Optional<String> accent(JsonBody json) {
    Optional<String> accent = json.text("accent", 0, 40).filter(text -> !text.isEmpty());
    accent
        .filter(colour -> !Look.isColour(colour))
        .ifPresent(
            colour -> {
              throw new InvalidField("accent", "must look like #b4532f");
            });
    return accent;
  }

  /** What a request wants a desktop to use; what it does not name stays as it is at present. */
  static Quota quota(JsonBody json, Quota present) {
    return new Quota(
        json.resets("cpus")
            ? 0
            : json.decimal("cpus", "0.1", "64").map(Number::doubleValue).orElse(present.cpus()),
        whole(json, "memory_mb", 256, 1_048_576, present.memoryMb()),
        whole(json, "pids", FEWEST_PIDS, MOST_PIDS, present.pids()),
        whole(json, "disk_mb", 1, 16_777_216, present.diskMb()));
  }

  private static int whole(JsonBody json, String field, int least, int most, int present) {
    return json.resets(field) ? 0 : json.whole(field, least, most).orElse(present);
  }

  /** How long a desktop is to live; empty is for good, or not named. */
  static Optional<Duration> life(JsonBody json) {
    return json.whole("ttl_minutes", 1, MOST_MINUTES).map(Duration::ofMinutes);
  }

  static Optional<Size> resolution(JsonBody json) {
    return json.text("resolution", 1, 20)
        .map(
            text -> {
              try {
                return Size.parse(text);
              } catch (IllegalArgumentException wrong) {
                throw new InvalidField("resolution", "is not possible: " + wrong.getMessage());
              }
            });
  }
}
