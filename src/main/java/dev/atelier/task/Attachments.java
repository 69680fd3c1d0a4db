package dev.atelier.task;

import dev.atelier.desktop.HomePath;
import dev.atelier.desktop.PathRefused;
import dev.atelier.json.InvalidField;
import dev.atelier.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Files of a desktop's home that a goal is given with. Thread-safe. */
@ApplicationScoped
class Attachments {
  private final Sessions sessions;

  @Inject
  Attachments(Sessions sessions) {
    this.sessions = sessions;
  }

  /** For CDI's proxy only. */
  protected Attachments() {
    this(null);
  }

  /**
   * Checks that there is a file at each path; wakes the desktop, where there are any.
   *
   * @throws InvalidField that names the first one where there is none
   */
  void requireThere(String sessionId, List<String> attachments) throws InterruptedException {
    if (attachments.isEmpty()) {
      return;
    }
    List<HomePath> paths = new ArrayList<>();
    for (int n = 0; n < attachments.size(); n++) {
      paths.add(path(attachments.get(n), n));
    }
    List<Boolean> there = sessions.files(sessionId).areFiles(sessionId, paths);
    int missing = there.indexOf(false);
    if (missing >= 0) {
      throw new InvalidField(
          named(missing), "is no file in the desktop's home: upload it first, or mend the path");
    }
  }

  /** Those of them that are no file there; wakes the desktop, where there are any at all. */
  List<String> missing(String sessionId, List<String> attachments) throws InterruptedException {
    if (attachments.isEmpty()) {
      return List.of();
    }
    List<HomePath> paths = attachments.stream().map(HomePath::new).toList();
    List<Boolean> there = sessions.files(sessionId).areFiles(sessionId, paths);
    return IntStream.range(0, attachments.size())
        .filter(n -> !there.get(n))
        .mapToObj(attachments::get)
        .toList();
  }

  private static HomePath path(String text, int number) {
    try {
      return new HomePath(text);
    } catch (PathRefused refused) {
      throw new InvalidField(named(number), "cannot be: " + refused.getMessage());
    }
  }

  private static String named(int number) {
    return "attachments[" + number + "]";
  }
}
