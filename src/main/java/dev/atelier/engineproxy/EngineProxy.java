package dev.atelier.engineproxy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.logging.Logger;

/**
 * Listens on a socket and passes on to the engine's what the server needs. The server is given the
 * one, never the other.
 */
public final class EngineProxy implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(EngineProxy.class.getName());
  private static final int MOST_AT_ONCE = 512;

  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "engine-proxy");
            thread.setDaemon(true);
            return thread;
          });
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private final ServerSocketChannel door;
  private final Path socket;
  private final Rules rules;

  /**
   * Opens it.
   *
   * @param socket where to listen; only the owner of this process may connect
   * @param instance the {@code ATELIER_INSTANCE} of the server
   * @param image what its desktops are made from
   */
  public EngineProxy(Path socket, Path engineSocket, String instance, String image)
      throws IOException {
    this.socket = socket;
    Engine engine = new Engine(engineSocket);
    rules = new Rules(instance, engine, new Wishes(instance, image, engine));
    Files.deleteIfExists(socket);
    door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    door.bind(UnixDomainSocketAddress.of(socket));
    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
  }

  /** {@code EngineProxy LISTEN ENGINE}: paths of two sockets. */
  public static void main(String... arguments) throws IOException {
    if (arguments.length != 2) {
      throw new IllegalArgumentException("usage: EngineProxy LISTEN ENGINE, paths of two sockets");
    }
    try (EngineProxy proxy =
        new EngineProxy(
            Path.of(arguments[0]),
            Path.of(arguments[1]),
            setting("ATELIER_INSTANCE", "default"),
            setting("DESKTOP_IMAGE", "atelier/desktop:latest"))) {
      LOG.info(() -> "listening on " + arguments[0] + " for " + proxy.rules.instance());
      proxy.serve();
    }
  }

  private static String setting(String name, String usual) {
    String value = System.getenv(name);
    return value == null || value.isBlank() ? usual : value;
  }

  /** Until it is closed. */
  public void serve() throws IOException {
    while (door.isOpen()) {
      SocketChannel client = door.accept();
      places.acquireUninterruptibly();
      threads.execute(
          () -> {
            try {
              new Exchange(new Wire(client), rules, threads).run();
            } finally {
              places.release();
            }
          });
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    threads.shutdownNow();
    Files.deleteIfExists(socket);
  }
}
