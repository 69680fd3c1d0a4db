package dev.atelier.replay;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What was made for a caller to take.
 *
 * @param content to be closed by whoever reads it; the file has no name any more, so that one who
 *     hangs up leaves nothing on the disk, and neither does a server that is killed
 */
record Download(InputStream content, long bytes) {

  /** Opens a file and takes its name away. */
  static Download of(Path file) throws IOException {
    long bytes = Files.size(file);
    InputStream content = Files.newInputStream(file);
    Files.delete(file);
    return new Download(content, bytes);
  }
}
