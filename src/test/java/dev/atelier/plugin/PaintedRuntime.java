package dev.atelier.plugin;

import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopRuntime;
import dev.atelier.desktop.DesktopSpec;
import dev.atelier.desktop.DesktopState;
import dev.atelier.desktop.DesktopStream;
import dev.atelier.desktop.Size;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A plug-in with as many desktops as anybody wants: their screens are painted by a VNC server of a
 * few lines, and something on them changes every two seconds while somebody looks. Thread-safe.
 */
@ApplicationScoped
public class PaintedRuntime implements DesktopRuntime {
  private static final int PATCH = 80;

  /** How long nothing on a screen changes, in milliseconds. */
  private static final long STILL = 2000;

  private final Map<String, Size> sizes = new ConcurrentHashMap<>();
  private final Map<String, DesktopState> states = new ConcurrentHashMap<>();

  @Override
  public String name() {
    return "painted";
  }

  @Override
  public Optional<String> problem() {
    return Optional.empty();
  }

  @Override
  public void start(DesktopSpec spec) {
    sizes.put(spec.id(), spec.resolution());
    states.put(spec.id(), DesktopState.RUNNING);
  }

  @Override
  public DesktopStream connect(String id) {
    if (state(id) != DesktopState.RUNNING) {
      throw new DesktopException("the painted desktop does not run");
    }
    try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Socket ours = new Socket(door.getInetAddress(), door.getLocalPort());
      Socket theirs = door.accept();
      Thread painter = new Thread(() -> paint(theirs, sizes.get(id)), "painter");
      painter.setDaemon(true);
      painter.start();
      return new Wire(ours, ours.getInputStream(), ours.getOutputStream());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** A connection of this machine with itself. */
  public record Wire(Socket socket, InputStream input, OutputStream output)
      implements DesktopStream {
    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException already) {
        // It is closed, which is what was wanted.
      }
    }
  }

  private static void paint(Socket socket, Size size) {
    try (socket) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      greet(in, out, size);
      while (true) {
        answer(in.readUnsignedByte(), in, out, size);
      }
    } catch (IOException gone) {
      // Nobody looks any more.
    }
  }

  /** RFC 6143, section 7.1 to 7.3. */
  private static void greet(DataInputStream in, DataOutputStream out, Size size)
      throws IOException {
    out.writeBytes("RFB 003.008\n");
    in.skipNBytes(12);
    out.writeShort(0x0101);
    in.readByte();
    out.writeInt(0);
    in.readByte();
    out.writeShort(size.width());
    out.writeShort(size.height());
    out.write(new byte[16]);
    out.writeInt(7);
    out.writeBytes("painted");
    out.flush();
  }

  /** RFC 6143, section 7.5; what is not known here is not sent by our client. */
  private static void answer(int message, DataInputStream in, DataOutputStream out, Size size)
      throws IOException {
    switch (message) {
      case 0 -> in.skipNBytes(19);
      case 2 -> {
        in.skipNBytes(1);
        in.skipNBytes(4L * in.readUnsignedShort());
      }
      case 3 -> {
        boolean changesOnly = in.readBoolean();
        in.skipNBytes(8);
        change(out, changesOnly, size);
      }
      case 4 -> in.skipNBytes(7);
      case 5 -> in.skipNBytes(5);
      case 6 -> {
        in.skipNBytes(3);
        in.skipNBytes(Math.abs(in.readInt()));
      }
      case 150 -> in.skipNBytes(9);
      case 248 -> {
        in.skipNBytes(7);
        in.skipNBytes(in.readUnsignedByte());
      }
      case 251 -> {
        in.skipNBytes(5);
        in.skipNBytes(1 + 16L * in.readUnsignedByte());
      }
      default -> throw new IOException("message " + message + " is not known");
    }
  }

  private static void change(DataOutputStream out, boolean only, Size size) throws IOException {
    if (!only) {
      draw(out, size.width(), size.height());
      return;
    }
    try {
      Thread.sleep(STILL);
    } catch (InterruptedException ending) {
      throw new IOException(ending);
    }
    draw(out, PATCH, PATCH);
  }

  private static void draw(DataOutputStream out, int width, int height) throws IOException {
    byte[] line = new byte[4 * width];
    ThreadLocalRandom.current().nextBytes(line);
    out.writeInt(1);
    out.writeInt(0);
    out.writeShort(width);
    out.writeShort(height);
    out.writeInt(0);
    for (int row = 0; row < height; row++) {
      out.write(line);
    }
    out.flush();
  }

  @Override
  public DesktopState state(String id) {
    return states.getOrDefault(id, DesktopState.MISSING);
  }

  @Override
  public Map<String, DesktopState> desktops() {
    return Map.copyOf(states);
  }

  @Override
  public Optional<String> whyStopped(String id) {
    return Optional.empty();
  }

  @Override
  public void pause(String id) {
    states.computeIfPresent(id, (same, state) -> DesktopState.PAUSED);
  }

  @Override
  public void stop(String id) {
    states.computeIfPresent(id, (same, state) -> DesktopState.STOPPED);
  }

  @Override
  public void remove(String id, boolean purgeHome) {
    states.remove(id);
    sizes.remove(id);
  }
}
