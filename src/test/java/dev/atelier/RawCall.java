package dev.atelier;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A request written byte by byte, as no proper client would write it. */
final class RawCall {
  private static final int MOST_BYTES = 8 << 20;

  private final URI base;
  private final String method;
  private final String target;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private byte[] body = new byte[0];
  private boolean lengthGiven;

  RawCall(URI base, String method, String target) {
    this.base = base;
    this.method = method;
    this.target = target;
    headers.put("Host", base.getAuthority());
    headers.put("Connection", "close");
  }

  RawCall header(String name, String value) {
    headers.put(name, value);
    lengthGiven |= name.equals("Content-Length") || name.equals("Transfer-Encoding");
    return this;
  }

  RawCall body(String kind, byte[] bytes) {
    headers.putIfAbsent("Content-Type", kind);
    body = bytes;
    return this;
  }

  /**
   * Sends it and reads the answer; one without status is a connection that was closed.
   *
   * @throws SocketTimeoutException when that takes longer
   */
  Answer send(Duration limit) throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(base.getHost(), base.getPort()), (int) limit.toMillis());
      try {
        socket.getOutputStream().write(bytes());
        socket.getOutputStream().flush();
        socket.shutdownOutput();
      } catch (IOException refusedBeforeItsEnd) {
        // What it said until then can still be read.
      }
      return read(socket, end);
    }
  }

  private byte[] bytes() throws IOException {
    if (!lengthGiven && (body.length > 0 || headers.containsKey("Content-Type"))) {
      headers.put("Content-Length", Integer.toString(body.length));
    }
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
    all.write(body);
    return all.toByteArray();
  }

  private static Answer read(Socket socket, long end) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] some = new byte[16384];
    try {
      InputStream input = socket.getInputStream();
      while (all.size() < MOST_BYTES) {
        long left = (end - System.nanoTime()) / 1_000_000;
        if (left <= 0) {
          throw new SocketTimeoutException("no end of the answer");
        }
        socket.setSoTimeout((int) left);
        int read = input.read(some);
        if (read < 0) {
          break;
        }
        all.write(some, 0, read);
      }
    } catch (SocketTimeoutException late) {
      throw late;
    } catch (IOException cut) {
      // What came before counts.
    }
    return parsed(all.toByteArray());
  }

  private static Answer parsed(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int headEnd = text.indexOf("\r\n\r\n");
    if (!text.startsWith("HTTP/1.1 ") || headEnd < 0) {
      return new Answer(0, Map.of(), bytes);
    }
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    text.substring(0, headEnd)
        .lines()
        .skip(1)
        .map(line -> line.split(": ?", 2))
        .forEach(
            pair ->
                headers
                    .computeIfAbsent(pair[0], name -> new ArrayList<>())
                    .add(pair.length > 1 ? pair[1] : ""));
    String body = text.substring(headEnd + 4);
    boolean chunked = headers.toString().toLowerCase(java.util.Locale.ROOT).contains("chunked");
    return new Answer(
        Integer.parseInt(text.substring(9, 12)),
        headers,
        (chunked ? joined(body) : body).getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String joined(String chunks) {
    StringBuilder all = new StringBuilder();
    String left = chunks;
    while (left.contains("\r\n")) {
      int size = Integer.parseInt(left.substring(0, left.indexOf("\r\n")).strip(), 16);
      String rest = left.substring(left.indexOf("\r\n") + 2);
      all.append(rest, 0, Math.min(size, rest.length()));
      left = size == 0 ? "" : rest.substring(Math.min(size + 2, rest.length()));
    }
    return all.toString();
  }

  @Override
  public String toString() {
    String shown = new String(body, 0, Math.min(body.length, 200), StandardCharsets.UTF_8);
    String place = target.length() > 200 ? target.substring(0, 200) + "…" : target;
    Map<String, String> some = new LinkedHashMap<>(headers);
    some.remove("Authorization");
    some.replaceAll((name, value) -> value.length() > 100 ? value.substring(0, 100) + "…" : value);
    return method + " " + place + " " + some + " " + body.length + " bytes: " + shown;
  }
}
