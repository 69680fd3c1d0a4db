package dev.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.Credential;
import dev.atelier.HandSetClock;
import dev.atelier.Role;
import dev.atelier.audit.AuditEntry;
import dev.atelier.audit.AuditRepository;
import dev.atelier.audit.AuditSamples;
import dev.atelier.control.Actor;
import dev.atelier.desktop.Disk;
import dev.atelier.desktop.EgressDenial;
import dev.atelier.desktop.EgressMode;
import dev.atelier.desktop.EgressRule;
import dev.atelier.desktop.Look;
import dev.atelier.desktop.Quota;
import dev.atelier.desktop.Site;
import dev.atelier.desktop.Size;
import dev.atelier.egress.Refusal;
import dev.atelier.identity.AccessToken;
import dev.atelier.identity.ConsoleUser;
import dev.atelier.identity.Purpose;
import dev.atelier.identity.Ticket;
import dev.atelier.session.Session;
import dev.atelier.session.SessionStatus;
import dev.atelier.snapshot.Restoration;
import dev.atelier.snapshot.Snapshot;
import dev.atelier.snapshot.Snapshot.Template;
import dev.atelier.task.QueueRepository;
import dev.atelier.task.QueuedTask;
import dev.atelier.task.ResultFile;
import dev.atelier.task.SampleTasks;
import dev.atelier.task.Step;
import dev.atelier.task.Task;
import dev.atelier.task.TaskPlace;
import dev.atelier.task.TaskRepository;
import dev.atelier.task.TaskStatus;
import dev.atelier.vision.Goal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the repositories promise on every database. */
@Timeout(60)
abstract class StorageContract
    implements WebhookStorageContract, LibraryStorageContract, SecretStorageContract {
  private static final Instant EVER = Instant.parse("9999-01-01T00:00:00Z");
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final int WRITERS = 6;

  private final HandSetClock clock = new HandSetClock();

  private Transactions database;
  private Jdbi jdbi;
  private JdbiSessionRepository sessions;
  private JdbiTaskRepository tasks;
  private QueueRepository queue;
  private JdbiAuditRepository audit;
  private JdbiSnapshotRepository snapshots;
  private JdbiAccessTokenRepository tokens;
  private JdbiConsoleUserRepository users;
  private JdbiTicketRepository tickets;
  private JdbiEgressRepository egress;

  /** An empty database. */
  abstract Transactions database() throws Exception;

  @Override
  public Jdbi jdbi() {
    return jdbi;
  }

  @BeforeEach
  void migrate() throws Exception {
    database = database();
    jdbi = Database.migrated(database);
    sessions = new JdbiSessionRepository(jdbi, new HandSetClock());
    tasks = new JdbiTaskRepository(jdbi);
    queue = new JdbiQueueRepository(jdbi);
    audit = new JdbiAuditRepository(jdbi);
    snapshots = new JdbiSnapshotRepository(jdbi);
    tokens = new JdbiAccessTokenRepository(jdbi);
    users = new JdbiConsoleUserRepository(jdbi);
    tickets = new JdbiTicketRepository(jdbi);
    egress = new JdbiEgressRepository(jdbi);
  }

  @Test
  void whatADesktopMayReachIsKeptAndItsCopiesReachNoMore() {
    EgressRule rule =
        new EgressRule(
            EgressMode.ALLOWLIST, List.of(new Site(".example.com"), new Site("example.org")));
    assertThat(egress.lock("sess_a")).isEmpty();
    egress.save("sess_a", new EgressRule(EgressMode.INTERNET, List.of()));
    egress.save("sess_a", rule);
    assertThat(egress.find("sess_a")).contains(rule);
    assertThat(egress.lock("sess_a")).contains(rule);
    snapshots.add(snapshot("snap_a", Optional.empty()));
    egress.save(snapshot("snap_a", Optional.empty()).sessionId(), rule);
    egress.inherit("sess_copy", "snap_a");
    egress.inherit("sess_other", "snap_none");
    assertThat(egress.find("sess_copy")).contains(rule);
    assertThat(egress.find("sess_other")).isEmpty();
  }

  @Test
  void whatADesktopWasRefusedIsCounted() {
    EgressDenial denial = new EgressDenial("sess_a", "x.example", 443, "list", 2, "boot", 7);
    Refusal first =
        new Refusal("sess_a", "x.example", 443, "list", 2, NOON, NOON, "boot", 7, 2, NOON);
    assertThat(egress.lastLine("boot")).isZero();
    egress.keep(first);
    Refusal again =
        new Refusal(
            "sess_a", "x.example", 443, "list", 5, NOON, NOON.plusSeconds(9), "boot", 8, 2, NOON);
    egress.keep(again);
    assertThat(egress.refusal("sess_a", denial)).contains(again);
    assertThat(egress.refusals("sess_a", 10)).containsExactly(again);
    assertThat(egress.count("sess_a")).isEqualTo(1);
    assertThat(egress.lastLine("boot")).isEqualTo(8);
    egress.forgetRefusals(NOON.plusSeconds(10));
    assertThat(egress.count("sess_a")).isZero();
  }

  @Test
  void aTokenIsReadAsItWasWrittenAndByItsHashOnly() {
    AccessToken token = token("token_a", Optional.of(Set.of("sess_a", "sess_b")));
    AccessToken other = token("token_b", Optional.empty());
    tokens.add(token, "hash a");
    tokens.add(other, "hash b");
    assertThat(tokens.byHash("hash a")).contains(token);
    assertThat(tokens.byHash("hash c")).isEmpty();
    assertThat(tokens.find("token_b")).contains(other);
    assertThat(tokens.all()).containsExactly(other, token);
  }

  @Test
  void aTokenIsRevokedOnceAndItsUseNoted() {
    tokens.add(token("token_a", Optional.of(Set.of())), "hash a");
    Instant at = Instant.parse("2026-11-22T09:00:00Z");
    assertThat(tokens.revoke("token_a", at)).isTrue();
    assertThat(tokens.revoke("token_a", at.plusSeconds(1))).isFalse();
    tokens.used("token_a", at);
    AccessToken read = tokens.find("token_a").orElseThrow();
    assertThat(read.revokedAt()).contains(at);
    assertThat(read.lastUsedAt()).contains(at);
    assertThat(read.desktops()).contains(Set.of());
  }

  @Test
  void aUserIsReadAsWrittenAndTheNameTakenInAnyCase() {
    ConsoleUser ada = user("Ada", Role.OPERATOR);
    assertThat(users.add(ada, "hash")).isTrue();
    assertThat(users.add(user("ADA", Role.ADMIN), "other")).isFalse();
    assertThat(users.find("Ada")).contains(ada);
    assertThat(users.passwordHash("Ada")).contains("hash");
    assertThat(users.find("ADA")).isEmpty();
    assertThat(users.update(user("Ada", Role.VIEWER))).isTrue();
    assertThat(users.setPassword("Ada", "another")).isTrue();
    users.loggedIn("Ada", Instant.parse("2026-11-22T09:00:00Z"));
    assertThat(users.find("Ada").orElseThrow().role()).isEqualTo(Role.VIEWER);
    assertThat(users.find("Ada").orElseThrow().lastLoginAt()).isPresent();
    assertThat(users.passwordHash("Ada")).contains("another");
    assertThat(users.remove("Ada")).isTrue();
    assertThat(users.remove("Ada")).isFalse();
    assertThat(users.all()).isEmpty();
  }

  @Test
  void aTicketIsReadAsWrittenUsedOnceRevokedOnceAndForgotten() {
    Instant at = Instant.parse("2026-11-22T09:00:00Z");
    tickets.add(ticket("ticket_a", "Ada"));
    tickets.add(ticket("ticket_b", "Ada"));
    assertThat(tickets.find("ticket_a")).contains(ticket("ticket_a", "Ada"));
    assertThat(tickets.find("ticket_x")).isEmpty();
    assertThat(tickets.use("ticket_a", at)).isTrue();
    assertThat(tickets.use("ticket_a", at)).isFalse();
    assertThat(tickets.revoke("ticket_a", at)).isTrue();
    assertThat(tickets.revoke("ticket_a", at)).isFalse();
    assertThat(tickets.find("ticket_a").orElseThrow().revokedAt()).contains(at);
    assertThat(tickets.find("ticket_b").orElseThrow().revokedAt()).isEmpty();
    tickets.forgetExpired(Instant.parse("2027-12-31T00:00:00Z"));
    assertThat(tickets.find("ticket_b")).isEmpty();
  }

  private static Ticket ticket(String id, String maker) {
    return new Ticket(
        id,
        "sess_a",
        Purpose.CONTROL,
        Role.OPERATOR,
        maker,
        new Credential(Credential.Kind.PASSWORD, maker, "a seal"),
        Instant.parse("2026-11-21T09:00:00Z"),
        Instant.parse("2026-11-22T09:00:00.123Z"),
        Optional.empty(),
        Optional.empty());
  }

  private static AccessToken token(String id, Optional<Set<String>> desktops) {
    return new AccessToken(
        id,
        "🦊".repeat(80),
        Role.VIEWER,
        desktops,
        "ada",
        Instant.parse("2026-11-21T09:00:00.123Z"),
        Optional.of(Instant.parse("2027-11-21T09:00:00Z")),
        Optional.empty(),
        Optional.empty());
  }

  private static ConsoleUser user(String name, Role role) {
    return new ConsoleUser(
        name,
        role,
        Optional.empty(),
        "admin",
        Instant.parse("2026-11-21T09:00:00Z"),
        Optional.empty());
  }

  @Test
  void aSessionIsReadAsItWasWritten() {
    Session written = session("sess_a").with(Optional.of("“no” ☕ 日本語 🦊"));
    sessions.add(written);
    assertThat(sessions.find("sess_a")).contains(written);
    assertThat(sessions.all()).containsExactly(written);
  }

  @Test
  void aChangedSessionIsReadAsItWasChanged() {
    sessions.add(session("sess_a").session());
    Session changed =
        new Session(
            "sess_a",
            "🦊".repeat(80),
            "docker",
            new Look("dark", Optional.of("#b4532f")),
            new Size(800, 600),
            new Quota(1.5, 2048, 300, 9000),
            new Disk(Optional.of("kept:7"), 7),
            SessionStatus.FAILED,
            Optional.of("x".repeat(5000)),
            true,
            Optional.of("snap_a"),
            SampleTasks.START,
            Optional.of(SampleTasks.START.plusSeconds(60)));
    sessions.update(changed);
    Session read = sessions.find("sess_a").orElseThrow();
    assertThat(read.label()).isEqualTo(changed.label());
    assertThat(read.resolution()).isEqualTo(changed.resolution());
    assertThat(read.look()).isEqualTo(changed.look());
    assertThat(read.quota()).isEqualTo(changed.quota());
    assertThat(read.disk()).isEqualTo(changed.disk());
    assertThat(read.status()).isEqualTo(SessionStatus.FAILED);
    assertThat(read.problem().orElseThrow()).hasSize(2000);
    assertThat(read.everReady()).isTrue();
    assertThat(read.expiresAt()).isEqualTo(changed.expiresAt());
  }

  @Test
  void aRemovedSessionIsGoneButKnown() {
    sessions.add(session("sess_a").session());
    assertThat(sessions.remove("sess_a", false)).isTrue();
    assertThat(sessions.remove("sess_a", false)).isFalse();
    assertThat(sessions.find("sess_a")).isEmpty();
    assertThat(sessions.lock("sess_a")).isEmpty();
    assertThat(sessions.all()).isEmpty();
    assertThat(sessions.known("sess_a")).isTrue();
    assertThat(sessions.known("sess_b")).isFalse();
  }

  @Test
  void theDefaultSessionIsFoundByItsMarkUntilItIsGone() {
    sessions.add(session("sess_other").session());
    assertThat(sessions.findDefault()).isEmpty();
    assertThat(sessions.defaults()).isEmpty();
    Session first = session("sess_b").at(SampleTasks.START);
    sessions.addDefault(first);
    assertThat(sessions.findDefault()).contains(first);
    sessions.update(session("sess_b").with(Optional.of("a problem")));
    assertThat(sessions.findDefault()).isPresent();
    sessions.remove("sess_b", false);
    assertThat(sessions.findDefault()).isEmpty();
    Session second = session("sess_a").at(SampleTasks.START.plusSeconds(1));
    sessions.addDefault(second);
    assertThat(sessions.findDefault()).contains(second);
    assertThat(sessions.defaults()).containsExactly("sess_a", "sess_b");
    assertThat(sessions.all()).extracting(Session::id).contains("sess_other", "sess_a");
  }

  @Test
  void thatAHomeIsToGoIsKnownUntilItIsGone() {
    sessions.add(session("sess_a").session());
    sessions.add(session("sess_b").session());
    sessions.add(session("sess_c").session());
    sessions.remove("sess_a", true);
    sessions.remove("sess_b", false);
    assertThat(sessions.toPurge()).extracting(Session::id).containsExactly("sess_a");
    assertThat(sessions.remove("sess_b", true)).isFalse();
    assertThat(sessions.isPurged("sess_a")).isFalse();
    sessions.purged("sess_a");
    sessions.purged("sess_a");
    assertThat(sessions.isPurged("sess_a")).isTrue();
    assertThat(sessions.toPurge()).isEmpty();
  }

  @Test
  void aPictureIsShownUntilEverySessionThatShowsItIsToBePurged() {
    sessions.add(session("sess_a").session());
    sessions.add(session("sess_b").session());
    tasks.add(SampleTasks.running("task_a", "sess_a"));
    tasks.add(SampleTasks.running("task_b", "sess_b"));
    tasks.append(SampleTasks.seen("task_a", 1, "own"));
    tasks.append(SampleTasks.seen("task_a", 2, "shared"));
    tasks.append(SampleTasks.seen("task_a", 3, "shared"));
    tasks.append(SampleTasks.words("task_a", 4, "without one"));
    tasks.append(SampleTasks.seen("task_b", 1, "shared"));
    assertThat(tasks.pictures("sess_a")).containsExactlyInAnyOrder("own", "shared");
    assertThat(tasks.shows("own")).isTrue();
    sessions.remove("sess_a", true);
    assertThat(tasks.shows("own")).isFalse();
    assertThat(tasks.shows("shared")).isTrue();
    sessions.remove("sess_b", true);
    assertThat(tasks.shows("shared")).isFalse();
    assertThat(tasks.shows("none")).isFalse();
  }

  @Test
  void picturesAreFoundByTheAgeOfWhatShowsThemAndTheStepsStay() {
    sessions.add(session("sess_a").session());
    tasks.add(SampleTasks.running("task_a", "sess_a"));
    tasks.append(SampleTasks.seen("task_a", 1, "shared"));
    tasks.append(SampleTasks.seen("task_a", 2, "own"));
    tasks.append(SampleTasks.words("task_a", 3, "without one"));
    tasks.append(SampleTasks.seen("task_a", 4, "shared"));
    Instant second = SampleTasks.START.plusSeconds(2);
    Instant fourth = SampleTasks.START.plusSeconds(4);
    assertThat(tasks.picturesShown(Instant.EPOCH, EVER, 9))
        .extracting(TaskRepository.ShownPicture::name)
        .containsExactly("shared", "own", "shared");
    assertThat(tasks.picturesShown(second, fourth, 9))
        .containsExactly(new TaskRepository.ShownPicture("own", second));
    assertThat(tasks.picturesShown(Instant.EPOCH, EVER, 1)).hasSize(1);
    assertThat(tasks.showsSince("shared", fourth)).isTrue();
    assertThat(tasks.showsSince("shared", fourth.plusMillis(1))).isFalse();
    assertThat(tasks.picturesRemoved("task_a")).isEmpty();
    tasks.pictureRemoved("shared", fourth, NOON);
    assertThat(tasks.picturesRemoved("task_a")).isEqualTo(Map.of(1, NOON));
    assertThat(tasks.stepsAfter("task_a", 0, 9)).hasSize(4);
    assertThat(tasks.stepsAfter("task_a", 0, 1).get(0).picture()).isEmpty();
    assertThat(tasks.stepsAfter("task_a", 3, 1).get(0).picture()).contains("shared");
  }

  @Test
  void theRecordIsReadByTimeAndKind() {
    for (String type : List.of("control.taken", "action", "control.handed_back", "controlled")) {
      AuditSamples.write(audit, clock, "sess_a", Actor.caller("ada"), type, Map.of());
      clock.pass(Duration.ofSeconds(1));
    }
    Instant first = clock.instant().minusSeconds(4);
    assertThat(audit.between("sess_a", first, EVER, "control.*", 9))
        .extracting(AuditEntry::type)
        .containsExactly("control.taken", "control.handed_back");
    assertThat(audit.between("sess_a", first, first.plusSeconds(2), "control.*", 1)).hasSize(1);
    assertThat(audit.between("sess_a", first.plusSeconds(1), first.plusSeconds(2), "control.*", 9))
        .extracting(AuditEntry::type)
        .containsExactly("control.handed_back");
    assertThat(audit.between("sess_b", Instant.EPOCH, EVER, "control.*", 9)).isEmpty();
  }

  @Test
  void sessionsComeInTheOrderInWhichTheyWereMade() {
    sessions.add(session("sess_b").at(SampleTasks.START.plusSeconds(1)));
    sessions.add(session("sess_a").at(SampleTasks.START.plusSeconds(2)));
    sessions.add(session("sess_c").at(SampleTasks.START));
    assertThat(sessions.all())
        .extracting(Session::id)
        .containsExactly("sess_c", "sess_b", "sess_a");
  }

  @Test
  void changesAtTheSameTimeDoNotUndoEachOther() throws Exception {
    sessions.add(session("sess_a").session());
    all(
        WRITERS,
        number ->
            database.within(
                () -> {
                  Session present = sessions.lock("sess_a").orElseThrow();
                  Session more = new SessionDraft(present).cpus(present.quota().cpus() + 1);
                  sessions.update(more);
                  return more;
                }));
    assertThat(sessions.find("sess_a").orElseThrow().quota().cpus()).isEqualTo(WRITERS);
  }

  @Test
  void aTaskIsReadAsItWasWritten() {
    sessions.add(session("sess_a").session());
    Task written = SampleTasks.running("task_1", "sess_a");
    tasks.add(written);
    assertThat(tasks.find("task_1")).contains(written);
    assertThat(tasks.find("task_2")).isEmpty();
  }

  @Test
  void aGoalMayHoldAsManyEmojiAsLetters() {
    sessions.add(session("sess_a").session());
    Task sample = SampleTasks.running("task_1", "sess_a");
    Task written = with(sample, new Goal("🦊".repeat(2000), "☕".repeat(4000)));
    tasks.add(written);
    assertThat(tasks.find("task_1").orElseThrow().goal()).isEqualTo(written.goal());
  }

  @Test
  void filesThatCameWithAGoalAndThoseItLeftAreKept() {
    sessions.add(session("sess_a").session());
    Task sample = SampleTasks.running("task_1", "sess_a");
    List<String> most = Collections.nCopies(20, "🦊".repeat(1000));
    Task written = with(sample, new Goal("file them", "", most));
    tasks.add(written);
    assertThat(tasks.find("task_1").orElseThrow().goal()).isEqualTo(written.goal());
    assertThat(tasks.files("task_1")).isEmpty();
    List<ResultFile> left =
        Collections.nCopies(
            100, new ResultFile("日".repeat(500), 1L << 40, Instant.parse("2026-01-02T03:04:05Z")));
    tasks.keepFiles("task_1", left);
    tasks.update(SampleTasks.completed(written, "filed"));
    assertThat(tasks.files("task_1")).contains(left);
    tasks.keepFiles("task_1", List.of());
    assertThat(tasks.files("task_1")).contains(List.of());
  }

  @Test
  void anEndedTaskIsReadAsItEnded() {
    sessions.add(session("sess_a").session());
    Task running = SampleTasks.running("task_1", "sess_a");
    tasks.add(running);
    Task ended = SampleTasks.completed(running, "all is said");
    tasks.update(ended);
    assertThat(tasks.find("task_1")).contains(ended);
    assertThat(tasks.unfinished()).isEmpty();
  }

  @Test
  void whatEndsATaskIsKeptHoweverLongItTalks() {
    sessions.add(session("sess_a").session());
    Task running = SampleTasks.running("task_1", "sess_a");
    tasks.add(running);
    tasks.update(SampleTasks.completed(running, "🦊".repeat(200_000) + "\u0000"));
    assertThat(tasks.find("task_1").orElseThrow().finalText())
        .startsWith("🦊")
        .hasSizeGreaterThan(50_000);
    assertThat(tasks.unfinished()).isEmpty();
  }

  @Test
  void aStepIsKeptHoweverLongItTalks() {
    sessions.add(session("sess_a").session());
    tasks.add(SampleTasks.running("task_1", "sess_a"));
    Step step = SampleTasks.words("task_1", 1, "nul \u0000 and " + "x".repeat(200_000));
    tasks.append(step);
    assertThat(tasks.stepsAfter("task_1", 0, 1).get(0).text()).startsWith("nul ");
  }

  @Test
  void stepsAreReadInOrderAsTheyWereWritten() {
    sessions.add(session("sess_a").session());
    tasks.add(SampleTasks.running("task_1", "sess_a"));
    List<Step> written = new ArrayList<>();
    for (int number = 1; number <= 120; number++) {
      written.add(SampleTasks.step("task_1", number));
      tasks.append(written.get(number - 1));
    }
    assertThat(tasks.stepsAfter("task_1", 0, Integer.MAX_VALUE)).isEqualTo(written);
    assertThat(tasks.stepsAfter("task_1", 118, 50)).isEqualTo(written.subList(118, 120));
    assertThat(tasks.stepsAfter("task_1", 7, 3)).isEqualTo(written.subList(7, 10));
    assertThat(tasks.stepsAfter("task_1", 120, 9)).isEmpty();
  }

  @Test
  void whatAPersonAnsweredIsTheResultOfTheStepThatAsked() {
    sessions.add(session("sess_a").session());
    tasks.add(SampleTasks.running("task_1", "sess_a"));
    Step question = SampleTasks.words("task_1", 1, "Pay?");
    tasks.append(question);
    tasks.append(SampleTasks.step("task_1", 2));
    tasks.answered("task_1", 1, "the person said no: “trop cher”");
    assertThat(tasks.stepsAfter("task_1", 0, 9))
        .containsExactly(
            SampleTasks.answered(question, "the person said no: “trop cher”"),
            SampleTasks.step("task_1", 2));
  }

  @Test
  void twoStepsOfOneNumberAreRefused() {
    sessions.add(session("sess_a").session());
    tasks.add(SampleTasks.running("task_1", "sess_a"));
    tasks.append(SampleTasks.step("task_1", 1));
    assertThatThrownBy(() -> tasks.append(SampleTasks.step("task_1", 1)))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void tasksComeNewestFirstAndPageByPage() {
    sessions.add(session("sess_a").session());
    sessions.add(session("sess_b").session());
    for (int n = 1; n <= 5; n++) {
      tasks.add(
          SampleTasks.running(
              "task_" + n, n % 2 == 0 ? "sess_b" : "sess_a", SampleTasks.START.plusSeconds(n)));
    }
    assertThat(tasks.all(TaskPlace.before(EVER), 2))
        .extracting(Task::id)
        .containsExactly("task_5", "task_4");
    assertThat(tasks.all(TaskPlace.before(SampleTasks.START.plusSeconds(4)), 9))
        .extracting(Task::id)
        .containsExactly("task_3", "task_2", "task_1");
    assertThat(tasks.ofSession("sess_b", TaskPlace.before(EVER), 9))
        .extracting(Task::id)
        .containsExactly("task_4", "task_2");
    assertThat(tasks.startedSince(SampleTasks.START.plusSeconds(4)))
        .containsExactlyInAnyOrder("task_4", "task_5");
  }

  @Test
  void ofTasksThatBeganInTheSameMomentNoneIsLostBetweenTwoPages() {
    sessions.add(session("sess_a").session());
    for (int n = 1; n <= 5; n++) {
      tasks.add(SampleTasks.running("task_" + n, "sess_a", SampleTasks.START));
    }
    TaskPlace second = new TaskPlace(SampleTasks.START, "task_4");
    assertThat(tasks.all(TaskPlace.before(EVER), 2))
        .extracting(Task::id)
        .containsExactly("task_5", "task_4");
    assertThat(tasks.all(second, 9))
        .extracting(Task::id)
        .containsExactly("task_3", "task_2", "task_1");
    assertThat(tasks.ofSession("sess_a", second, 2))
        .extracting(Task::id)
        .containsExactly("task_3", "task_2");
    assertThat(tasks.all(TaskPlace.before(SampleTasks.START), 9)).isEmpty();
  }

  @Test
  void aSnapshotIsReadAsItWasWrittenHoweverLongItsWords() {
    Snapshot written = snapshot("snap_a", Optional.empty());
    Snapshot offered =
        snapshot(
            "snap_b",
            Optional.of(
                new Template(
                    "🦊".repeat(Template.LONGEST_NAME),
                    "🦊".repeat(Template.LONGEST_DESCRIPTION))));
    snapshots.add(written);
    snapshots.add(offered);
    assertThat(snapshots.find("snap_a")).contains(written);
    assertThat(snapshots.ofSession("sess_a")).containsExactly(offered, written);
    assertThat(snapshots.ofTask("task_a")).contains(offered);
    snapshots.remove("snap_b");
    assertThat(snapshots.all()).containsExactly(written);
  }

  private static Snapshot snapshot(String id, Optional<Template> template) {
    return new Snapshot(
        id,
        "sess_a",
        "🦊".repeat(Session.LONGEST_LABEL),
        "docker",
        Snapshot.Kind.UNDO,
        Snapshot.State.READY,
        "🦊".repeat(Snapshot.LONGEST_NOTE),
        Optional.of("task_a"),
        new Look("dark", Optional.of("#b4532f")),
        new Size(800, 600),
        7,
        9,
        template,
        SampleTasks.START);
  }

  @Test
  void howADesktopWentBackIsReadAsItWasWritten() {
    Restoration undone =
        new Restoration(
            "sess_a", SampleTasks.START.plusSeconds(60), SampleTasks.START, Optional.of("task_a"));
    Restoration other =
        new Restoration(
            "sess_a", SampleTasks.START.plusSeconds(90), Instant.EPOCH, Optional.empty());
    snapshots.add(undone);
    snapshots.add(other);
    assertThat(snapshots.restorations("sess_a")).containsExactlyInAnyOrder(undone, other);
    assertThat(snapshots.restorations("sess_b")).isEmpty();
  }

  @Test
  void unfinishedTasksAreFoundWhateverTheyWaitFor() {
    sessions.add(session("sess_a").session());
    for (TaskStatus status : TaskStatus.values()) {
      tasks.add(with(SampleTasks.running("task_" + status.word(), "sess_a"), status));
    }
    assertThat(tasks.unfinished())
        .extracting(Task::status)
        .containsExactlyInAnyOrder(
            TaskStatus.QUEUED,
            TaskStatus.STARTING,
            TaskStatus.RUNNING,
            TaskStatus.PAUSED,
            TaskStatus.NEEDS_APPROVAL,
            TaskStatus.NEEDS_YOU);
  }

  @Test
  void tasksWaitInTheirOrderAndAreTakenOutOnce() {
    sessions.add(session("sess_a").session());
    sessions.add(session("sess_b").session());
    for (String id : List.of("task_3", "task_1", "task_2")) {
      tasks.add(with(SampleTasks.running(id, "sess_a"), TaskStatus.QUEUED));
      queue.add(id, "sess_a", id.equals("task_1"), "ada");
    }
    tasks.add(with(SampleTasks.running("task_4", "sess_b"), TaskStatus.QUEUED));
    queue.add("task_4", "sess_b", false, "bob");
    assertThat(queue.sessions()).containsExactlyInAnyOrder("sess_a", "sess_b");
    assertThat(queue.of("sess_a"))
        .extracting(QueuedTask::taskId)
        .containsExactly("task_3", "task_1", "task_2");
    assertThat(queue.of("sess_a").get(1))
        .isEqualTo(new QueuedTask("task_1", "sess_a", 2, true, "ada"));
    queue.arrange(List.of("task_2", "task_3", "task_1"));
    assertThat(queue.remove("task_3")).isTrue();
    assertThat(queue.remove("task_3")).isFalse();
    assertThat(queue.of("sess_a"))
        .extracting(QueuedTask::taskId)
        .containsExactly("task_2", "task_1");
    queue.add("task_3", "sess_a", false, "ada");
    assertThat(queue.of("sess_a").get(2).taskId()).isEqualTo("task_3");
  }

  @Test
  void aTaskThatWaitedBeganWhenItBegan() {
    sessions.add(session("sess_a").session());
    Task waited = with(SampleTasks.running("task_1", "sess_a"), TaskStatus.QUEUED);
    tasks.add(waited);
    Task begun = SampleTasks.running("task_1", "sess_a", SampleTasks.START.plusSeconds(60));
    tasks.begin(begun);
    assertThat(tasks.find("task_1")).contains(begun);
  }

  @Test
  void onlyATaskThatEndedAtAMoneyCapIsResumedAndOnlyOnce() {
    Task running = SampleTasks.running("task_1", "sess_a");
    sessions.add(session("sess_a").session());
    tasks.add(running);
    assertThat(tasks.resume(running)).isFalse();
    tasks.update(SampleTasks.atTheCap(running));
    assertThat(tasks.resume(running)).isTrue();
    assertThat(tasks.find("task_1")).contains(running);
    assertThat(tasks.resume(running)).isFalse();
  }

  @Test
  void moneyIsKeptToTheEighthDecimal() {
    sessions.add(session("sess_a").session());
    tasks.add(SampleTasks.running("task_1", "sess_a"));
    tasks.append(SampleTasks.step("task_1", 1));
    assertThat(tasks.stepsAfter("task_1", 0, 1).get(0).costUsd())
        .isEqualTo(new BigDecimal("0.00012345"));
  }

  @Test
  void theRecordIsReadAsItWasWrittenAndVerifies() {
    AuditSamples.write(audit, "sess_a", 30);
    assertThat(AuditSamples.verified(audit, "sess_a")).isTrue();
    assertThat(audit.entries("sess_a", 0, Optional.empty(), 99)).hasSize(30);
    assertThat(audit.entries("sess_a", 28, Optional.empty(), 99)).hasSize(2);
    assertThat(audit.entries("sess_a", 0, Optional.of("action"), 99)).hasSize(15);
    assertThat(audit.entries("sess_a", 0, Optional.of("task.*"), 99)).hasSize(15);
    assertThat(audit.entries("sess_a", 0, Optional.of("task"), 99)).isEmpty();
    assertThat(audit.entries("sess_a", 0, Optional.of("t%"), 99)).isEmpty();
    assertThat(audit.entries("sess_b", 0, Optional.empty(), 99)).isEmpty();
  }

  @Test
  void manyWhoWriteToOneRecordDoNotForkIt() throws Exception {
    AuditSamples.write(audit, "sess_a", 1);
    all(
        WRITERS,
        number -> {
          for (int n = 0; n < 10; n++) {
            database.within(
                () -> {
                  AuditSamples.write(audit, "sess_a", 1);
                  return number;
                });
          }
          return number;
        });
    assertThat(audit.head("sess_a").map(AuditRepository.Head::seq)).contains(WRITERS * 10L + 1);
    assertThat(AuditSamples.verified(audit, "sess_a")).isTrue();
  }

  @Test
  void whatFailsInATransactionLeavesNoEntry() {
    assertThatThrownBy(
            () ->
                database.within(
                    () -> {
                      sessions.add(session("sess_a").session());
                      AuditSamples.write(audit, "sess_a", 3);
                      throw new IllegalStateException("and then this");
                    }))
        .hasMessage("and then this");
    assertThat(audit.head("sess_a")).isEmpty();
    assertThat(audit.entries("sess_a", 0, Optional.empty(), 9)).isEmpty();
    assertThat(sessions.known("sess_a")).isFalse();
  }

  /** Work of one of several threads. */
  @FunctionalInterface
  private interface Share {
    Object of(int number) throws Exception;
  }

  private static void all(int threads, Share share) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CyclicBarrier start = new CyclicBarrier(threads);
    List<Future<Object>> work = new ArrayList<>();
    for (int n = 0; n < threads; n++) {
      int number = n;
      Callable<Object> one =
          () -> {
            start.await();
            return share.of(number);
          };
      work.add(pool.submit(one));
    }
    pool.shutdown();
    for (Future<Object> one : work) {
      one.get();
    }
  }

  private static SessionDraft session(String id) {
    return new SessionDraft(
        new Session(
            id,
            "Ada",
            "docker",
            Look.STANDARD,
            new Size(1280, 720),
            Quota.STANDARD,
            Disk.FRESH,
            SessionStatus.STARTING,
            Optional.empty(),
            false,
            Optional.empty(),
            SampleTasks.START,
            Optional.of(SampleTasks.START.plusSeconds(3600))));
  }

  /** A session with one thing changed. */
  private record SessionDraft(Session session) {
    Session with(Optional<String> problem) {
      return changed(session.quota(), problem, session.createdAt());
    }

    Session cpus(double cpus) {
      return changed(new Quota(cpus, 0, 0, 0), session.problem(), session.createdAt());
    }

    Session at(Instant createdAt) {
      return changed(session.quota(), session.problem(), createdAt);
    }

    private Session changed(Quota quota, Optional<String> problem, Instant createdAt) {
      return new Session(
          session.id(),
          session.label(),
          session.runtime(),
          session.look(),
          session.resolution(),
          quota,
          session.disk(),
          session.status(),
          problem,
          session.everReady(),
          session.origin(),
          createdAt,
          session.expiresAt());
    }
  }

  private static Task with(Task task, Goal goal) {
    return changed(task, goal, task.status());
  }

  private static Task with(Task task, TaskStatus status) {
    return changed(task, task.goal(), status);
  }

  private static Task changed(Task task, Goal goal, TaskStatus status) {
    return new Task(
        task.id(),
        task.sessionId(),
        goal,
        task.askBefore(),
        task.backend(),
        task.model(),
        status,
        task.maxSteps(),
        task.maxUsd(),
        task.stepCount(),
        task.totalCostUsd(),
        task.finalText(),
        task.error(),
        task.startedAt(),
        task.finishedAt());
  }
}
