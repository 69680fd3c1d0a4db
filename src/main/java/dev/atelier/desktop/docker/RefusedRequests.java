package dev.atelier.desktop.docker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.EgressDenial;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Reads what the proxy says it has refused, each line once. Thread-safe. */
final class RefusedRequests {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SECONDS = 5;
  private static final int MOST_LINES = 1000;
  private static final int MOST_BYTES = 512 * 1024;
  private static final int LONGEST_HOST = 253;

  private int since;
  private String boot = "";
  private long line;

  synchronized List<EgressDenial> read(DockerClient docker, String container) {
    List<EgressDenial> fresh = new ArrayList<>();
    try {
      for (String entry : log(docker, container).lines().toList()) {
        int gap = entry.indexOf(' ');
        if (gap > 0) {
          seconds(entry.substring(0, gap)).ifPresent(at -> since = at);
          parse(entry.substring(gap + 1)).filter(this::isFresh).ifPresent(fresh::add);
        }
      }
    } catch (NotFoundException none) {
      return List.of();
    }
    return fresh;
  }

  private boolean isFresh(EgressDenial denial) {
    if (denial.boot().equals(boot) && denial.line() <= line) {
      return false;
    }
    boot = denial.boot();
    line = denial.line();
    return true;
  }

  private String log(DockerClient docker, String container) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    ResultCallback.Adapter<Frame> collector =
        new ResultCallback.Adapter<>() {
          @Override
          public void onNext(Frame frame) {
            byte[] payload = frame.getPayload();
            synchronized (text) {
              text.write(payload, 0, Math.min(payload.length, MOST_BYTES - text.size()));
            }
          }
        };
    try (var asking =
        docker
            .logContainerCmd(container)
            .withStdOut(true)
            .withTimestamps(true)
            .withSince(since)
            .withTail(MOST_LINES)
            .exec(collector)) {
      if (!asking.awaitCompletion(SECONDS, TimeUnit.SECONDS)) {
        throw new DesktopException("the engine does not tell what desktops were refused");
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new DesktopException("the server is stopping", stopping);
    } catch (IOException closing) {
      throw new DesktopException("could not ask what desktops were refused", closing);
    }
    synchronized (text) {
      return text.toString(StandardCharsets.UTF_8);
    }
  }

  private static Optional<Integer> seconds(String time) {
    try {
      return Optional.of((int) Instant.parse(time).getEpochSecond());
    } catch (DateTimeParseException other) {
      return Optional.empty();
    }
  }

  /** A last line that was cut is read whole the next time. */
  private static Optional<EgressDenial> parse(String text) {
    try {
      JsonNode told = JSON.readTree(text);
      String host = told.path("host").asText();
      if (!told.hasNonNull("boot") || host.length() > LONGEST_HOST) {
        return Optional.empty();
      }
      return Optional.of(
          new EgressDenial(
              told.path("desk").asText(),
              host,
              told.path("port").asInt(),
              told.path("reason").asText(),
              told.path("count").asLong(1),
              told.path("boot").asText(),
              told.path("line").asLong()));
    } catch (JsonProcessingException noDenial) {
      return Optional.empty();
    }
  }
}
