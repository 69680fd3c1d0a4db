package dev.atelier.backup;

import dev.atelier.json.Json;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A backup's file, read by somebody who does not trust it: only names that a backup has, only as
 * many bytes as it says of itself, and only those whose sum is right.
 */
final class Archive implements Closeable {
  static final String DATABASE = "database/atelier.mv.db";
  static final String PICTURES = "pictures/";

  private static final Pattern PICTURE =
      Pattern.compile("pictures/([0-9a-f]{2})/\\1[0-9a-f]{14,62}\\.png");
  static final int LONGEST_MANIFEST = 64 << 20;
  private static final int LONGEST_STAMP = 256;
  private static final int BUFFER = 1 << 16;

  private final ZipFile zip;
  private final Manifest manifest;

  private Archive(ZipFile zip, Manifest manifest) {
    this.zip = zip;
    this.manifest = manifest;
  }

  /**
   * Opens one and reads what it says of itself.
   *
   * @throws UnusableBackup when it is none
   */
  static Archive open(Path file) {
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile());
    } catch (IOException garbled) {
      throw new UnusableBackup("the file is no backup of Atelier OS, or was cut short", garbled);
    }
    try {
      return new Archive(zip, read(zip));
    } catch (IOException | RuntimeException wrong) {
      closeQuietly(zip);
      throw wrong instanceof UnusableBackup known ? known : damaged(wrong);
    }
  }

  private static Manifest read(ZipFile zip) throws IOException {
    byte[] text = text(zip, Manifest.NAME, LONGEST_MANIFEST);
    Object format = Json.readObject(new String(text, StandardCharsets.UTF_8)).get("format");
    if (!Integer.valueOf(Manifest.FORMAT).equals(format)) {
      throw new UnusableBackup(
          "the backup has another format; restore it with the version of Atelier OS that made it");
    }
    return named(Json.mapper().readValue(text, Manifest.class));
  }

  private static byte[] text(ZipFile zip, String name, int most) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new UnusableBackup("the file is no backup of Atelier OS: it has no " + name);
    }
    try (InputStream content = zip.getInputStream(entry)) {
      byte[] text = content.readNBytes(most + 1);
      if (text.length > most) {
        throw new UnusableBackup("what the backup says of itself is too long");
      }
      return text;
    }
  }

  private static Manifest named(Manifest manifest) {
    Set<String> seen = new HashSet<>();
    for (Manifest.Entry entry : manifest.entries()) {
      boolean known = entry.name().equals(DATABASE) || PICTURE.matcher(entry.name()).matches();
      if (!known || entry.bytes() < 0 || !seen.add(entry.name())) {
        throw new UnusableBackup("the backup has a file that no backup has: " + entry.name());
      }
    }
    if (!seen.contains(DATABASE)) {
      throw new UnusableBackup("the backup has no database in it");
    }
    return manifest;
  }

  /** Whether it is as a server with that key made it, up to the files {@link #check} reads. */
  boolean bears(Stamp stamp) {
    try {
      return zip.getEntry(Stamp.NAME) != null
          && stamp.isOn(
              text(zip, Manifest.NAME, LONGEST_MANIFEST), text(zip, Stamp.NAME, LONGEST_STAMP));
    } catch (IOException garbled) {
      throw damaged(garbled);
    }
  }

  Manifest manifest() {
    return manifest;
  }

  /** How much room its files take, as it says; no file is let be longer than that. */
  double unpackedBytes() {
    return manifest.entries().stream().mapToDouble(Manifest.Entry::bytes).sum();
  }

  /** Reads all of it; throws {@link UnusableBackup} when a file is missing or was changed. */
  void check() {
    for (Manifest.Entry entry : manifest.entries()) {
      copy(entry, OutputStream.nullOutputStream());
    }
  }

  /** Writes its database there. */
  void database(Path target) throws IOException {
    Manifest.Entry entry =
        manifest.entries().stream()
            .filter(e -> e.name().equals(DATABASE))
            .findFirst()
            .orElseThrow();
    extract(entry, target);
  }

  void extract(Manifest.Entry entry, Path target) throws IOException {
    try (OutputStream out = Files.newOutputStream(target)) {
      copy(entry, out);
    }
  }

  private void copy(Manifest.Entry expected, OutputStream out) {
    ZipEntry entry = zip.getEntry(expected.name());
    if (entry == null) {
      throw new UnusableBackup("the backup is damaged: it lacks " + expected.name());
    }
    MessageDigest sum = sha256();
    long bytes = 0;
    try (InputStream content = zip.getInputStream(entry)) {
      byte[] buffer = new byte[BUFFER];
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        bytes += read;
        if (bytes > expected.bytes()) {
          throw new UnusableBackup("the backup is damaged: too much of " + expected.name());
        }
        sum.update(buffer, 0, read);
        write(out, buffer, read);
      }
    } catch (IOException garbled) {
      throw damaged(garbled);
    }
    if (!HexFormat.of().formatHex(sum.digest()).equals(expected.sha256())) {
      throw new UnusableBackup("the backup is damaged: " + expected.name() + " was changed");
    }
  }

  /** A disk that is full is no fault of the archive. */
  private static void write(OutputStream out, byte[] buffer, int count) {
    try {
      out.write(buffer, 0, count);
    } catch (IOException full) {
      throw new BackupFailed("the backup could not be unpacked", full);
    }
  }

  private static UnusableBackup damaged(Exception why) {
    return new UnusableBackup("the backup is damaged and cannot be read", why);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void closeQuietly(ZipFile zip) {
    try {
      zip.close();
    } catch (IOException unimportant) {
      // It is refused anyhow.
    }
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
