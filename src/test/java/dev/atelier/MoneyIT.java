package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.vision.Usage;
import dev.atelier.vision.anthropic.AnthropicApi;
import dev.atelier.vision.anthropic.AnthropicApi.Said;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What models may cost, on real desktops and with a server that is killed in between. */
class MoneyIT {
  private static final int DESKTOPS = 6;

  /** Far more than the cap has room for, however many are cut short by a kill. */
  private static final int TASKS = 100;

  /** Each costs a start; docs name the run with more. */
  private static final int KILLS = Integer.getInteger("money.kills", 1);

  private static final BigDecimal CAP = new BigDecimal("1.00");

  /** 1200*2 + 350*10 + 6000*2.50 = 20900 millionths of a dollar. */
  private static final Usage ONE_CALL = new Usage(1200, 350, 0, 6000);

  private static final BigDecimal ITS_PRICE = new BigDecimal("0.0209");

  /** 1024*10 + 4500*2.50 = 21490: the longest answer, and the tools written to the cache. */
  private static final BigDecimal SET_ASIDE_AT_LEAST = new BigDecimal("0.02149");

  private final AnthropicApi claude = new AnthropicApi();

  /** What all answers cost by the price list, in ten-millionths of a dollar. */
  private final LongAdder answered = new LongAdder();

  @BeforeEach
  void requireEngine() {
    EngineCommand.require();
  }

  @AfterEach
  void close() {
    claude.close();
  }

  private RunningServer server(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("ANTHROPIC_API_KEY", AnthropicApi.KEY);
    all.put("ANTHROPIC_BASE_URL", claude.address());
    return RunningServer.start(all);
  }

  private static BigDecimal total(RunningServer server) {
    return GivenTask.usd(server.get("/budget").json().get("total_usd"));
  }

