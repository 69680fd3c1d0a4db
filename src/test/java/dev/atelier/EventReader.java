package dev.atelier;

import static org.awaitility.Awaitility.await;

import dev.atelier.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A client of an event stream that reads on a thread of its own, as a browser does. */
final class EventReader implements AutoCloseable {
  private final List<Integer> ids = new ArrayList<>();
  private final List<Map<String, Object>> ends = new ArrayList<>();
  private final List<Map<String, Object>> steps = new ArrayList<>();
  private final Map<Integer, Duration> delays = new LinkedHashMap<>();
  private final InputStream stream;
  private int comments;
  private boolean over;

  private EventReader(InputStream stream) {
    this.stream = stream;
    Thread reading = new Thread(this::read, "event-reader");
    reading.setDaemon(true);
    reading.start();
  }

  /** Begins to read; {@code lastEventId} as a header, unless it is 0. */
  static EventReader open(RunningServer server, String path, int lastEventId) {
    HttpRequest.Builder request =
        server
            .request(path)
            // A connection of its own, as event streams of browsers have.
            .version(HttpClient.Version.HTTP_1_1);
    if (lastEventId > 0) {
      request.header("Last-Event-ID", Integer.toString(lastEventId));
    }
    return open(server.http(), request);
  }

  /** The same by any other way. */
  static EventReader open(HttpClient http, HttpRequest.Builder builder) {
    HttpRequest request = builder.timeout(Duration.ofMinutes(5)).build();
    try {
      HttpResponse<InputStream> response =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(request.uri() + " answers " + response.statusCode());
      }
      return new EventReader(response.body());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      String name = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        name = line.startsWith("event: ") ? line.substring("event: ".length()) : name;
        told(name, line);
      }
    } catch (IOException closed) {
      // Either side may end it.
    } finally {
      synchronized (this) {
        over = true;
      }
    }
  }

  private synchronized void told(String name, String line) {
    if (line.startsWith(":")) {
      comments++;
    } else if (line.startsWith("id: ")) {
      ids.add(Integer.valueOf(line.substring("id: ".length())));
    } else if (line.startsWith("data: ")) {
      Map<String, Object> data = Json.readObject(line.substring("data: ".length()));
      if (name.equals("end")) {
        ends.add(data);
      } else {
        steps.add(data);
        Instant taken =
            moment(data.get("at")).plusMillis(((Number) data.get("duration_ms")).longValue());
        delays.put((Integer) data.get("step"), Duration.between(taken, Instant.now()));
      }
    }
  }

  /** As the fleet writes it, or as Unix seconds. */
  private static Instant moment(Object at) {
    return at instanceof BigDecimal seconds
        ? Instant.ofEpochMilli(seconds.movePointRight(3).longValueExact())
        : Instant.parse(at.toString());
  }

  synchronized List<Integer> ids() {
    return List.copyOf(ids);
  }

  /** What the {@code step} events told. */
  synchronized List<Map<String, Object>> steps() {
    return List.copyOf(steps);
  }

  synchronized int comments() {
    return comments;
  }

  /** How long after each step its event arrived. */
  synchronized List<Duration> delays() {
    return List.copyOf(delays.values());
  }

  /** What the {@code end} events told, of which there is at most one. */
  synchronized List<Map<String, Object>> ends() {
    return List.copyOf(ends);
  }

  synchronized boolean over() {
    return over;
  }

  EventReader awaitOver(Duration limit) {
    await().atMost(limit).until(this::over);
    return this;
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException already) {
      // It is over, which is what was wanted.
    }
  }
}
