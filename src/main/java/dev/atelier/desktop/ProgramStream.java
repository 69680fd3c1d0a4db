package dev.atelier.desktop;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The input and output of a program of this machine, which ends when it is closed. */
public final class ProgramStream implements DesktopStream {
  private static final int GRACE_SECONDS = 2;

  private final Process process;

  private ProgramStream(Process process) {
    this.process = process;
  }

  /**
   * Begins a program.
   *
   * @throws DesktopException when it does not begin
   */
  public static ProgramStream begin(ProcessBuilder program) {
    try {
      return new ProgramStream(program.redirectError(Redirect.DISCARD).start());
    } catch (IOException missing) {
      throw new DesktopException(
          "could not run “" + program.command().get(0) + "” beside the desktop: " + missing,
          missing);
    }
  }

  @Override
  public InputStream input() {
    return process.getInputStream();
  }

  @Override
  public OutputStream output() {
    return process.getOutputStream();
  }

  /** The end of its input lets it tidy up; after a moment it is killed. */
  @Override
  public void close() {
    CompletableFuture.delayedExecutor(GRACE_SECONDS, TimeUnit.SECONDS).execute(this::kill);
    closeQuietly(process.getOutputStream());
    closeQuietly(process.getInputStream());
  }

  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static void closeQuietly(Closeable open) {
    try {
      open.close();
    } catch (IOException alreadyGone) {
      // Nothing is left to close.
    }
  }
}
