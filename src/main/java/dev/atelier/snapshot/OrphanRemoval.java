package dev.atelier.snapshot;

/**
 * Something that belongs to nobody is about to be removed for good, which an observer prevents by
 * what it throws; or it has been.
 *
 * @param type such as {@code snapshot.orphan_removed}
 * @param actor who wants it
 */
public record OrphanRemoval(Orphan orphan, String type, String actor) {

  static OrphanRemoval asked(Orphan orphan, String actor) {
    return new OrphanRemoval(orphan, "snapshot.orphan_removal_asked", actor);
  }

  static OrphanRemoval done(Orphan orphan, String actor) {
    return new OrphanRemoval(orphan, "snapshot.orphan_removed", actor);
  }
}
