package dev.atelier;

/**
 * Marks the moments at which a sudden end of the server would hurt most. A server started with
 * {@code -Datelier.dieAt=NAME} dies there as of {@code kill -9}, which is how it is proven that
 * nothing is lost and nothing is left; any other passes by.
 */
public final class CrashPoint {
  private static final String DIE_AT = System.getProperty("atelier.dieAt", "");
  private static final int KILLED = 128 + 9;

  private CrashPoint() {}

  public static void passed(String name) {
    if (name.equals(DIE_AT)) {
      Runtime.getRuntime().halt(KILLED);
    }
  }
}
