package dev.atelier.http;

import dev.atelier.backup.BackupLimit;
import dev.atelier.files.UploadLimit;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Refuses bodies that no request of the contract or the console needs, however they are sent. Files
 * for a desktop and backups may be larger.
 */
public class BodyLimit extends HttpFilter {
  static final long MOST_BYTES = 1L << 20;
  private static final Pattern FILE =
      Pattern.compile("/+sessions/+[^/]+/+files/.*", Pattern.DOTALL);
  private static final Pattern BACKUP = Pattern.compile("/+system/+backups/+upload");
  private static final long serialVersionUID = 1L;

  @Inject private transient UploadLimit uploads;
  @Inject private transient BackupLimit backups;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    long most = most(request);
    if (request.getContentLengthLong() > most) {
      Problem.of(413, new BodyTooLarge(most).getMessage()).write(response);
      return;
    }
    chain.doFilter(new Limited(request, most), response);
  }

  private long most(HttpServletRequest request) {
    // As the container maps it: decoded, without parameters and dots.
    String path = request.getServletPath() + Optional.ofNullable(request.getPathInfo()).orElse("");
    if (!request.getMethod().equals("PUT")) {
      return MOST_BYTES;
    }
    if (BACKUP.matcher(path).matches()) {
      return backups.bytes();
    }
    return FILE.matcher(path).matches() ? uploads.bytes() : MOST_BYTES;
  }

  /** A request whose body has an end. */
  private static final class Limited extends HttpServletRequestWrapper {
    private final long most;
    private ServletInputStream input;
    private BufferedReader reader;

    Limited(HttpServletRequest request, long most) {
      super(request);
      this.most = most;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      if (input == null) {
        input = new LimitedInput(super.getInputStream(), most);
      }
      return input;
    }

    @Override
    public BufferedReader getReader() throws IOException {
      if (reader == null) {
        Charset letters =
            Optional.ofNullable(getCharacterEncoding())
                .map(Charset::forName)
                .orElse(StandardCharsets.UTF_8);
        reader = new BufferedReader(new InputStreamReader(getInputStream(), letters));
      }
      return reader;
    }
  }

  /** Fails once more than the limit has been read. */
  private static final class LimitedInput extends ServletInputStream {
    private final ServletInputStream whole;
    private final long most;
    private long left;

    LimitedInput(ServletInputStream whole, long most) {
      this.whole = whole;
      this.most = most;
      this.left = most;
    }

    @Override
    public int read() throws IOException {
      int read = whole.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = whole.read(buffer, offset, length);
      count(Math.max(read, 0));
      return read;
    }

    private void count(int bytes) throws BodyTooLarge {
      left -= bytes;
      if (left < 0) {
        throw new BodyTooLarge(most);
      }
    }

    @Override
    public boolean isFinished() {
      return whole.isFinished();
    }

    @Override
    public boolean isReady() {
      return whole.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      whole.setReadListener(listener);
    }
  }
}
