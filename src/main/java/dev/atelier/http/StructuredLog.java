package dev.atelier.http;

import dev.atelier.LogScope;
import dev.atelier.json.Json;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Our own log lines as JSON objects, one a line, with the session and task that the thread works
 * on.
 */
final class StructuredLog extends Handler {
  private static final Logger OURS = Logger.getLogger("dev.atelier");

  private final PrintStream output;

  StructuredLog(PrintStream output) {
    this.output = output;
    setFormatter(new JsonLine());
  }

  /** Takes the place of the container's handlers for everything that is ours. */
  void install() {
    OURS.setUseParentHandlers(false);
    OURS.addHandler(this);
  }

  void uninstall() {
    OURS.removeHandler(this);
    OURS.setUseParentHandlers(true);
  }

  @Override
  public void publish(LogRecord event) {
    if (isLoggable(event)) {
      output.println(getFormatter().format(event));
    }
  }

  @Override
  public void flush() {
    output.flush();
  }

  @Override
  public void close() {}

  /** One event as one JSON object. */
  private static final class JsonLine extends Formatter {
    @Override
    public String format(LogRecord event) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("at", event.getInstant());
      line.put("level", event.getLevel().getName().toLowerCase(Locale.ROOT));
      line.put("from", event.getLoggerName());
      line.put("message", formatMessage(event));
      putUnlessEmpty(line, "session_id", LogScope.presentSession());
      putUnlessEmpty(line, "task_id", LogScope.presentTask());
      if (event.getThrown() != null) {
        line.put("failure", stackTrace(event.getThrown()));
      }
      return Json.write(line);
    }

    private static void putUnlessEmpty(Map<String, Object> line, String name, String value) {
      if (!value.isEmpty()) {
        line.put(name, value);
      }
    }

    private static String stackTrace(Throwable failure) {
      StringWriter text = new StringWriter();
      failure.printStackTrace(new PrintWriter(text));
      return text.toString();
    }
  }
}
