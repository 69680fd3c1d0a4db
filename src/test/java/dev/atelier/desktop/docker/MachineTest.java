package dev.atelier.desktop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import dev.atelier.desktop.MachineReport;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MachineTest {
  private static final String TOLD =
      """
      MemTotal:       24684512 kB
      MemFree:          512340 kB
      MemAvailable:   16777216 kB
      7.50 5.07 4.55 8/572 55
      """;
  private static final MachineReport KNOWN =
      new MachineReport(OptionalLong.of(16_384), OptionalDouble.of(3.75));
  private static final MachineReport ALL_OF_IT =
      new MachineReport(OptionalLong.of(8_192), OptionalDouble.empty());

  private final FakeEngine fake = new FakeEngine();
  private final DockerRuntime runtime =
      new DockerRuntime(new Engine(fake.address()), "test", "none", Limits.parse("1g", 1, 64));
  private final CountDownLatch over = new CountDownLatch(1);

  @AfterEach
  void close() {
    over.countDown();
    runtime.close();
    fake.close();
  }

  @Test
  void anotherMachineIsAskedThroughADesktopWithFewQuestions() {
    run("one", "two");
    fake.on("POST /exec/.*/start", FakeEngine.printing(TOLD));
    assertThat(runtime.machine()).isEqualTo(KNOWN);
    assertThat(fake.calls().stream().filter(call -> !call.endsWith("/e1/json")))
        .containsExactly(
            // What an earlier run left is looked for before the first question.
            "GET /containers/json",
            "GET /containers/json",
            "POST /containers/atelier-desktop-one/exec",
            "POST /exec/e1/start",
            "GET /info");
    assertThat(runtime.freeMemoryMb()).isEqualTo(KNOWN.freeMemoryMb());
  }

  @Test
  void whereNoDesktopRunsAllMemoryIsFree() {
    assertThat(runtime.machine()).isEqualTo(ALL_OF_IT);
  }

  @Test
  void oneThatFailsToTellIsPassedOver() {
    run("one", "two");
    fake.on("POST /exec/.*/start", FakeEngine.printing(TOLD))
        .on("POST /containers/atelier-desktop-one/exec", call -> call.sendResponseHeaders(500, -1));
    assertThat(runtime.machine()).isEqualTo(KNOWN);
  }

  @Test
  void whereNoneTellsNothingIsKnown() {
    run("one", "two");
    fake.on("POST /exec/.*/start", FakeEngine.printing("cat: no such file\n"));
    assertThat(runtime.machine()).isEqualTo(MachineReport.NOTHING);
    fake.on("POST /containers/.*/exec", call -> call.sendResponseHeaders(500, -1));
    assertThat(runtime.machine()).isEqualTo(MachineReport.NOTHING);
    assertThat(runtime.freeMemoryMb()).isEmpty();
  }

  @Test
  void oneThatOthersAreAtIsPassedOver() {
    run("one", "two");
    String pause = "POST /containers/atelier-desktop-one/pause";
    fake.on("POST /exec/.*/start", FakeEngine.printing(TOLD)).on(pause, this::slowly);
    CompletableFuture<Void> pausing = CompletableFuture.runAsync(() -> runtime.pause("one"));
    await().until(() -> fake.calls().contains(pause));
    assertThat(runtime.machine()).isEqualTo(KNOWN);
    assertThat(pausing).isNotDone();
    over.countDown();
    pausing.join();
  }

  @Test
  void anEngineBehindASocketFileHasTheMemoryOfThisMachine() {
    try (Engine engine = new Engine("unix:///none.sock")) {
      EngineMachine machine = new EngineMachine(engine, List::of, id -> Optional.empty());
      assertThat(machine.freeMemoryMb().orElseThrow()).isPositive();
    }
  }

  @Test
  void loadIsSharedByTheProcessors() {
    assertThat(EngineMachine.load("7.50 5.07 4.55 8/572 55\n", () -> 2)).hasValue(3.75);
    assertThat(EngineMachine.load("none", () -> 2)).isEmpty();
  }

  private void run(String... desktops) {
    fake.on(
        "GET /containers/json",
        FakeEngine.json(
            Arrays.stream(desktops)
                .map(
                    id ->
                        """
                        {"Id": "%1$s", "State": "running", "Names": ["/atelier-desktop-%1$s"],
                         "Labels": {"dev.atelier.desktop": "%1$s"}}"""
                            .formatted(id))
                .collect(Collectors.joining(",", "[", "]"))));
    fake.on("GET /containers/atelier-desktop-one/json", FakeEngine.running("one"));
  }

  private void slowly(HttpExchange call) throws InterruptedException, IOException {
    over.await();
    call.sendResponseHeaders(204, -1);
  }
}
