package dev.atelier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** A program that calls the server, with a token or without. */
record Client(URI base, List<String> headers, Witness witness) {

  /** Is told of every answer. */
  @FunctionalInterface
  interface Witness {
    void saw(String method, String path, Answer answer);
  }

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(5))
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  Client(URI base, List<String> headers) {
    this(base, headers, (method, path, answer) -> {});
  }

  Client with(String name, String value) {
    return new Client(
        base,
        java.util.stream.Stream.concat(headers.stream(), java.util.stream.Stream.of(name, value))
            .toList(),
        witness);
  }

  Client toldTo(Witness other) {
    return new Client(base, headers, other);
  }

  Answer get(String path) {
    return send("GET", path, HttpRequest.BodyPublishers.noBody());
  }

  Answer json(String method, String path, String body) {
    return body.isEmpty()
        ? send(method, path, HttpRequest.BodyPublishers.noBody())
        : with("Content-Type", "application/json")
            .send(method, path, HttpRequest.BodyPublishers.ofString(body));
  }

  Answer send(String method, String path, HttpRequest.BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofMinutes(1));
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    try {
      HttpResponse<byte[]> response =
          HTTP.send(request.method(method, body).build(), HttpResponse.BodyHandlers.ofByteArray());
      Answer answer = new Answer(response.statusCode(), response.headers().map(), response.body());
      witness.saw(method, path, answer);
      return answer;
    } catch (IOException failure) {
      throw new UncheckedIOException(method + " " + path, failure);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }
}
