package dev.atelier.snapshot;

/**
 * Something that belongs to nobody is about to be removed for good; what an observer throws
 * prevents it.
 *
 * @param actor who wants it
 */
public record OrphanRemoval(Orphan orphan, String actor) {}
