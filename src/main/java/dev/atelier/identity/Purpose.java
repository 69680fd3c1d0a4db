package dev.atelier.identity;

import dev.atelier.Role;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a ticket is for: which addresses of its desktop it opens, as whom and for how long. */
public enum Purpose {
  /** To watch a desktop in a page of one's own. */
  EMBED(Role.VIEWER, "(/(embed|vnc|screenshot))?", Duration.ofDays(1)),
  /** To drive a desktop in a page of one's own; opens one connection. */
  CONTROL(Role.OPERATOR, "/(vnc|keystrokes)", Duration.ofDays(1)),
  /**
   * To follow a task or see it again, for {@code EventSource} and frames, which send no headers.
   */
  STREAM(
      Role.VIEWER,
      "/task/[^/]+(/stream|/steps/[^/]+/screenshot|/replay([.](html|webm|mp4))?)?",
      Duration.ofDays(1)),
  /** For a client of the single-desktop API that sends no token: a base address. */
  CLIENT(Role.OPERATOR, null, Duration.ofDays(90));

  private static final Pattern DROPPED = Pattern.compile("/files/Downloads/[^/]+", Pattern.DOTALL);
  private static final Set<String> READING = Set.of("GET", "HEAD");

  private final Role role;
  private final Optional<Pattern> below;
  private final Duration longest;

  Purpose(Role role, String below, Duration longest) {
    this.role = role;
    this.below = Optional.ofNullable(below).map(Pattern::compile);
    this.longest = longest;
  }

  /** As it is written in requests. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Purpose> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /** As whom who has one calls, at most. */
  public Role role() {
    return role;
  }

  public Duration longest() {
    return longest;
  }

  /**
   * Whether it lets files be put into the desktop's Downloads: who drives may drop them there. That
   * does not use it up, and needs it not to be unused.
   *
   * @param path what follows {@code /sessions/{id}}
   */
  boolean takesFiles(String method, String path) {
    return this == CONTROL && method.equals("PUT") && DROPPED.matcher(path).matches();
  }

  /**
   * Whether it opens an address.
   *
   * @param path what follows {@code /sessions/{id}}
   */
  boolean opens(String method, String path) {
    return READING.contains(method)
        && below.filter(form -> form.matcher(path).matches()).isPresent();
  }

  /** Where who has a ticket begins; a client's stays in its base address, the others' in no log. */
  public String address(String sessionId, String ticket) {
    return switch (this) {
      case EMBED -> "live/index.html?session=" + sessionId + "&view_only=1#ticket=" + ticket;
      case CONTROL -> "live/index.html?session=" + sessionId + "#ticket=" + ticket;
      case STREAM -> "sessions/" + sessionId + "/task/{task_id}/stream?ticket=" + ticket;
      case CLIENT -> "t/" + ticket;
    };
  }

  boolean isForOneUse() {
    return this == CONTROL;
  }
}
