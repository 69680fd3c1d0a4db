package dev.atelier;

/** What the present thread works on, for its log lines. Closing it brings back what was before. */
public final class LogScope implements AutoCloseable {
  private static final ThreadLocal<LogScope> PRESENT = new ThreadLocal<>();

  private final String sessionId;
  private final String taskId;
  private final LogScope before;

  private LogScope(String sessionId, String taskId) {
    this.sessionId = sessionId;
    this.taskId = taskId;
    this.before = PRESENT.get();
    PRESENT.set(this);
  }

  public static LogScope session(String sessionId) {
    return new LogScope(sessionId, "");
  }

  public static LogScope task(String sessionId, String taskId) {
    return new LogScope(sessionId, taskId);
  }

  /** The session worked on; empty for none. */
  public static String presentSession() {
    LogScope present = PRESENT.get();
    return present == null ? "" : present.sessionId;
  }

  /** The task worked on; empty for none. */
  public static String presentTask() {
    LogScope present = PRESENT.get();
    return present == null ? "" : present.taskId;
  }

  @Override
  public void close() {
    if (before == null) {
      PRESENT.remove();
    } else {
      PRESENT.set(before);
    }
  }
}
