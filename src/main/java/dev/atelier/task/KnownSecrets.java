package dev.atelier.task;

import dev.atelier.vision.Fillable;
import java.util.List;

/** Which secrets a task may have filled in; implemented where some are kept. Thread-safe. */
public interface KnownSecrets {

  /** Those for a desktop, by name; never their values. */
  List<Fillable> on(String sessionId);
}
