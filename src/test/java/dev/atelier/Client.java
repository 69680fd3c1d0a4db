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
record Client(URI base, List<String> headers) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(5))
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  Client with(String name, String value) {
    return new Client(
        base,
        java.util.stream.Stream.concat(headers.stream(), java.util.stream.Stream.of(name, value))
            .toList());
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
      return new Answer(response.statusCode(), response.headers().map(), response.body());
    } catch (IOException failure) {
      throw new UncheckedIOException(method + " " + path, failure);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }
}
