package dev.atelier.backup;

import dev.atelier.json.Json;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes an archive, file by file, with what it says of itself at its end. Used by one thread. */
final class ArchiveWriter implements Closeable {
  private static final int BUFFER = 1 << 16;

  private final ZipOutputStream zip;
  private final Stamp stamp;
  private final Making making;
  private final List<Manifest.Entry> written = new ArrayList<>();

  ArchiveWriter(Path file, Stamp stamp, Making making) throws IOException {
    this.zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
    this.stamp = stamp;
    this.making = making;
  }

  void database(Path file) throws IOException {
    zip.setLevel(Deflater.BEST_SPEED);
    add(Archive.DATABASE, file);
  }

  /** Pictures are compressed in themselves. */
  void picture(String name, Path file) throws IOException {
    zip.setLevel(Deflater.NO_COMPRESSION);
    add(name, file);
  }

  private void add(String name, Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      zip.putNextEntry(new ZipEntry(name));
      MessageDigest sum = Archive.sha256();
      byte[] buffer = new byte[BUFFER];
      long bytes = 0;
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        zip.write(buffer, 0, read);
        sum.update(buffer, 0, read);
        bytes += read;
        making.saved(read);
      }
      zip.closeEntry();
      written.add(new Manifest.Entry(name, bytes, HexFormat.of().formatHex(sum.digest())));
    }
  }

  /** Ends the archive; without that it is none. */
  void finish(Manifest manifest) throws IOException {
    byte[] text = Json.write(manifest.with(written)).getBytes(StandardCharsets.UTF_8);
    if (text.length > Archive.LONGEST_MANIFEST) {
      throw new IOException("there are more pictures than a backup can list; keep them shorter");
    }
    zip.setLevel(Deflater.BEST_SPEED);
    put(Manifest.NAME, text);
    put(Stamp.NAME, stamp.on(text).getBytes(StandardCharsets.UTF_8));
    zip.finish();
  }

  private void put(String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