  /** What the tasks cost together, by the list of each. */
  private static BigDecimal sumOfTasks(RunningServer server) {
    return ((Map<?, ?>) server.get("/budget").json().get("per_task_usd"))
        .values().stream().map(GivenTask::usd).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @Test
  void atTheCapATaskEndsAndGoesOnWhenThereIsMoneyAgain() {
    claude
        .taking(ONE_CALL)
        .wishes("mouse_move {'coordinate':[101,102]}", "mouse_move {'coordinate':[103,104]}")
        .wishes("mouse_move {'coordinate':[105,106]}");
    try (RunningServer server = server(Map.of("MAX_USD_PER_DAY", "0.09"))) {
      String session = GivenTask.desktop(server, "Money");
      GivenTask task = GivenTask.to(server, session, Map.of("goal", "Go from place to place"));

      Answer stopped = task.awaitEnd("budget_exceeded_usd");
      assertThat(stopped.text("error")).contains("$0.09", "MAX_USD_PER_DAY", "$0.0418 is spent");
      assertThat(stopped.list("steps")).hasSize(3);
      assertThat(task.totalCost()).isEqualByComparingTo("0.0418");

      Answer refused = server.post(session + "/task", "{\"goal\":\"Go on\"}");
      assertThat(refused.status()).as(refused.text()).isEqualTo(402);
      assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
      assertThat(GivenTask.usd(refused.json().get("spent_usd"))).isEqualByComparingTo("0.0418");
      assertThat(GivenTask.usd(refused.json().get("cap_usd"))).isEqualByComparingTo("0.09");
      assertThat(Instant.parse(refused.text("resets_at"))).isAfter(Instant.now());
      assertThat(refused.text("detail")).contains("MAX_USD_PER_DAY");
      assertThat(server.post(task.path() + "/resume", "").status()).isEqualTo(402);
      GivenTask.to(server, session, Map.of("goal", "press Escape", "backend", "recipe"))
          .awaitEnd("completed");

      server.stop();
      server.startAgain(Map.of("MAX_USD_PER_DAY", "1.00"));

      claude
          .wishes("mouse_move {'coordinate':[107,108]}")
          .says("end_turn", "{'type':'text','text':'All places seen.'}");
      task.ask("resume", "");
      assertThat(task.awaitEnd("completed").text("final_text")).isEqualTo("All places seen.");
      JsonNode resumed = claude.requests().get(2);
      assertThat(resumed.path("messages").size()).isEqualTo(1);
      assertThat(resumed.path("messages").toString())
          .contains("Go from place to place", "[101, 102]", "[103, 104]", "[105, 106]");
      task.assertNumberedWithoutGap();
      assertThat(task.steps()).hasSize(5);
      assertThat(task.totalCost())
          .isEqualByComparingTo(ITS_PRICE.multiply(BigDecimal.valueOf(4)))
          .isEqualByComparingTo(total(server));
      assertThat(server.get(session + "/audit/verify").json()).containsEntry("ok", true);
    }
  }

  @Test
  void manyTasksAndAServerThatIsKilledNeverPassTheCap() throws Exception {
    HeldCall held = new HeldCall();
    claude.otherwise(request -> next(request, held));
    try (RunningServer server =
        server(Map.of("MAX_USD_PER_DAY", CAP.toPlainString(), "ANTHROPIC_MAX_TOKENS", "1024"))) {
      AtomicInteger refused = new AtomicInteger();
      AtomicInteger left = new AtomicInteger(TASKS);
      ExecutorService threads = Executors.newFixedThreadPool(DESKTOPS);
      List<Future<?>> clients = new ArrayList<>();
      for (String session : desktops(server, threads)) {
        clients.add(
            threads.submit(
                () -> {
                  while (left.getAndDecrement() > 0) {
                    giveAndAwait(server, session, refused);
                  }
                }));
      }
      BigDecimal before = BigDecimal.ZERO;
      for (int kill = 0; kill < KILLS; kill++) {
        held.next(4 + ThreadLocalRandom.current().nextInt(10)).get(60, TimeUnit.SECONDS);
        server.kill();
        held.release();
        server.startAgain();
        BigDecimal after = total(server);
        assertThat(after).isLessThanOrEqualTo(CAP).isGreaterThan(before);
        before = after;
      }
      for (Future<?> client : clients) {
        client.get(90, TimeUnit.SECONDS);
      }
      threads.shutdown();

      assertThat(total(server))
          .isLessThanOrEqualTo(CAP)
          .isGreaterThan(new BigDecimal("0.90"))
          .isGreaterThanOrEqualTo(said(answered.sum()))
          .isEqualByComparingTo(sumOfTasks(server));
      // Which of the two depends on whether what is left is just enough to set aside for a first
      // call.
      assertThat(refused.get() + endedAtTheCap(server)).as("tasks that met the cap").isPositive();
      assertThat(interruptedWhileAsking(server))
          .hasSizeGreaterThanOrEqualTo(KILLS)
          .allSatisfy(
              task ->
                  assertThat(GivenTask.usd(task.get("total_cost_usd")))
                      .isGreaterThan(SET_ASIDE_AT_LEAST));
    }
  }

  /** Moves the pointer about, or ends; at a cost that is never more than what was set aside. */
  private Said next(JsonNode request, HeldCall held) {
    held.comesBy();
    ThreadLocalRandom dice = ThreadLocalRandom.current();
    Usage usage = new Usage(0, dice.nextInt(1025), dice.nextInt(5000), dice.nextInt(3000));
    answered.add(usage.output() * 100 + usage.cacheRead() + usage.cacheWrite() * 25);
    return dice.nextInt(10) < 3
        ? Said.of("end_turn", usage, "{'type':'text','text':'There.'}")
        : Said.of(
            "tool_use",
            usage,
            AnthropicApi.wish(
                "toolu_" + request.path("messages").size(),
                "mouse_move",
                "{'coordinate':[" + dice.nextInt(1000) + "," + dice.nextInt(600) + "]}"));
  }

  /** Ten-millionths of a dollar, in dollars. */
  private static BigDecimal said(long tenMillionths) {
    return BigDecimal.valueOf(tenMillionths, 7);
  }

  private static List<String> desktops(RunningServer server, ExecutorService threads)
      throws Exception {
    List<Future<String>> made = new ArrayList<>();
    for (int n = 1; n <= DESKTOPS; n++) {
      String label = "Desk " + n;
      made.add(threads.submit(() -> GivenTask.desktop(server, label)));
    }
    List<String> desktops = new ArrayList<>();
    for (Future<String> one : made) {
      desktops.add(one.get(60, TimeUnit.SECONDS));
    }
    return desktops;
  }

  private static void giveAndAwait(RunningServer server, String session, AtomicInteger refused) {
    Answer answer =
        patiently(
            () -> server.post(session + "/task", "{\"goal\":\"Go from place to place\"}"),
            given -> given.status() == 202 || given.status() == 402);
    if (answer.status() == 402) {
      refused.incrementAndGet();
      return;
    }
    GivenTask task = GivenTask.accepted(server, session, answer);
    patiently(() -> task.transcript().json().get("finished_at"), Objects::nonNull);
    assertThat(patiently(() -> total(server), Objects::nonNull)).isLessThanOrEqualTo(CAP);
  }

  /** Asks until the server, which may have been killed, answers so. */
  private static <T> T patiently(Callable<T> question, Predicate<T> good) {
    return await()
        .atMost(Duration.ofSeconds(90))
        .pollInterval(Duration.ofMillis(200))
        .ignoreExceptions()
        .until(question, good);
  }

  private static int endedAtTheCap(RunningServer server) {
    return (int)
        server.get("/tasks?limit=100").list("items").stream()
            .filter(task -> task.get("status").equals("budget_exceeded_usd"))
            .count();
  }

  private static List<Map<String, Object>> interruptedWhileAsking(RunningServer server) {
    return server.get("/tasks?limit=100").list("items").stream()
        .filter(task -> String.valueOf(task.get("error")).contains("A model was being asked"))
        .toList();
  }

  /** Holds back the answer to one call, so that the server waits for it when it is killed. */
  private static final class HeldCall {
    private CompletableFuture<Void> came = new CompletableFuture<>();
    private CompletableFuture<Void> answer = new CompletableFuture<>();
    private int callsToCome = -1;

    /** From now on, the call with that number is held; the future ends when it has come. */
    synchronized CompletableFuture<Void> next(int number) {
      callsToCome = number;
      came = new CompletableFuture<>();
      answer = new CompletableFuture<>();
      return came;
    }

    synchronized void release() {
      answer.complete(null);
    }

    void comesBy() {
      CompletableFuture<Void> held = CompletableFuture.completedFuture(null);
      synchronized (this) {
        callsToCome--;
        if (callsToCome == 0) {
          held = answer;
          came.complete(null);
        }
      }
      held.join();
    }
  }
}
