package dev.atelier.session;

import dev.atelier.desktop.Look;
import dev.atelier.desktop.Quota;
import dev.atelier.desktop.Size;
import dev.atelier.json.JsonBody;
import java.time.Duration;
import java.util.Optional;

/**
 * What a person asks for when they want a desktop.
 *
 * @param look what is not to be as its origin has it, or as usual
 * @param resolution likewise
 * @param origin id of what it is to be made from, if not new
 * @param engine name of the engine it is to run on, where that matters
 * @param life how long it is to live, if not for good
 */
public record SessionRequest(
    String label,
    LookWish look,
    Optional<Size> resolution,
    Quota quota,
    Optional<String> origin,
    Optional<String> engine,
    Optional<Duration> life) {
  public static final Size STANDARD_RESOLUTION = new Size(1280, 720);

  /**
   * Reads {@code {label, theme?, accent?, snapshot_id?, resolution?, cpus?, memory_mb?, pids?,
   * disk_mb?, ttl_minutes?, engine?}}.
   */
  public static SessionRequest read(String body) {
    JsonBody json = JsonBody.parse(body);
    SessionRequest request =
        new SessionRequest(
            json.requiredText("label", 1, Session.LONGEST_LABEL),
            SessionFields.look(json),
            SessionFields.resolution(json),
            SessionFields.quota(json, Quota.STANDARD),
            json.text("snapshot_id", 1, 40),
            json.text("engine", 1, 30),
            SessionFields.life(json));
    json.refuseUnread();
    return request;
  }

  /** A desktop of the usual kind. */
  public static SessionRequest labelled(String label) {
    return new SessionRequest(
        label,
        LookWish.NONE,
        Optional.empty(),
        Quota.STANDARD,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same, on the engine of that name. */
  public SessionRequest on(Optional<String> named) {
    return new SessionRequest(label, look, resolution, quota, origin, named, life);
  }

  /** The same wish, for a desktop that looks so. */
  public SessionRequest with(Look wanted) {
    return new SessionRequest(label, LookWish.of(wanted), resolution, quota, origin, engine, life);
  }
}
