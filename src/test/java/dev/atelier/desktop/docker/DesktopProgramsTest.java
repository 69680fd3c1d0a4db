package dev.atelier.desktop.docker;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import com.sun.net.httpserver.HttpExchange;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.atelier.desktop.HomePath;
import dev.atelier.desktop.Look;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DesktopProgramsTest {
  private static final String EXEC = "POST /containers/atelier-desktop-one/exec";
  private static final String PAUSE = "POST /containers/atelier-desktop-one/pause";

  private final FakeEngine engine = new FakeEngine();
  private final DockerRuntime runtime =
      new DockerRuntime(new Engine(engine.address()), "test", "none", Limits.parse("1g", 1, 64));
  private final ExecutorService threads = Executors.newCachedThreadPool(DesktopProgramsTest::quiet);
  private final CountDownLatch over = new CountDownLatch(1);

  @AfterEach
  void close() {
    over.countDown();
    threads.shutdownNow();
    runtime.close();
    engine.close();
  }

  /** Some of them fail in the end, for want of a real desktop. */
  private static Thread quiet(Runnable work) {
    Thread thread = new Thread(work);
    thread.setUncaughtExceptionHandler((failed, why) -> {});
    return thread;
  }

  @Test
  void noProgramBeginsWhileItsDesktopIsBeingPaused() {
    List<Consumer<DockerRuntime>> all =
        List.of(
            desktops -> desktops.software().orElseThrow().installed("one"),
            desktops -> desktops.files().orElseThrow().list("one", HomePath.HOME),
            desktops -> desktops.homeMb("one"),
            desktops -> desktops.dress("one", Look.STANDARD),
            desktops -> desktops.tell("one", "hello"),
            desktops -> desktops.connect("one"));
    engine.on(PAUSE, this::slowly);
    CompletableFuture<Void> pausing =
        CompletableFuture.runAsync(() -> runtime.pause("one"), threads);
    await().until(() -> engine.calls().contains(PAUSE));

    all.forEach(each -> threads.execute(() -> each.accept(runtime)));
    await("for any that does not wait").during(Duration.ofMillis(500)).until(this::begun, is(0L));
    over.countDown();
    pausing.join();
    await().until(this::begun, is((long) all.size()));
  }

  private long begun() {
    return engine.calls().stream().filter(EXEC::equals).count();
  }

  @Test
  void aDesktopMayBePausedWhileAProgramRunsOnIt() {
    engine.on("POST /exec/.*/start", this::slowly);
    CompletableFuture<Void> measuring =
        CompletableFuture.runAsync(() -> runtime.homeMb("one"), threads);
    await().until(() -> engine.calls().stream().anyMatch(call -> call.endsWith("/start")));

    runtime.pause("one");

    assertThat(engine.calls()).contains(PAUSE);
    assertThat(measuring).isNotDone();
    over.countDown();
    measuring.join();
  }

  @Test
  void nobodyElseRunsProgramsInContainers() {
    noClasses()
        .that(
            DescribedPredicate.not(
                belongToAnyOf(
                    Exec.class,
                    ExecStream.class,
                    DesktopPrograms.class,
                    // Nobody pauses the container of its own.
                    Workshop.class,
                    EgressProxy.class)))
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "a program is run",
                call -> {
                  String owner = call.getTargetOwner().getName();
                  String method = call.getTarget().getName();
                  return method.equals("execCreateCmd")
                      || method.equals("startExec")
                      || owner.equals(ExecStream.class.getName()) && method.equals("open")
                      || owner.equals(Exec.class.getName())
                          && List.of("run", "stream", "begin", "create").contains(method);
                }))
        .check(
            new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.atelier.desktop.docker"));
  }

  private void slowly(HttpExchange call) throws InterruptedException, IOException {
    over.await();
    call.sendResponseHeaders(204, -1);
  }
}
