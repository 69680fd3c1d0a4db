package dev.atelier.stream;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A client's end of a request that is answered little by little: takes as many writes as a test
 * lets it, as a browser does that reads slowly. Strict as a container: to write while it is not
 * ready is an error. Thread-safe.
 */
final class FakeClient {
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final Map<String, String> headers = new TreeMap<>();
  private final List<AsyncListener> listeners = new ArrayList<>();
  private final Context context = new Context();
  private final Output output = new Output();
  private WriteListener writing;
  private int takes;
  private boolean gone;
  private int completed;

  HttpServletRequest request() {
    return proxy(
        HttpServletRequest.class,
        (method, arguments) -> method.equals("startAsync") ? context : null);
  }

  HttpServletResponse response() {
    return proxy(
        HttpServletResponse.class,
        (method, arguments) -> {
          if (method.equals("setHeader")) {
            headers.put((String) arguments[0], (String) arguments[1]);
          } else if (method.equals("setContentType")) {
            headers.put("Content-Type", (String) arguments[0]);
          }
          return method.equals("getOutputStream") ? output : null;
        });
  }

  /** Reads on: takes so many more writes. */
  void reads(int writes) throws IOException {
    synchronized (this) {
      takes += writes;
    }
    writing.onWritePossible();
  }

  /** Makes room, but the container has not told so yet. */
  synchronized void makesRoom(int writes) {
    takes += writes;
  }

  synchronized void goesAway() {
    gone = true;
  }

  /** What the container tells when it notices that the client has gone. */
  void isFoundGone() {
    goesAway();
    writing.onError(new IOException("broken pipe"));
    for (AsyncListener listener : List.copyOf(listeners)) {
      try {
        listener.onError(new AsyncEvent(context));
      } catch (IOException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  synchronized String received() {
    return received.toString(StandardCharsets.UTF_8);
  }

  synchronized Map<String, String> headers() {
    return Map.copyOf(headers);
  }

  /** How often the answer was brought to its end. */
  synchronized int completed() {
    return completed;
  }

  /** What a fake does when one of its methods is called. */
  @FunctionalInterface
  private interface Reaction {
    Object to(String method, Object[] arguments);
  }

  private static <T> T proxy(Class<T> type, Reaction reaction) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> reaction.to(method.getName(), arguments)));
  }

  /** Takes a write each time it was ready for one. */
  private final class Output extends ServletOutputStream {
    @Override
    public boolean isReady() {
      synchronized (FakeClient.this) {
        return takes > 0;
      }
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      writing = listener;
    }

    @Override
    public void write(int one) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      synchronized (FakeClient.this) {
        if (gone) {
          throw new IOException("broken pipe");
        }
        if (takes == 0) {
          throw new IllegalStateException("written to while it was not ready");
        }
        takes--;
        received.writeBytes(bytes);
      }
    }
  }

  /** The request as it is answered. */
  private final class Context implements AsyncContext {
    @Override
    public ServletResponse getResponse() {
      return response();
    }

    @Override
    public void complete() {
      synchronized (FakeClient.this) {
        if (completed > 0) {
          throw new IllegalStateException("complete already");
        }
        completed++;
      }
      for (AsyncListener listener : List.copyOf(listeners)) {
        try {
          listener.onComplete(new AsyncEvent(this));
        } catch (IOException impossible) {
          throw new IllegalStateException(impossible);
        }
      }
    }

    @Override
    public void addListener(AsyncListener listener) {
      listeners.add(listener);
    }

    @Override
    public void addListener(
        AsyncListener listener, ServletRequest request, ServletResponse response) {
      listeners.add(listener);
    }

    @Override
    public void setTimeout(long timeout) {}

    @Override
    public long getTimeout() {
      return 0;
    }

    @Override
    public ServletRequest getRequest() {
      return request();
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
      return true;
    }

    @Override
    public void dispatch() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void dispatch(String path) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void dispatch(ServletContext other, String path) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void start(Runnable work) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) {
      throw new UnsupportedOperationException();
    }
  }
}
