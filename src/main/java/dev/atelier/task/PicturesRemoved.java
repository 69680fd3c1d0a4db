package dev.atelier.task;

/**
 * Pictures of steps were removed for their age.
 *
 * @param count how many
 * @param days they were older than that
 */
public record PicturesRemoved(long count, long days) {}
