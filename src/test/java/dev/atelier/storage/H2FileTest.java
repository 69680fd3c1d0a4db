package dev.atelier.storage;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2FileTest extends StorageContract {
  @TempDir private Path directory;

  @Override
  Transactions database() {
    return new Transactions(
        "jdbc:h2:file:" + directory.resolve("atelier") + ";FILE_LOCK=FS;WRITE_DELAY=0",
        "atelier",
        "atelier");
  }
}
