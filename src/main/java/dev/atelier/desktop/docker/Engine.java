package dev.atelier.desktop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import dev.atelier.desktop.DesktopException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The way to one container engine: its calls, bounded, with errors in plain words. Thread-safe. */
final class Engine implements AutoCloseable {
  static final String USUAL_ADDRESS = "unix:///var/run/docker.sock";
  private static final Logger LOG = Logger.getLogger(Engine.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration STALL = Duration.ofSeconds(60);
  private static final Duration COPYING_PATIENCE = Duration.ofMinutes(30);
  private static final Duration PING_PATIENCE = Duration.ofSeconds(3);

  /** Of the time for which nothing may move: how often one that works long is asked for life. */
  private static final int PULSES = 2;

  /** Of that time again: how long it may take to give a sign of it, though it has much to do. */
  private static final int PULSE_PATIENCES = 6;

  /** Held, so that its level stays: it tells of every call to an engine that is down. */
  private static final Logger RETRIES =
      Logger.getLogger(
          "com.github.dockerjava.zerodep.shaded.org.apache.hc.client5.http.impl.classic"
              + ".HttpRequestRetryExec");

  static {
    RETRIES.setLevel(Level.WARNING);
  }

  private final EngineAddress address;
  private final Transports transports;
  private final DockerHttpClient streams;
  private final DockerHttpClient copies;
  private final DockerClient client;
  private final DockerClient copier;
  private final DockerClient pinger;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(work -> daemon(work, "docker-engine-call"));
  private final ScheduledThreadPoolExecutor watch =
      new ScheduledThreadPoolExecutor(1, work -> daemon(work, "docker-engine-watch"));

  private volatile Consumer<DockerClient> first = docker -> {};

  Engine(String address) {
    this(EngineAddress.only(address));
  }

  Engine(EngineAddress address) {
    this(address, PATIENCE, STALL);
  }

  /**
   * Speaks to an engine.
   *
   * @param patience how long an answer may take
   * @param stall how long nothing may move of what is copied
   */
  Engine(EngineAddress address, Duration patience, Duration stall) {
    this.address = address;
    // What has ended must not be kept until it would have been looked at.
    watch.setRemoveOnCancelPolicy(true);
    DockerClientConfig config = address.config();
    transports = new Transports(config);
    streams = new BoundedHttpClient(transports, threads, watch, patience, stall);
    client = DockerClientImpl.getInstance(config, streams);
    pinger = pinger(config, PING_PATIENCE);
    DockerClient lives = pinger(config, stall.dividedBy(PULSE_PATIENCES));
    copies =
        new BoundedHttpClient(
            transports,
            threads,
            watch,
            COPYING_PATIENCE,
            stall,
            () -> new Pulse(stall.dividedBy(PULSES), () -> answers(lives)));
    copier = DockerClientImpl.getInstance(config, copies);
  }

  private DockerClient pinger(DockerClientConfig config, Duration limit) {
    return DockerClientImpl.getInstance(
        config, new BoundedHttpClient(transports, threads, watch, limit, limit));
  }

  private static boolean answers(DockerClient pinger) {
    try {
      pinger.pingCmd().exec();
      return true;
    } catch (RuntimeException silent) {
      return false;
    }
  }

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Has something done before the first question that this engine answers. Idempotent work. */
  void first(Consumer<DockerClient> work) {
    first = work;
  }

  /** Threads that come at the same time may each do it. */
  private void doFirst() {
    try {
      first.accept(client);
      first = docker -> {};
    } catch (DockerException refused) {
      LOG.log(Level.WARNING, refused, () -> "what an earlier run left on " + address + " is there");
    }
  }

  /**
   * Asks the engine.
   *
   * @param doing what is being attempted, as in “start the desktop”
   * @throws DesktopException when the engine cannot be reached or refuses
   */
  <T> T ask(String doing, Function<DockerClient, T> question) {
    return ask(doing, client, question);
  }

  /** As {@link #ask}, for what takes the longer the more there is to copy. */
  <T> T askPatiently(String doing, Function<DockerClient, T> question) {
    return ask(doing, copier, question);
  }

  private <T> T ask(String doing, DockerClient asked, Function<DockerClient, T> question) {
    try {
      doFirst();
      return question.apply(asked);
    } catch (RuntimeException refusal) {
      throw EngineRefusal.inWords(doing, address, refusal);
    }
  }

  /** Starts an exec that was made, with {@code stdin}; the answer's body is its framed output. */
  DockerHttpClient.Response startExec(String execId, InputStream stdin) {
    return streams.execute(
        DockerHttpClient.Request.builder()
            .method(DockerHttpClient.Request.Method.POST)
            .path("/exec/" + execId + "/start")
            .putHeader("Content-Type", "application/json")
            .bodyBytes("{\"Detach\":false,\"Tty\":false}".getBytes(StandardCharsets.UTF_8))
            .hijackedInput(stdin)
            .build());
  }

  /**
   * Asks for what docker-java has no command for, as patiently as for any copying.
   *
   * @throws DesktopException when the engine cannot be reached or refuses
   */
  DockerHttpClient.Response send(String doing, DockerHttpClient.Request request) {
    return ask(
        doing,
        copier,
        docker -> {
          DockerHttpClient.Response answer = copies.execute(request);
          if (answer.getStatusCode() >= 400) {
            throw refusal(answer);
          }
          return answer;
        });
  }

  private static DockerException refusal(DockerHttpClient.Response answer) {
    try (answer) {
      String words = new String(answer.getBody().readAllBytes(), StandardCharsets.UTF_8);
      return new DockerException(words, answer.getStatusCode());
    } catch (IOException cut) {
      return new DockerException("no reason was given", answer.getStatusCode(), cut);
    }
  }

  /** Why the engine does not answer; empty when it does. */
  Optional<String> silence() {
    try {
      pinger.pingCmd().exec();
      return Optional.empty();
    } catch (RuntimeException refusal) {
      return Optional.of(EngineRefusal.inWords("reach the engine", address, refusal).getMessage());
    }
  }

  Optional<String> name() {
    return address.name();
  }

  /** Whether it is behind a file of this machine. */
  boolean isOnThisMachine() {
    return address.address().startsWith("unix:");
  }

  @Override
  public void close() {
    threads.shutdownNow();
    watch.shutdownNow();
    transports.close();
  }
}
