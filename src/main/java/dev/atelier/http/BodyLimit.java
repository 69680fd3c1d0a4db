package dev.atelier.http;

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

/** Refuses bodies that no request of the contract or the console needs, however they are sent. */
public class BodyLimit extends HttpFilter {
  static final long MOST_BYTES = 1L << 20;
  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (request.getContentLengthLong() > MOST_BYTES) {
      Problem.of(413, new BodyTooLarge(MOST_BYTES).getMessage()).write(response);
      return;
    }
    chain.doFilter(new Limited(request), response);
  }

  /** A request whose body has an end. */
  private static final class Limited extends HttpServletRequestWrapper {
    private ServletInputStream input;
    private BufferedReader reader;

    Limited(HttpServletRequest request) {
      super(request);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      if (input == null) {
        input = new LimitedInput(super.getInputStream());
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
    private long left = MOST_BYTES;

    LimitedInput(ServletInputStream whole) {
      this.whole = whole;
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
        throw new BodyTooLarge(MOST_BYTES);
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
