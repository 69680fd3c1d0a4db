package dev.atelier.http;

import dev.atelier.NotAllowed;
import dev.atelier.TooMany;
import dev.atelier.Unforeseen;
import dev.atelier.backup.BackupFailed;
import dev.atelier.backup.BackupRefused;
import dev.atelier.backup.UnknownBackup;
import dev.atelier.backup.UnusableBackup;
import dev.atelier.control.ControlHeld;
import dev.atelier.control.ControlLost;
import dev.atelier.control.ControlNeeded;
import dev.atelier.control.Holder;
import dev.atelier.control.LeaseEnded;
import dev.atelier.desktop.ContentDiffers;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DiskFull;
import dev.atelier.desktop.FileRefused;
import dev.atelier.desktop.FileThere;
import dev.atelier.desktop.InvalidAction;
import dev.atelier.desktop.NoSuchFile;
import dev.atelier.desktop.PathRefused;
import dev.atelier.desktop.QuotaRefused;
import dev.atelier.desktop.UnknownVerb;
import dev.atelier.desktop.UploadElsewhere;
import dev.atelier.doctor.TestRunning;
import dev.atelier.egress.EgressOpen;
import dev.atelier.files.RangeNotThere;
import dev.atelier.files.UploadTooLarge;
import dev.atelier.identity.UnknownAccess;
import dev.atelier.json.InvalidField;
import dev.atelier.json.MalformedBody;
import dev.atelier.recipe.RecipeRefused;
import dev.atelier.recipe.UnknownRecipe;
import dev.atelier.replay.NoEncoder;
import dev.atelier.replay.VideoFailed;
import dev.atelier.schedule.ScheduleRefused;
import dev.atelier.schedule.UnknownSchedule;
import dev.atelier.secrets.UnknownSecret;
import dev.atelier.secrets.VaultRefused;
import dev.atelier.session.DesktopBusy;
import dev.atelier.session.DesktopNotReady;
import dev.atelier.session.DesktopNotRunning;
import dev.atelier.session.HomeFull;
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
import dev.atelier.webhook.UnknownWebhook;
import dev.atelier.webhook.WebhookRefused;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Turns what went wrong in any room into the contract's error. */
@Provider
public class ProblemMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = Logger.getLogger(ProblemMapper.class.getName());
  private static final String NO_CHARSET =
      "Content-Type names a charset that this server does not know; send UTF-8";
  private static final Map<Class<?>, Function<Throwable, Problem>> BY_CLASS = new LinkedHashMap<>();

  static {
    add(MalformedBody.class, e -> Problem.of(400, e.getMessage()));
    add(UnknownVerb.class, e -> Problem.of(400, e.getMessage()));
    add(InvalidField.class, e -> Problem.of(422, e.getMessage(), "field", e.field()));
    add(InvalidAction.class, e -> Problem.of(422, e.getMessage(), "field", e.field()));
    add(
        GoalNotUnderstood.class,
        e -> new Problem(422, e.getMessage(), Map.of("field", "goal", "part", e.part())));
    add(NotAllowed.class, e -> Problem.of(403, e.getMessage()));
    add(TooMany.class, e -> Problem.of(429, e.getMessage()));
    add(UnknownAccess.class, e -> Problem.of(404, e.getMessage()));
    add(UnknownSession.class, e -> Problem.of(404, e.getMessage()));
    add(UnknownTask.class, e -> Problem.of(404, e.getMessage()));
    add(SessionBusy.class, e -> Problem.of(409, e.getMessage(), "task_id", e.taskId()));
    add(DesktopBusy.class, e -> Problem.of(409, e.getMessage(), "task_id", e.taskId()));
    add(DesktopNotRunning.class, e -> Problem.of(409, e.getMessage()));
    add(UnknownSnapshot.class, e -> Problem.of(404, e.getMessage()));
    add(UnknownBackup.class, e -> Problem.of(404, e.getMessage()));
    add(BackupRefused.class, e -> Problem.of(409, e.getMessage()));
    add(UnusableBackup.class, e -> Problem.of(422, e.getMessage()));
    add(BackupFailed.class, e -> Problem.of(507, e.getMessage()));
    add(TestRunning.class, e -> Problem.of(409, e.getMessage()));
    add(UnknownWebhook.class, e -> Problem.of(404, e.getMessage()));
    add(WebhookRefused.class, e -> Problem.of(409, e.getMessage()));
    add(UnknownRecipe.class, e -> Problem.of(404, e.getMessage()));
    add(RecipeRefused.class, e -> Problem.of(409, e.getMessage()));
    add(UnknownSchedule.class, e -> Problem.of(404, e.getMessage()));
    add(ScheduleRefused.class, e -> Problem.of(409, e.getMessage()));
    add(UnknownSecret.class, e -> Problem.of(404, e.getMessage()));
    add(VaultRefused.class, e -> Problem.of(409, e.getMessage()));
    add(SnapshotKept.class, e -> Problem.of(409, e.getMessage()));
    add(ControlHeld.class, ProblemMapper::held);
    add(LeaseEnded.class, e -> Problem.of(409, e.getMessage()));
    add(ControlLost.class, e -> Problem.of(409, e.getMessage()));
    add(ControlNeeded.class, e -> Problem.of(409, e.getMessage()));
    add(DesktopNotReady.class, e -> Problem.of(504, e.getMessage(), "session_id", e.sessionId()));
    add(EgressOpen.class, e -> Problem.of(409, e.getMessage()));
    add(HomeFull.class, e -> Problem.of(409, e.getMessage()));
    add(QuotaRefused.class, e -> Problem.of(409, e.getMessage()));
    add(PathRefused.class, e -> Problem.of(400, e.getMessage()));
    add(NoSuchFile.class, e -> Problem.of(404, e.getMessage()));
    add(FileRefused.class, e -> Problem.of(409, e.getMessage()));
    add(FileThere.class, e -> Problem.of(412, e.getMessage()));
    add(ContentDiffers.class, e -> Problem.of(422, e.getMessage(), "field", "Repr-Digest"));
    add(UploadElsewhere.class, e -> Problem.of(409, e.getMessage(), "received", e.received()));
    add(RangeNotThere.class, e -> Problem.of(416, e.getMessage()));
    add(UploadTooLarge.class, e -> Problem.of(413, e.getMessage()));
    add(NoEncoder.class, e -> Problem.of(501, e.getMessage()));
    add(VideoFailed.class, e -> Problem.of(503, e.getMessage()));
    add(DiskFull.class, e -> Problem.of(507, e.getMessage()));
    add(DesktopException.class, e -> Problem.of(503, e.getMessage()));
    add(NotResumable.class, e -> Problem.of(409, e.getMessage()));
    add(AnotherQuestion.class, e -> Problem.of(409, e.getMessage()));
    add(NotQueued.class, e -> Problem.of(409, e.getMessage()));
    add(QueueFull.class, e -> Problem.of(409, e.getMessage()));
    add(YesOrNoWanted.class, e -> Problem.of(409, e.getMessage()));
    add(UnknownVisionBackend.class, e -> Problem.of(409, e.getMessage()));
    add(SpendingCapReached.class, ProblemMapper::spent);
    add(UnknownPrice.class, e -> Problem.of(503, e.getMessage()));
    add(VisionUnavailable.class, e -> Problem.of(503, e.getMessage()));
    add(InterruptedException.class, e -> Problem.of(503, "the server is stopping"));
    add(UnknownAddress.class, e -> Problem.of(404, e.getMessage()));
    add(BodyTooLarge.class, e -> Problem.of(413, e.getMessage()));
    add(UnsupportedCharsetException.class, e -> Problem.of(415, NO_CHARSET));
    add(IllegalCharsetNameException.class, e -> Problem.of(415, NO_CHARSET));
    add(ProcessingException.class, e -> Problem.of(400, "a header of the request is malformed"));
    // Rooms tell what they could not read or write in words of their own: this is the caller's
    // body.
    add(
        IOException.class,
        e -> Problem.of(400, "the body of the request was cut short or garbled"));
  }

  private static <E extends Throwable> void add(Class<E> type, Function<E, Problem> problem) {
    BY_CLASS.put(type, failure -> problem.apply(type.cast(failure)));
  }

  @Override
  public Response toResponse(Throwable failure) {
    if (failure instanceof WebApplicationException web) {
      return ofContainer(web);
    }
    Problem problem =
        known(failure)
            .orElseGet(
                () -> {
                  LOG.log(Level.SEVERE, "a request failed unexpectedly", failure);
                  return Problem.of(500, Unforeseen.WORDS);
                });
    return failure instanceof TooMany busy
        ? Response.fromResponse(problem.response())
            .header("Retry-After", busy.retryAfterSeconds())
            .build()
        : problem.response();
  }

  /** What is told of a failure that was foreseen. */
  public static Optional<Problem> known(Throwable failure) {
    return BY_CLASS.entrySet().stream()
        .filter(entry -> entry.getKey().isInstance(failure))
        .findFirst()
        .map(entry -> entry.getValue().apply(failure));
  }

  private static Problem spent(SpendingCapReached reached) {
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("spent_usd", reached.spent());
    more.put("cap_usd", reached.cap());
    reached.resetsAt().ifPresent(at -> more.put("resets_at", at));
    return new Problem(402, reached.getMessage(), more);
  }

  private static Problem held(ControlHeld held) {
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("holder", held.holder().kind());
    if (held.holder() instanceof Holder.WorkingTask task) {
      more.put("task_id", task.taskId());
    } else if (held.holder() instanceof Holder.Person person) {
      more.put("name", person.name());
    }
    return new Problem(409, held.getMessage(), more);
  }

  /** What JAX-RS itself refuses: no such path, method or media type. */
  private static Response ofContainer(WebApplicationException failure) {
    Response answer = failure.getResponse();
    if (answer.getStatus() < 400) {
      return answer;
    }
    String detail =
        switch (answer.getStatus()) {
          case 415 -> "send the body with Content-Type: application/json";
          default -> ErrorPage.detail(answer.getStatus());
        };
    Response problem = Problem.of(answer.getStatus(), detail).response();
    return Response.fromResponse(problem).header("Allow", answer.getHeaderString("Allow")).build();
  }
}
