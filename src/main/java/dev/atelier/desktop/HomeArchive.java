package dev.atelier.desktop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A home as a tar archive: plain files, directories and links whose names stay within the home.
 * Nothing is ever whole in memory.
 */
public final class HomeArchive {
  private static final int PERMISSIONS = 0777;

  /** What belongs to one running program, and would keep its twin in a copy from starting. */
  private static final Pattern LOCK =
      Pattern.compile(
          "\\.mozilla/firefox/[^/]+/(lock|\\.parentlock)"
              + "|\\.config/[^/]+/Singleton(Lock|Cookie|Socket)"
              + "|(.*/)?\\.~lock\\.[^/]*#"
              + "|\\.(X|ICE)authority");

  /** What every program makes again by itself. */
  private static final Pattern CACHE = Pattern.compile("\\.cache/.+");

  private HomeArchive() {}

  /**
   * Writes the archive of a home.
   *
   * @param tar as the engine gives it
   * @param directory what the home is called in it, such as {@code operator}
   * @param place where the home is on the desktop, such as {@code /home/operator}
   */
  public static void write(InputStream tar, String directory, Path place, OutputStream target)
      throws IOException {
    try (TarArchiveInputStream from = reader(tar);
        TarArchiveOutputStream to = writer(target)) {
      for (TarArchiveEntry entry = from.getNextEntry();
          entry != null;
          entry = from.getNextEntry()) {
        String name = clean(entry.getName());
        if (name.equals(directory) || !name.startsWith(directory + "/")) {
          continue;
        }
        name = name.substring(directory.length() + 1);
        if (isPlain(entry) && !LOCK.matcher(name).matches() && !CACHE.matcher(name).matches()) {
          entry.setName(entry.isDirectory() ? name + "/" : name);
          if (entry.isSymbolicLink()) {
            entry.setLinkName(link(place, name, entry.getLinkName()));
          } else if (entry.isLink()) {
            entry.setLinkName(clean(entry.getLinkName()).substring(directory.length() + 1));
          }
          put(from, to, entry);
        }
      }
      to.finish();
    }
  }

  /**
   * Passes an archive on, so far as it can only write within a home. All in it becomes that user's.
   *
   * @throws DesktopException when a name or link in it leaves the home, or it holds a device
   */
  public static void check(InputStream tar, int user, int group, OutputStream target)
      throws IOException {
    Set<String> links = new HashSet<>();
    try (TarArchiveInputStream from = reader(tar);
        TarArchiveOutputStream to = writer(target)) {
      for (TarArchiveEntry entry = from.getNextEntry();
          entry != null;
          entry = from.getNextEntry()) {
        String name = inside(entry.getName());
        refuseDevices(entry, name);
        refuseBehindLinks(name, links);
        if (entry.isSymbolicLink()) {
          links.add(name);
        } else if (entry.isLink()) {
          String original = inside(entry.getLinkName());
          refuseBehindLinks(original, links);
          entry.setLinkName("./" + original);
        }
        entry.setIds(user, group);
        entry.setName("./" + name + (entry.isDirectory() ? "/" : ""));
        put(from, to, entry);
      }
      to.finish();
    }
  }

  private static TarArchiveInputStream reader(InputStream tar) {
    return new TarArchiveInputStream(tar, StandardCharsets.UTF_8.name());
  }

  private static TarArchiveOutputStream writer(OutputStream target) {
    TarArchiveOutputStream to = new TarArchiveOutputStream(target, StandardCharsets.UTF_8.name());
    to.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
    to.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    to.setAddPaxHeadersForNonAsciiNames(true);
    return to;
  }

  private static void put(
      TarArchiveInputStream from, TarArchiveOutputStream to, TarArchiveEntry entry)
      throws IOException {
    // No program gains rights by having been copied.
    entry.setMode(entry.getMode() & PERMISSIONS);
    to.putArchiveEntry(entry);
    if (entry.isFile()) {
      from.transferTo(to);
    }
    to.closeArchiveEntry();
  }

  /** Sockets and pipes live and die with their program; devices have no place in a home. */
  private static boolean isPlain(TarArchiveEntry entry) {
    return entry.isDirectory()
        || entry.isSymbolicLink()
        || entry.isLink()
        || (entry.isFile() && !isDevice(entry));
  }

  private static boolean isDevice(TarArchiveEntry entry) {
    return entry.isBlockDevice() || entry.isCharacterDevice() || entry.isFIFO();
  }

  private static void refuseDevices(TarArchiveEntry entry, String name) {
    if (!isPlain(entry)) {
      throw refusal("“" + name + "” is neither a file nor a directory");
    }
  }

  private static void refuseBehindLinks(String name, Set<String> links) {
    for (int at = name.indexOf('/'); at >= 0; at = name.indexOf('/', at + 1)) {
      if (links.contains(name.substring(0, at))) {
        throw refusal("“" + name + "” lies behind a link");
      }
    }
  }

  /** A relative link that leads out of the home is kept by its full name. */
  private static String link(Path place, String name, String target) {
    Path from = place.resolve(name).getParent();
    boolean leaves =
        !target.startsWith("/")
            && !Optional.ofNullable(from)
                .orElse(place)
                .resolve(target)
                .normalize()
                .startsWith(place);
    return leaves ? from.resolve(target).normalize().toString() : target;
  }

  private static String inside(String name) {
    String clean = clean(name);
    if (clean.isEmpty() || name.startsWith("/") || ("/" + clean + "/").contains("/../")) {
      throw refusal("the name “" + name + "” leaves the home");
    }
    return clean;
  }

  private static String clean(String name) {
    String clean = name.startsWith("./") ? name.substring(2) : name;
    return clean.endsWith("/") ? clean.substring(0, clean.length() - 1) : clean;
  }

  private static DesktopException refusal(String why) {
    return new DesktopException("this copy of a home was not made by Atelier OS: " + why);
  }
}
