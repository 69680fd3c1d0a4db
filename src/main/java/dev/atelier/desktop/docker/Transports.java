package dev.atelier.desktop.docker;

import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.SSLConfig;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.Closeable;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;

/**
 * Transports to one engine, which share its certificates. To make one costs more than most calls
 * do, so those whose call has ended are used again. Thread-safe.
 */
final class Transports implements Closeable {
  private static final Logger LOG = Logger.getLogger(Transports.class.getName());
  private static final Duration CONNECTING = Duration.ofSeconds(3);
  private static final int MOST_IDLE = 8;

  private final Supplier<DockerHttpClient> factory;
  private final Deque<DockerHttpClient> idle = new ArrayDeque<>();
  private boolean closed;

  Transports(DockerClientConfig config) {
    this(factory(config));
  }

  /**
   * Takes transports from elsewhere.
   *
   * @param factory makes one that keeps no connection when a call asks it not to, and has no limit
   *     of time: that would end a stream on which nothing moves
   */
  Transports(Supplier<DockerHttpClient> factory) {
    this.factory = factory;
  }

  static Supplier<DockerHttpClient> factory(DockerClientConfig config) {
    SSLConfig certificates = read(config.getSSLConfig());
    return () ->
        new ZerodepDockerHttpClient.Builder()
            .dockerHost(config.getDockerHost())
            .sslConfig(certificates)
            .connectionTimeout(CONNECTING)
            .build();
  }

  /** They are files, and are read once. */
  private static SSLConfig read(SSLConfig files) {
    if (files == null) {
      return null;
    }
    try {
      SSLContext context = files.getSSLContext();
      return () -> context;
    } catch (GeneralSecurityException unreadable) {
      throw new IllegalArgumentException(unreadable);
    }
  }

  /** One for a single call; its owner gives it back, or closes it to end what hangs. */
  DockerHttpClient take() {
    DockerHttpClient used;
    synchronized (this) {
      used = idle.poll();
    }
    return used == null ? factory.get() : used;
  }

  /** Nothing is under way on it any more. */
  void giveBack(DockerHttpClient unused) {
    synchronized (this) {
      if (!closed && idle.size() < MOST_IDLE) {
        idle.push(unused);
        return;
      }
    }
    closeQuietly(unused);
  }

  @Override
  public synchronized void close() {
    closed = true;
    idle.forEach(Transports::closeQuietly);
    idle.clear();
  }

  static void closeQuietly(Closeable open) {
    try {
      open.close();
    } catch (IOException alreadyGone) {
      LOG.log(Level.FINEST, "nothing is left to close", alreadyGone);
    }
  }
}
