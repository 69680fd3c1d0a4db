package dev.atelier.audit;

import dev.atelier.audit.AuditRepository.Head;
import dev.atelier.backup.BackupNoted;
import dev.atelier.control.ActionBegins;
import dev.atelier.control.ActionEnded;
import dev.atelier.control.ActionRefused;
import dev.atelier.control.Actor;
import dev.atelier.control.ClipboardUsed;
import dev.atelier.control.ControlChanged;
import dev.atelier.control.KeysTyped;
import dev.atelier.control.ViewerNoted;
import dev.atelier.cost.BookedCall;
import dev.atelier.cost.CallBooked;
import dev.atelier.cost.CapChanged;
import dev.atelier.desktop.Action;
import dev.atelier.desktop.Quota;
import dev.atelier.desktop.Site;
import dev.atelier.doctor.ModelTested;
import dev.atelier.egress.EgressChanged;
import dev.atelier.egress.EgressDenied;
import dev.atelier.files.FileAsked;
import dev.atelier.identity.AccessNoted;
import dev.atelier.json.Json;
import dev.atelier.recipe.RecipeChanged;
import dev.atelier.schedule.RunNoted;
import dev.atelier.schedule.Schedule;
import dev.atelier.schedule.ScheduleChanged;
import dev.atelier.schedule.ScheduleDraft;
import dev.atelier.schedule.ScheduleRun;
import dev.atelier.secrets.SecretChanged;
import dev.atelier.session.Session;
import dev.atelier.session.SessionChanged;
import dev.atelier.snapshot.OrphanRemoval;
import dev.atelier.snapshot.Snapshot;
import dev.atelier.snapshot.SnapshotChanged;
import dev.atelier.snapshot.SnapshotUsed;
import dev.atelier.software.SoftwareChanged;
import dev.atelier.task.PicturesRemoved;
import dev.atelier.task.StepTaken;
import dev.atelier.task.Task;
import dev.atelier.task.TaskChanged;
import dev.atelier.webhook.WebhookChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Writes down what happens, within the transaction in which it happens: what cannot be written down
 * does not happen. Thread-safe.
 */
@ApplicationScoped
@Transactional
public class AuditTrail {
  /** The chain of what is about no desktop. */
  static final String SERVER = "server";

  private final AuditRepository repository;
  private final Clock clock;
  private final Event<AuditWritten> events;

  @Inject
  AuditTrail(AuditRepository repository, Clock clock, Event<AuditWritten> events) {
    this.repository = repository;
    this.clock = clock;
    this.events = events;
  }

  /** For CDI's proxy only. */
  protected AuditTrail() {
    this(null, null, null);
  }

  void sessionChanged(@Observes SessionChanged event) {
    Session session = event.session();
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("label", session.label());
    detail.put("status", session.status().word());
    session.problem().ifPresent(problem -> detail.put("problem", problem));
    if (event.type().equals("session.created")) {
      session.origin().ifPresent(origin -> detail.put("snapshot_id", origin));
    }
    session.expiresAt().ifPresent(end -> detail.put("expires_at", end.toString()));
    if (!session.quota().equals(Quota.STANDARD)) {
      detail.put("quota", inWords(session.quota()));
    }
    append(session.id(), Actor.caller(event.actor()), event.type(), detail);
    if (event.type().equals("session.created")) {
      new ChainBook(repository).name(this, session.id(), session.label());
    }
  }

  /** Nobody's desktop has no chain that could be read; the server's own holds it. */
  void orphanRemoved(@Observes OrphanRemoval event) {
    append(
        SERVER,
        Actor.caller(event.actor()),
        event.type(),
        Map.of(
            "kind", event.orphan().kind().name().toLowerCase(Locale.ROOT),
            "runtime", event.orphan().runtime(),
            "name", event.orphan().name()));
  }

  void accessNoted(@Observes AccessNoted event) {
    append(
        event.sessionId().orElse(SERVER),
        Actor.caller(event.actor()),
        event.type(),
        event.detail());
  }

  void egressChanged(@Observes EgressChanged event) {
    append(
        event.sessionId(),
        Actor.caller(event.actor()),
        "session.egress_changed",
        Map.of(
            "mode", event.rule().mode().word(),
            "allow", event.rule().allow().stream().map(Site::text).toList()));
  }

  void egressDenied(@Observes EgressDenied event) {
    append(
        event.sessionId(),
        Actor.caller("desktop"),
        "session.egress_denied",
        Map.of(
            "host", event.host(),
            "port", event.port(),
            "reason", event.reason(),
            "count", event.count()));
  }

