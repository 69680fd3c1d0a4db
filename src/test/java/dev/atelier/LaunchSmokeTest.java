package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code launch-smoke} says of servers that lie, stop or send it elsewhere. */
@Timeout(60)
class LaunchSmokeTest {
  private static final String TOKEN = "a-token-that-is-shown-to-nobody";
  private static final String HANG = "hang";

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  /** As a server of ours would answer, until a test makes it say something else. */
  @BeforeEach
  void start() throws IOException {
    answers.put(
        "GET /health",
        "200 {\"service\":\"atelier-os\",\"ok\":true,\"desktop_reachable\":true,\"sessions\":0}");
    answers.put("GET /whoami", "200 {\"name\":\"token\",\"role\":\"admin\",\"desktops\":null}");
    answers.put("GET /budget", "200 {\"total_usd\":0.25,\"cap_usd\":1,\"remaining_usd\":0.75}");
    answers.put(
        "POST /sessions", "201 {\"id\":\"sess_a\",\"status\":\"ready\",\"resolution\":\"8x8\"}");
    answers.put("GET /sessions", "200 {\"items\":[]}");
    answers.put("GET /snapshots", "200 {\"items\":[]}");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void aServerThatIsNotThereFailsAtOnceAndTheRestIsSkipped() throws Exception {
    server.stop(0);
    LaunchSmoke.Outcome outcome = LaunchSmoke.run(url(), TOKEN);
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.lines("FAIL"))
        .singleElement()
        .asString()
        .startsWith("FAIL health – ")
        .contains("does the server run at " + url());
    assertThat(outcome.lines("SKIP")).hasSize(10);
    assertThat(outcome.output()).endsWith("0 passed, 1 failed, 10 skipped\n").doesNotContain(TOKEN);
  }

  @Test
  void aServerThatSaysItIsNotWellIsNotUsed() throws Exception {
    answers.put(
        "GET /health",
        "200 {\"service\":\"atelier-os\",\"ok\":false,\"problems\":[\"the engine is silent\"]}");
    LaunchSmoke.Outcome outcome = LaunchSmoke.run(url(), TOKEN);
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.lines("FAIL")).singleElement().asString().contains("the engine is silent");
    assertThat(asked).containsExactly("GET /health");
  }

  @Test
  void figuresThatDoNotFitAndAPictureThatIsNoneAreFailures() throws Exception {
    answers.put("GET /budget", "200 {\"total_usd\":2,\"cap_usd\":1,\"remaining_usd\":1}");
    answers.put("GET /sessions/sess_a/screenshot", "200 a picture, believe me");
    LaunchSmoke.Outcome outcome = LaunchSmoke.run(url(), TOKEN);
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.lines("FAIL"))
        .anyMatch(line -> line.startsWith("FAIL budget – the figures do not fit"))
        .anyMatch(line -> line.startsWith("FAIL screenshot – ") && line.contains("no whole PNG"));
    assertThat(outcome.lines("PASS")).anyMatch(line -> line.startsWith("PASS teardown – "));
  }

  @Test
  void aTaskThatIsSaidToBeDoneWithoutAStepIsAFailureAndWhatWasMadeIsRemoved() throws Exception {
    answers.put("POST /sessions/sess_a/task", "202 {\"task_id\":\"task_a\"}");
    answers.put(
        "GET /sessions/sess_a/task/task_a",
        "200 {\"status\":\"completed\",\"total_cost_usd\":0,\"step_count\":0,\"steps\":[]}");
    answers.put("GET /sessions", "200 {\"items\":[{\"id\":\"sess_a\",\"label\":\"x\"}]}");
    answers.put("DELETE /sessions/sess_a", "204 ");
    LaunchSmoke.Outcome outcome = LaunchSmoke.run(url(), TOKEN, "--limit", "3");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.lines("FAIL"))
        .anyMatch(line -> line.startsWith("FAIL task – completed, but"))
        .anyMatch(line -> line.startsWith("FAIL teardown – not removed: /sessions/sess_a"));
    assertThat(asked).contains("DELETE /sessions/sess_a");
  }

  @Test
  void aServerThatStopsAnsweringIsGivenUp() throws Exception {
    answers.put("POST /sessions", HANG);
    LaunchSmoke.Outcome outcome = LaunchSmoke.run(url(), TOKEN, "--limit", "1");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.lines("FAIL"))
        .singleElement()
        .asString()
        .startsWith("FAIL spawn – POST /sessions?wait=ready was not answered within 1 s");
    assertThat(outcome.lines("PASS")).anyMatch(line -> line.startsWith("PASS teardown – "));
  }

  @Test
  void whoeverInterruptsItLeavesNothingBehind() throws Exception {
    answers.put("GET /sessions/sess_a/screenshot", HANG);
    answers.put("DELETE /sessions/sess_a", "204 ");
    Process process = LaunchSmoke.start(url(), TOKEN);
    await().until(() -> asked.contains("GET /sessions/sess_a/screenshot"));
    answers.put("GET /sessions", "200 {\"items\":[{\"id\":\"sess_a\",\"label\":\"x\"}]}");
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    await().until(() -> asked.contains("DELETE /sessions/sess_a"));
    answers.put("GET /sessions", "200 {\"items\":[]}");
    LaunchSmoke.Outcome outcome = LaunchSmoke.end(process);
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.lines("PASS"))
        .anyMatch(line -> line.startsWith("PASS teardown – removed for good: sess_a"));
    assertThat(outcome.output()).endsWith("interrupted\n");
  }

  @Test
  void theTokenFollowsNoRedirectAndGoesNowhereWithoutTls() throws Exception {
    answers.put("GET /health", "302 http://127.0.0.1:" + server.getAddress().getPort() + "/else");
    LaunchSmoke.Outcome sent = LaunchSmoke.run(url(), TOKEN);
    assertThat(sent.lines("FAIL")).singleElement().asString().contains("302");
    assertThat(asked).containsExactly("GET /health");

    LaunchSmoke.Outcome open = LaunchSmoke.run("http://192.0.2.1:8090", TOKEN);
    assertThat(open.exit()).isEqualTo(2);
    assertThat(open.errors()).contains("--insecure-http").doesNotContain(TOKEN);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String question = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    asked.add(question);
    String answer = answers.getOrDefault(question, "404 {\"detail\":\"nothing here\"}");
    if (answer.equals(HANG)) {
      awaitTheEnd();
      return;
    }
    int status = Integer.parseInt(answer.substring(0, 3));
    byte[] body = answer.substring(4).getBytes(StandardCharsets.UTF_8);
    if (status == 302) {
      exchange.getResponseHeaders().add("Location", answer.substring(4));
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private void awaitTheEnd() {
    try {
      over.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }
}
