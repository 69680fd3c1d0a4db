package dev.atelier.task;

import dev.atelier.BackgroundWork;
import dev.atelier.CrashPoint;
import dev.atelier.task.TaskRepository.ShownPicture;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Removes the pictures of steps once they are old, which is put on record; what is on record of the
 * steps stays. A picture goes when the last step that shows it is old. The file goes first and the
 * steps learn of it then, so that a server that is killed in between does the same again at its
 * next start.
 */
@ApplicationScoped
public class OldPictures {
  /** So many steps are looked at before others have their turn at disk and database. */
  static final int BATCH = 200;

  private static final Logger LOG = Logger.getLogger(OldPictures.class.getName());
  private static final int MOST_DAYS = 36_500;
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration NEXT_BATCH = Duration.ofSeconds(5);
  private static final Duration NEXT_ROUND = Duration.ofHours(1);

  private final TaskRepository tasks;
  private final Pictures pictures;
  private final BackgroundWork background;
  private final Event<PicturesRemoved> events;
  private final Clock clock;
  private final Duration kept;

  /** Up to here all are removed that can be; only the one round that is under way moves it. */
  private volatile Instant done = Instant.EPOCH;

  /**
   * @param days after so many a picture goes; 0 for never
   */
  @Inject
  OldPictures(
      TaskRepository tasks,
      Pictures pictures,
      BackgroundWork background,
      Event<PicturesRemoved> events,
      Clock clock,
      @ConfigProperty(name = "PICTURES_KEEP_DAYS", defaultValue = "90") int days) {
    if (days < 0 || days > MOST_DAYS) {
      throw new IllegalArgumentException(
          "PICTURES_KEEP_DAYS is from 0 to " + MOST_DAYS + ", not " + days);
    }
    this.tasks = tasks;
    this.pictures = pictures;
    this.background = background;
    this.events = events;
    this.clock = clock;
    this.kept = Duration.ofDays(days);
  }

  /** For CDI's proxy only. */
  protected OldPictures() {
    this(null, null, null, null, null, 0);
  }

  /** Begins to look after them, if they are not kept for ever. */
  public void begin() {
    if (!kept.isZero()) {
      next(FIRST);
    }
  }

  private void next(Duration pause) {
    background.later(pause, () -> background.run(this::round));
  }

  private void round() {
    Duration pause = NEXT_ROUND;
    try {
      pause = sweep() ? NEXT_BATCH : NEXT_ROUND;
    } finally {
      next(pause);
    }
  }

  /**
   * Removes some of what is old enough, the oldest first.
   *
   * @return whether there may be more
   */
  boolean sweep() {
    Instant now = clock.instant();
    Instant old = now.minus(kept);
    List<ShownPicture> found = tasks.picturesShown(done, old, BATCH);
    Set<String> names = new LinkedHashSet<>();
    found.forEach(each -> names.add(each.name()));
    long removed = names.stream().filter(name -> remove(name, old, now)).count();
    if (removed > 0) {
      LOG.info(() -> removed + " pictures of steps older than " + kept.toDays() + " days removed");
      events.fire(new PicturesRemoved(removed, kept.toDays()));
    }
    if (!found.isEmpty()) {
      moveTo(found.get(found.size() - 1).at());
    }
    return found.size() == BATCH;
  }

  /** One that a younger step shows is met again when that step is old. */
  private boolean remove(String name, Instant old, Instant now) {
    if (tasks.showsSince(name, old)) {
      return false;
    }
    pictures.prune(List.of(name), asked -> tasks.showsSince(asked, old));
    CrashPoint.passed("picture-removed");
    tasks.pictureRemoved(name, old, now);
    return true;
  }

  /** Many may be of the same moment: that is left only when nothing else can be done. */
  private void moveTo(Instant last) {
    done = last.equals(done) ? last.plusMillis(1) : last;
  }
}
