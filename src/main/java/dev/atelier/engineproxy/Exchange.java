package dev.atelier.engineproxy;

import dev.atelier.engineproxy.Rules.Ruling;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * One request and its answer; a connection is for one. What follows the request is passed on only
 * once the engine has made the connection a stream: before, it would take it for a request.
 */
final class Exchange {
  private static final Logger LOG = Logger.getLogger(Exchange.class.getName());
  private static final String LINE_END = "\r\n";
  private static final byte[] NOTHING = {};
  private static final int LONGEST_BODY = 4 << 20;
  private static final Pattern CHUNK = Pattern.compile("[0-9a-fA-F]{1,8}");
  private static final Pattern STREAM =
      Pattern.compile(
          "(?is)HTTP/1\\.1 (101 .*|200 .*\r\ncontent-type: application/vnd\\.docker\\.(raw|multiplexed)-stream.*)");

  private final Wire client;
  private final Rules rules;
  private final Executor threads;

  Exchange(Wire client, Rules rules, Executor threads) {
    this.client = client;
    this.rules = rules;
    this.threads = threads;
  }

  void run() {
    try {
      Request request = Request.parse(client.head());
      try {
        pass(request);
      } catch (Refused refused) {
        LOG.log(
            refused.status() == 403 ? Level.WARNING : Level.FINE,
            () -> request.method() + " " + request.path() + ": " + refused.getMessage());
        answer(refused);
      }
    } catch (Refused malformed) {
      answer(malformed);
    } catch (IOException | RuntimeException broken) {
      LOG.log(Level.FINE, "an exchange was cut", broken);
    } finally {
      client.close();
    }
  }

  private void pass(Request request) throws IOException {
    Optional<Long> length = request.length();
    Ruling ruling = rules.of(request);
    byte[] body = ruling.body().isPresent() ? ruling.body().get().apply(body(length)) : NOTHING;
    try (Wire engine = Wire.to(rules.engine().socket())) {
      try {
        if (ruling.body().isPresent()) {
          engine.write(head(ruling, "Content-Length: " + body.length + LINE_END));
          engine.write(body);
        } else {
          passBody(ruling, length, engine);
        }
      } catch (Wire.NotTaken early) {
        LOG.log(Level.FINE, "the engine answers before it has heard all", early);
      }
      hearAnswer(ruling, engine);
    }
  }

  /** Its end is not the end of the line, which the engine would take for a caller who has left. */
  private void passBody(Ruling ruling, Optional<Long> length, Wire engine) throws IOException {
    if (length.isPresent()) {
      engine.write(head(ruling, "Content-Length: " + length.get() + LINE_END));
      client.pass(length.get(), engine);
    } else {
      engine.write(head(ruling, "Transfer-Encoding: chunked\r\n"));
      passChunks(engine);
    }
  }

  private static String head(Ruling ruling, String length) {
    Request request = ruling.request();
    // Never what it says itself: the engine reads forms as parameters.
    String type = ruling.body().isPresent() ? "application/json" : "application/x-tar";
    boolean upgrades = ruling.hijacks() && request.wantsUpgrade();
    return request.line()
        + "\r\nHost: docker\r\nContent-Type: "
        + type
        + LINE_END
        + (upgrades ? "Connection: Upgrade\r\nUpgrade: tcp\r\n" : "Connection: close\r\n")
        + length
        + LINE_END;
  }

  private void hearAnswer(Ruling ruling, Wire engine) throws IOException {
    if (!ruling.hijacks()) {
      engine.passAll(client);
      return;
    }
    String head = engine.head();
    client.write(head + LINE_END + LINE_END);
    if (STREAM.matcher(head).matches()) {
      threads.execute(() -> passInput(engine));
    } else {
      // Or it would wait for another request.
      engine.endOutput();
    }
    engine.passAll(client);
    client.endOutput();
  }

  private void passInput(Wire engine) {
    try {
      client.passAll(engine);
      engine.endOutput();
    } catch (IOException over) {
      engine.close();
    }
  }

  private byte[] body(Optional<Long> length) throws IOException {
    if (length.isPresent()) {
      requireShort(length.get());
      return client.read(length.get().intValue());
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      requireShort((long) body.size() + size);
      body.writeBytes(client.read(size));
      requireLineEnd();
    }
    requireLineEnd();
    return body.toByteArray();
  }

  private static void requireShort(long length) {
    if (length > LONGEST_BODY) {
      throw new Refused(413, "the body is too long");
    }
  }

  private void passChunks(Wire engine) throws IOException {
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      engine.write(Integer.toHexString(size) + LINE_END);
      client.pass(size, engine);
      requireLineEnd();
      engine.write(LINE_END);
    }
    requireLineEnd();
    engine.write("0\r\n\r\n");
  }

  private int chunkSize() throws IOException {
    StringBuilder line = new StringBuilder();
    int next = client.read();
    while (next >= 0 && next != '\r' && line.length() < 9) {
      line.append((char) next);
      next = client.read();
    }
    if (next != '\r' || client.read() != '\n' || !CHUNK.matcher(line).matches()) {
      throw Refused.malformed("a chunk is malformed");
    }
    long size = Long.parseLong(line.toString(), 16);
    if (size > Integer.MAX_VALUE) {
      throw Refused.malformed("a chunk is too long");
    }
    return (int) size;
  }

  private void requireLineEnd() throws IOException {
    if (client.read() != '\r' || client.read() != '\n') {
      throw Refused.malformed("a chunk is malformed");
    }
  }

  private void answer(Refused refused) {
    try {
      byte[] body =
          Wish.MAPPER
              .createObjectNode()
              .put("message", refused.getMessage())
              .toString()
              .getBytes(StandardCharsets.UTF_8);
      client.write(
          "HTTP/1.1 "
              + refused.status()
              + " Refused\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
              + body.length
              + LINE_END
              + LINE_END);
      client.write(body);
    } catch (IOException gone) {
      LOG.log(Level.FINE, "nobody heard that it was refused", gone);
    }
  }
}
