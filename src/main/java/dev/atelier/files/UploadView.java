package dev.atelier.files;

/**
 * How far an upload in pieces is, as the contract shows it.
 *
 * @param received how many bytes are there; the next piece begins with this one
 */
public record UploadView(long received, long total) {}
