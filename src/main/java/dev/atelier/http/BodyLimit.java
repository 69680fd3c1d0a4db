package dev.atelier.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Refuses bodies that no request of the contract needs, however they are sent. */
@Provider
public class BodyLimit implements ContainerRequestFilter {
  static final long MOST_BYTES = 1L << 20;

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getLength() > MOST_BYTES) {
      request.abortWith(Problem.of(413, new BodyTooLarge(MOST_BYTES).getMessage()).response());
      return;
    }
    request.setEntityStream(new Limited(request.getEntityStream()));
  }

  /** Fails once more than the limit has been read. */
  private static final class Limited extends FilterInputStream {
    private long left = MOST_BYTES;

    Limited(InputStream input) {
      super(input);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count(Math.max(read, 0));
      return read;
    }

    private void count(int bytes) throws BodyTooLarge {
      left -= bytes;
      if (left < 0) {
        throw new BodyTooLarge(MOST_BYTES);
      }
    }
  }
}
