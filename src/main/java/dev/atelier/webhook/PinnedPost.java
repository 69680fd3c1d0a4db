package dev.atelier.webhook;

import dev.atelier.BackgroundWork;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One {@code POST} of HTTP/1.1 to an address that was checked before, wherever its name leads by
 * then; with TLS the certificate must be the name's. The JDK's client asks the name server itself,
 * so that what it connects to is not what was checked. Of the answer only the status is read, no
 * redirect is followed, no proxy asked, and all of it is over in time. Thread-safe.
 */
final class PinnedPost {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-9]\\d\\d)( .*)?");
  private static final int MOST_BYTES = 16 << 10;
  private static final int MOST_ADDRESSES = 4;
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  private final SSLSocketFactory tls;
  private final BackgroundWork background;
  private final Duration limit;

  /**
   * @param limit from the first connection to the status of the answer
   */
  PinnedPost(SSLSocketFactory tls, BackgroundWork background, Duration limit) {
    this.tls = tls;
    this.background = background;
    this.limit = limit;
  }

  /**
   * Sends it and returns the status of the answer.
   *
   * @param addresses tried in turn until one takes the connection
   * @throws SocketTimeoutException when it is not over in time
   */
  int send(URI url, List<InetAddress> addresses, Map<String, String> headers, byte[] body)
      throws IOException {
    long end = System.nanoTime() + limit.toNanos();
    try (Socket socket = connected(url, addresses, end)) {
      AtomicBoolean late = new AtomicBoolean();
      background.later(left(end), () -> end(socket, late));
      try {
        return exchange(socket, url, headers, body);
      } catch (IOException failure) {
        throw late.get() || failure instanceof SocketTimeoutException ? late(failure) : failure;
      }
    }
  }

  private SocketTimeoutException late(IOException cause) {
    SocketTimeoutException late =
        new SocketTimeoutException("no answer within " + limit.toSeconds() + " s");
    late.initCause(cause);
    return late;
  }

  /** A connection that is closed fails whatever waits for it, be it reading or writing. */
  private static void end(Socket socket, AtomicBoolean late) {
    try {
      late.set(true);
      socket.close();
    } catch (IOException alreadyGone) {
      // That is what was wanted.
    }
  }

  private static Duration left(long end) {
    return Duration.ofNanos(Math.max(Duration.ofMillis(1).toNanos(), end - System.nanoTime()));
  }

  private static Socket connected(URI url, List<InetAddress> addresses, long end)
      throws IOException {
    IOException last = new IOException("the name leads to no address");
    for (InetAddress address : addresses.subList(0, Math.min(MOST_ADDRESSES, addresses.size()))) {
      Socket socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(address, port(url)), (int) left(end).toMillis());
        // Should no timer end it.
        socket.setSoTimeout((int) left(end).toMillis());
        return socket;
      } catch (IOException unreachable) {
        socket.close();
        last = unreachable;
      }
    }
    throw last;
  }

  private int exchange(Socket socket, URI url, Map<String, String> headers, byte[] body)
      throws IOException {
    Socket line = isTls(url) ? secured(socket, url) : socket;
    OutputStream out = line.getOutputStream();
    out.write(head(url, headers, body.length).getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    out.flush();
    return status(new BufferedInputStream(line.getInputStream()));
  }

  private SSLSocket secured(Socket socket, URI url) throws IOException {
    SSLSocket secured = (SSLSocket) tls.createSocket(socket, Targets.host(url), port(url), true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  private static String head(URI url, Map<String, String> headers, int length) {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    StringBuilder head = new StringBuilder("POST " + path + query + " HTTP/1.1\r\n");
    head.append("Host: ").append(url.getRawAuthority()).append("\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Content-Length: ").append(length).append("\r\n");
    return head.append("Connection: close\r\n\r\n").toString();
  }

  /** The first status that is not preliminary. */
  private static int status(InputStream in) throws IOException {
    int[] budget = {MOST_BYTES};
    while (true) {
      Matcher status = STATUS.matcher(line(in, budget));
      if (!status.matches()) {
        throw new ProtocolException("what answers does not speak HTTP/1.1");
      }
      int code = Integer.parseInt(status.group(1));
      if (code >= 200) {
        return code;
      }
      while (!line(in, budget).isEmpty()) {
        // A header of a preliminary answer.
      }
    }
  }

  private static String line(InputStream in, int[] budget) throws IOException {
    StringBuilder line = new StringBuilder();
    while (budget[0]-- > 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException("the connection was closed without an answer");
      }
      if (next == '\n') {
        return line.toString().stripTrailing();
      }
      line.append((char) next);
    }
    throw new ProtocolException("the answer begins with too many headers");
  }

  private static boolean isTls(URI url) {
    return url.getScheme().equalsIgnoreCase("https");
  }

  private static int port(URI url) {
    return url.getPort() > 0 ? url.getPort() : isTls(url) ? HTTPS_PORT : HTTP_PORT;
  }
}
