package dev.atelier;

/** What people are told of a failure that nobody foresaw. */
public final class Unforeseen {
  public static final String WORDS =
      "something went wrong inside the server; its log has the details";

  private Unforeseen() {}
}
