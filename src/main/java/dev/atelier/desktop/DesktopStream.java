package dev.atelier.desktop;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * A byte stream to a desktop's VNC server, in both directions.
 *
 * <p>One thread may read while another writes. Closing it, from any thread, ends both directions: a
 * blocked read returns -1 or throws {@link java.io.IOException}. Output is sent on {@code flush()}.
 */
public interface DesktopStream extends AutoCloseable {
  InputStream input();

  OutputStream output();

  @Override
  void close();
}
