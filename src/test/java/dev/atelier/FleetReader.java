package dev.atelier;

import dev.atelier.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** A program that follows the fleet. */
final class FleetReader implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final List<Event> events = new ArrayList<>();
  private final InputStream stream;
  private int comments;

  /** One event as it came; its id is empty when it has none. */
  record Event(String name, String id, Map<String, Object> data) {}

  private FleetReader(InputStream stream) {
    this.stream = stream;
    Thread reading = new Thread(this::read, "fleet-reader");
    reading.setDaemon(true);
    reading.start();
  }

  static FleetReader open(Client client, String lastEventId)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(client.base() + "/events"))
            .version(HttpClient.Version.HTTP_1_1)
            .headers(client.headers().toArray(String[]::new));
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    HttpResponse<InputStream> response =
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) {
      throw new IllegalStateException("/events answers " + response.statusCode());
    }
    return new FleetReader(response.body());
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      String name = "";
      String id = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("event: ")) {
          name = line.substring("event: ".length());
          id = "";
        } else if (line.startsWith("id: ")) {
          id = line.substring("id: ".length());
        } else if (line.startsWith("data: ")) {
          came(new Event(name, id, Json.readObject(line.substring("data: ".length()))));
        } else if (line.startsWith(":")) {
          commented();
        }
      }
    } catch (IOException closed) {
      // Either side may end it.
    }
  }

  private synchronized void came(Event event) {
    events.add(event);
  }

  private synchronized void commented() {
    comments++;
  }

  private synchronized int comments() {
    return comments;
  }

  synchronized List<Event> all() {
    return List.copyOf(events);
  }

  Event first() {
    return await(event -> true);
  }

  Event await(String name) {
    return await(event -> event.name().equals(name));
  }

  /** The first one of that name with that value. */
  Event await(String name, String field, Object value) {
    return await(
        event -> event.name().equals(name) && String.valueOf(value).equals(text(event, field)));
  }

  private static String text(Event event, String field) {
    return String.valueOf(event.data().get(field));
  }

  private Event await(Predicate<Event> wanted) {
    return Awaitility.await()
        .atMost(LIMIT)
        .until(() -> all().stream().filter(wanted).findFirst(), Optional::isPresent)
        .orElseThrow();
  }

  /** Waits for the server's next sign of life. */
  void awaitComment() {
    int before = comments();
    Awaitility.await().atMost(LIMIT).until(() -> comments() > before);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