  void backupNoted(@Observes BackupNoted event) {
    append(SERVER, Actor.caller(event.actor()), event.type(), event.detail());
  }

  void modelTested(@Observes ModelTested event) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("name", event.test().backend());
    detail.put("model", event.test().model());
    detail.put("ok", event.test().ok());
    detail.put("usd", event.test().usd());
    event.test().trouble().ifPresent(trouble -> detail.put("trouble", trouble));
    append(SERVER, Actor.caller(event.actor()), "model.tested", detail);
  }

  void webhookChanged(@Observes WebhookChanged event) {
    append(SERVER, Actor.caller(event.actor()), event.type(), event.detail());
  }

  void recipeChanged(@Observes RecipeChanged event) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("recipe_id", event.recipe().id());
    detail.put("name", event.recipe().draft().name());
    detail.put("goal", event.recipe().draft().goal());
    detail.put("shared", event.recipe().draft().shared());
    append(SERVER, Actor.caller(event.actor()), event.type(), detail);
  }

  void scheduleChanged(@Observes ScheduleChanged event) {
    ScheduleDraft draft = event.schedule().draft();
    Map<String, Object> detail = detail(event.schedule());
    draft.work().recipeId().ifPresent(id -> detail.put("recipe_id", id));
    draft.work().goal().ifPresent(goal -> detail.put("goal", goal));
    detail.put("when", draft.when().text());
    detail.put("time_zone", draft.zone().getId());
    detail.put("enabled", draft.enabled());
    append(draft.sessionId(), Actor.caller(event.actor()), event.type(), detail);
  }

  void runNoted(@Observes RunNoted event) {
    ScheduleRun run = event.run();
    Map<String, Object> detail = detail(event.schedule());
    detail.put("planned_at", run.plannedAt().toString());
    detail.put("outcome", run.outcome().word());
    if (!run.reason().isEmpty()) {
      detail.put("reason", run.reason());
    }
    append(
        event.schedule().draft().sessionId(),
        new Actor("schedule", run.taskId(), 0),
        event.type(),
        detail);
  }

  private static Map<String, Object> detail(Schedule schedule) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("schedule_id", schedule.id());
    detail.put("name", schedule.draft().name());
    return detail;
  }

  void secretChanged(@Observes SecretChanged event) {
    append(SERVER, Actor.caller(event.actor()), event.type(), event.detail());
  }

  /** Of many desktops at once, so it is on the server's own record. */
  void picturesRemoved(@Observes PicturesRemoved event) {
    append(
        SERVER,
        Actor.caller("server"),
        "pictures.removed",
        Map.of("count", event.count(), "older_than_days", event.days()));
  }

  void softwareChanged(@Observes SoftwareChanged event) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("packages", event.packages());
    event.problem().ifPresent(problem -> detail.put("problem", problem));
    append(event.sessionId(), Actor.caller(event.actor()), event.type(), detail);
  }

  void snapshotUsed(@Observes SnapshotUsed event) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("snapshot_id", event.snapshotId());
    event.problem().ifPresent(problem -> detail.put("problem", problem));
    append(event.sessionId(), Actor.caller(event.actor()), event.type(), detail);
  }

  private static Map<String, Object> inWords(Quota quota) {
    Map<String, Object> words = new LinkedHashMap<>();
    words.put("cpus", quota.cpus());
    words.put("memory_mb", quota.memoryMb());
    words.put("pids", quota.pids());
    words.put("disk_mb", quota.diskMb());
    return words;
  }

  void snapshotChanged(@Observes SnapshotChanged event) {
    Snapshot snapshot = event.snapshot();
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("snapshot_id", snapshot.id());
    detail.put("kind", snapshot.kind().name().toLowerCase(Locale.ROOT));
    detail.put("note", snapshot.note());
    detail.put("size_bytes", snapshot.bytes());
    snapshot.template().ifPresent(template -> detail.put("template", template.name()));
    if (event.isFailure()) {
      detail.put("problem", event.problem());
    }
    append(
        snapshot.sessionId(), new Actor(event.actor(), snapshot.taskId(), 0), event.type(), detail);
  }

  void taskChanged(@Observes TaskChanged event) {
    Task task = event.task();
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("goal", task.goal().text());
    detail.put("status", task.status().word());
    detail.put("backend", task.backend());
    detail.put("steps", task.stepCount());
    detail.put("cost_usd", task.totalCostUsd());
    if (event.type().equals("task.started") || event.type().equals("task.resumed")) {
      task.maxUsd().ifPresent(bound -> detail.put("max_usd", bound));
    }
    if (!event.note().isEmpty()) {
      detail.put("note", event.note());
    }
    if (!task.error().isEmpty()) {
      detail.put("error", task.error());
    }
    append(
        task.sessionId(),
        new Actor(event.actor(), Optional.of(task.id()), 0),
        event.type(),
        detail);
  }

  /** Steps of words only; those that act are on record as actions. */
  void stepTaken(@Observes StepTaken event) {
    if (event.step().verb().isEmpty()) {
      append(
          event.task().sessionId(),
          Actor.task(event.task().id(), event.step().number()),
          "task.said",
          Map.of("text", event.step().text()));
    }
  }

  void callBooked(@Observes CallBooked event) {
    BookedCall call = event.call();
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("backend", call.backend());
    detail.put("model", call.model());
    detail.put("state", event.state().word());
    detail.put("input_tokens", event.usage().input());
    detail.put("output_tokens", event.usage().output());
    detail.put("cache_read_tokens", event.usage().cacheRead());
    detail.put("cache_write_tokens", event.usage().cacheWrite());
    detail.put("usd", event.usd());
    append(call.sessionId(), Actor.task(call.taskId(), call.step()), "budget.call", detail);
  }

  void capChanged(@Observes CapChanged event) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("scope", event.scope().word());
    detail.put("from", event.from().orElse(null));
    detail.put("to", event.to().orElse(null));
    append(SERVER, Actor.caller(event.actor()), "budget.cap_changed", detail);
  }

  void actionBegins(@Observes ActionBegins event) {
    append(
        event.sessionId(),
        event.actor(),
        "action",
        detail(event.action(), "begins"),
        event.epoch());
  }

  void actionEnded(@Observes ActionEnded event) {
    Map<String, Object> detail = detail(event.action(), "ended");
    detail.put("ok", event.outcome().ok());
    detail.put("result", event.outcome().message());
    detail.put("duration_ms", event.outcome().duration().toMillis());
    append(event.sessionId(), event.actor(), "action", detail, event.epoch());
  }

  void controlChanged(@Observes ControlChanged event) {
    append(
        event.sessionId(),
        new Actor(event.actor(), event.taskId(), 0),
        event.type(),
        event.detail(),
        event.epoch());
  }

  void fileAsked(@Observes FileAsked event) {
    append(
        event.sessionId(), Actor.caller(event.actor()), event.type(), Map.of("path", event.path()));
  }

  void clipboardUsed(@Observes ClipboardUsed event) {
    append(
        event.sessionId(), event.actor(), event.type(), Map.of("characters", event.characters()));
  }

  void viewerNoted(@Observes ViewerNoted event) {
    append(event.sessionId(), Actor.caller(event.viewer()), event.type(), Map.of());
  }

  void keysTyped(@Observes KeysTyped event) {
    append(
        event.sessionId(),
        Actor.caller(event.actor()),
        "control.keys",
        Map.of("characters", event.characters()),
        event.epoch());
  }

  void actionRefused(@Observes ActionRefused event) {
    append(
        event.sessionId(),
        event.actor(),
        "action",
        Map.of("phase", "refused", "request", event.request(), "reason", event.reason()));
  }

  /** Writes one entry down, in the caller's transaction or, without one, in its own. */
  public void append(String chain, Actor actor, String type, Map<String, Object> detail) {
    append(chain, actor, type, detail, 0);
  }

  private void append(
      String chain, Actor actor, String type, Map<String, Object> detail, long epoch) {
    Head head = repository.lockHead(chain);
    AuditEntry unhashed =
        new AuditEntry(
            chain,
            head.seq() + 1,
            clock.instant(),
            actor.taskId(),
            actor.step(),
            actor.name(),
            type,
            asStored(detail),
            epoch,
            head.hash(),
            "");
    AuditEntry entry = hashed(unhashed);
    repository.append(entry);
    events.fire(new AuditWritten(entry));
  }

  /** As it will be read back, or the hash would be that of another spelling of its numbers. */
  private static Map<String, Object> asStored(Map<String, Object> detail) {
    return Json.readObject(Json.write(detail));
  }

  private static AuditEntry hashed(AuditEntry entry) {
    return new AuditEntry(
        entry.chain(),
        entry.seq(),
        entry.at(),
        entry.taskId(),
        entry.step(),
        entry.actor(),
        entry.type(),
        entry.detail(),
        entry.epoch(),
        entry.prevHash(),
        AuditHash.of(entry));
  }

  private static Map<String, Object> detail(Action action, String phase) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("phase", phase);
    detail.put("verb", action.verb());
    if (!action.parameters().isEmpty()) {
      detail.put("parameters", action.parameters());
    }
    return detail;
  }
}
