/**
 * The product, read it first: a goal is taken on ({@code Tasks}), carried out step by step ({@code
 * TaskRunner}), watched ({@code TaskStreams}) and kept ({@code TaskRepository}). Knows {@code
 * session}, {@code vision}, {@code desktop} and {@code control}.
 */
package dev.atelier.task;
