package dev.atelier.desktop.rfb;

import dev.atelier.desktop.DesktopDriver;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Reaches a {@link ScriptedServer} over a real socket of this machine. */
record SocketToServer(ScriptedServer server) implements DesktopDriver.Streams {

  @Override
  public DesktopStream open() {
    DesktopStream served = server.open();
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Socket near = new Socket(listening.getInetAddress(), listening.getLocalPort());
      Socket far = listening.accept();
      carry(far.getInputStream(), served.output(), served);
      carry(served.input(), far.getOutputStream(), served);
      return new Near(near, near.getInputStream(), near.getOutputStream());
    } catch (IOException unlikely) {
      throw new DesktopException("no socket", unlikely);
    }
  }

  private static void carry(InputStream from, OutputStream to, DesktopStream served) {
    Thread carrier =
        new Thread(
            () -> {
              try {
                from.transferTo(to);
              } catch (IOException ended) {
                // One side is gone, so the other goes too.
              } finally {
                served.close();
              }
            },
            "carrier");
    carrier.setDaemon(true);
    carrier.start();
  }

  private record Near(Socket socket, InputStream input, OutputStream output)
      implements DesktopStream {
    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException alreadyGone) {
        // Nothing is left to close.
      }
    }
  }
}
