package dev.atelier.http;

import dev.atelier.MadeAtStart;
import dev.atelier.backup.Restores;
import dev.atelier.desktop.DesktopRuntimes;
import dev.atelier.egress.Egress;
import dev.atelier.identity.OpenServer;
import dev.atelier.session.Caretaker;
import dev.atelier.session.Recovery;
import dev.atelier.snapshot.Losses;
import dev.atelier.snapshot.Orphans;
import dev.atelier.snapshot.Snapshots;
import dev.atelier.task.OldPictures;
import dev.atelier.task.TaskQueue;
import dev.atelier.task.Tasks;
import dev.atelier.vision.VisionBackends;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.logging.Logger;

/**
 * What happens when the server starts: wrong settings stop it here with a plain sentence, and what
 * the last run left open is brought to an end.
 */
@ApplicationScoped
public class Start {
  private static final Logger LOG = Logger.getLogger(Start.class.getName());

  private final StructuredLog log = new StructuredLog(System.out);
  private final VisionBackends backends;
  private final DesktopRuntimes runtimes;
  private final Tasks tasks;
  private final Snapshots snapshots;
  private final Recovery recovery;
  private final TaskQueue queue;
  private final Orphans orphans;
  private final Losses losses;
  private final Caretaker caretaker;
  private final Egress egress;
  private final OldPictures oldPictures;
  private final OpenServer openServer;
  private final Restores restores;
  private final Iterable<MadeAtStart> settings;

  @Inject
  Start(
      VisionBackends backends,
      DesktopRuntimes runtimes,
      Tasks tasks,
      Snapshots snapshots,
      Recovery recovery,
      TaskQueue queue,
      Orphans orphans,
      Losses losses,
      Caretaker caretaker,
      Egress egress,
      OldPictures oldPictures,
      OpenServer openServer,
      Restores restores,
      @Any Instance<MadeAtStart> settings) {
    this.backends = backends;
    this.runtimes = runtimes;
    this.tasks = tasks;
    this.snapshots = snapshots;
    this.recovery = recovery;
    this.queue = queue;
    this.orphans = orphans;
    this.losses = losses;
    this.caretaker = caretaker;
    this.egress = egress;
    this.oldPictures = oldPictures;
    this.openServer = openServer;
    this.restores = restores;
    this.settings = settings;
  }

  /** For CDI's proxy only. */
  protected Start() {
    this(null, null, null, null, null, null, null, null, null, null, null, null, null, null);
  }

  void begin(@Observes @Initialized(ApplicationScoped.class) Object event) {
    log.install();
    try {
      start();
    } catch (RuntimeException wrong) {
      LOG.severe(() -> "the server does not start: " + wrong.getMessage());
      endProcess();
      throw wrong;
    }
  }

  /** Payara would stay, and answer 404 to everything. */
  private static void endProcess() {
    // On a thread of its own: ending waits for this deployment to be over.
    new Thread(() -> Runtime.getRuntime().exit(1), "end").start();
  }

  private void start() {
    settings.forEach(MadeAtStart::make);
    String brain = backends.standard().name();
    String runtime = runtimes.standard().name();
    LOG.info(() -> "desktops by " + runtime + ", decisions by " + brain);
    openServer.warning().ifPresent(LOG::warning);
    restores.note();
    restores.noted();
    tasks.endInterrupted();
    snapshots.recover();
    recovery.begin();
    orphans.begin();
    losses.begin();
    caretaker.begin();
    egress.begin();
    queue.open();
    oldPictures.begin();
  }

  @PreDestroy
  void end() {
    LOG.info("stopping");
    log.uninstall();
  }
}
