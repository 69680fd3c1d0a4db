package dev.atelier.console;

import dev.atelier.NotAllowed;
import dev.atelier.TooMany;
import dev.atelier.backup.BackupFailed;
import dev.atelier.backup.BackupRefused;
import dev.atelier.backup.UnknownBackup;
import dev.atelier.backup.UnusableBackup;
import dev.atelier.control.ControlHeld;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DiskFull;
import dev.atelier.doctor.TestRunning;
import dev.atelier.json.InvalidField;
import dev.atelier.json.MalformedBody;
import dev.atelier.recipe.RecipeRefused;
import dev.atelier.recipe.UnknownRecipe;
import dev.atelier.schedule.ScheduleRefused;
import dev.atelier.schedule.UnknownSchedule;
import dev.atelier.secrets.UnknownSecret;
import dev.atelier.secrets.VaultRefused;
import dev.atelier.session.DesktopBusy;
import dev.atelier.session.DesktopNotReady;
import dev.atelier.session.DesktopNotRunning;
import dev.atelier.session.HomeFull;
import dev.atelier.session.NoMemory;
import dev.atelier.session.UnknownSession;
import dev.atelier.snapshot.SnapshotKept;
import dev.atelier.snapshot.UnknownSnapshot;
import dev.atelier.task.AnotherQuestion;
import dev.atelier.task.NotQueued;
import dev.atelier.task.NotResumable;
import dev.atelier.task.QueueFull;
import dev.atelier.task.SessionBusy;
import dev.atelier.task.UnknownTask;
import dev.atelier.task.YesOrNoWanted;
import dev.atelier.vision.GoalNotUnderstood;
import dev.atelier.vision.SpendingCapReached;
import dev.atelier.vision.UnknownPrice;
import dev.atelier.vision.UnknownVisionBackend;
import dev.atelier.vision.VisionUnavailable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What a person is told of a failure: the words that the API has for it, but for ids, names of
 * fields and addresses, in place of which the console has words of its own. Of what nobody foresaw
 * only that it happened.
 */
final class Failures {
  private static final Map<Class<? extends Throwable>, BiFunction<Throwable, Locale, String>> TOLD =
      new LinkedHashMap<>();

  static {
    TOLD.put(InvalidField.class, (failure, locale) -> ofField((InvalidField) failure, locale));
    own(UnknownSession.class, "mishap.gone");
    own(UnknownTask.class, "mishap.gone");
    own(UnknownSnapshot.class, "mishap.gone");
    own(SessionBusy.class, "mishap.busy");
    own(DesktopBusy.class, "mishap.busy");
    own(DesktopNotReady.class, "mishap.notReady");
    own(NotResumable.class, "mishap.notResumable");
    own(AnotherQuestion.class, "mishap.anotherQuestion");
    own(NotQueued.class, "mishap.notQueued");
    asItSays(QueueFull.class);
    own(YesOrNoWanted.class, "mishap.anotherQuestion");
    own(UnknownRecipe.class, "mishap.gone");
    own(UnknownSchedule.class, "mishap.gone");
    asItSays(RecipeRefused.class);
    asItSays(TooMany.class);
    asItSays(ScheduleRefused.class);
    asItSays(MalformedBody.class);
    own(UnknownSecret.class, "mishap.gone");
    asItSays(VaultRefused.class);
    asItSays(NotAllowed.class);
    asItSays(HomeFull.class);
    asItSays(ControlHeld.class);
    asItSays(DesktopNotRunning.class);
    asItSays(SnapshotKept.class);
    own(DiskFull.class, "mishap.diskFull");
    own(NoMemory.class, "mishap.noMemory");
    asItSays(DesktopException.class);
    asItSays(GoalNotUnderstood.class);
    asItSays(SpendingCapReached.class);
    asItSays(UnknownPrice.class);
    asItSays(UnknownVisionBackend.class);
    asItSays(VisionUnavailable.class);
    own(UnknownBackup.class, "mishap.gone");
    asItSays(TestRunning.class);
    asItSays(BackupRefused.class);
    asItSays(BackupFailed.class);
    asItSays(UnusableBackup.class);
  }

  private Failures() {}

  private static void own(Class<? extends Throwable> type, String textKey) {
    TOLD.put(type, (failure, locale) -> Texts.text(textKey, locale));
  }

  private static void asItSays(Class<? extends Throwable> type) {
    TOLD.put(type, (failure, locale) -> asSentence(String.valueOf(failure.getMessage()), locale));
  }

  /** Whether there are words for failures of that kind. */
  static boolean areForeseen(Class<?> type) {
    return TOLD.keySet().stream().anyMatch(known -> known.isAssignableFrom(type));
  }

  /** What went wrong, and where it is known what to do about it; one sentence or more. */
  static String words(Throwable failure, Locale locale) {
    return foreseen(failure)
        .map(words -> words.apply(failure, locale))
        .orElseGet(() -> Texts.text("mishap.short", locale));
  }

  /** The same, for whoever may not know any more what it was that failed. */
  static String sentence(Throwable failure, Locale locale) {
    return foreseen(failure).isPresent()
        ? Texts.text("failed", locale, words(failure, locale))
        : words(failure, locale);
  }

  private static Optional<BiFunction<Throwable, Locale, String>> foreseen(Throwable failure) {
    return TOLD.entrySet().stream()
        .filter(entry -> entry.getKey().isInstance(failure))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static String ofField(InvalidField failure, Locale locale) {
    String own = "invalid." + failure.field();
    return Texts.has(own, locale)
        ? Texts.text(own, locale)
        : Texts.text("invalid", locale, name(failure.field(), locale), failure.reason());
  }

  private static String name(String field, Locale locale) {
    String key = "field." + field;
    return Texts.has(key, locale) ? Texts.text(key, locale) : field;
  }

  /** As a sentence of its own: with a capital letter and an end. */
  static String asSentence(String words, Locale locale) {
    String text = Steps.capitalised(words.strip(), locale);
    return text.isEmpty() || ".!?…".indexOf(text.charAt(text.length() - 1)) >= 0
        ? text
        : text + ".";
  }
}
