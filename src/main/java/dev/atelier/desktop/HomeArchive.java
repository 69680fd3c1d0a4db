package dev.atelier.desktop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/**
 * A home as a tar archive: plain files, directories and links whose names stay within the home.
 * Nothing is ever whole in memory. Names are bytes, whatever they mean; each is one character here
 * (see {@link RawNames}). What is written passes the check, or is refused with the reason.
 */
public final class HomeArchive {
  private static final int PERMISSIONS = 0777;

  /** What belongs to one running program, and would keep its twin in a copy from starting. */
  private static final Pattern LOCK =
      Pattern.compile(
          "\\.mozilla/firefox/[^/]+/(lock|\\.parentlock)"
              + "|\\.config/[^/]+/Singleton(Lock|Cookie|Socket)"
              + "|(.*/)?\\.~lock\\.[^/]*#"
              + "|\\.(X|ICE)authority",
          Pattern.DOTALL);

  /**
   * What the desktop's own programs make again by themselves, and nobody links to. Other caches are
   * kept: what {@code uv} installs is linked to its cache, and models that were downloaded for
   * hours are in {@code .cache} too.
   */
  private static final Pattern CACHE =
      Pattern.compile(
          "\\.cache/(mozilla|chromium|google-chrome|thumbnails|fontconfig|gstreamer-1\\.0"
              + "|mesa_shader_cache[^/]*)/.+",
          Pattern.DOTALL);

  private HomeArchive() {}

  /**
   * Writes the archive of a home.
   *
   * @param tar as the engine gives it
   * @param directory what the home is called in it, such as {@code operator}
   * @param place where the home is on the desktop, such as {@code /home/operator}
   * @throws DesktopException when something in it could not be brought back
   */
  public static void write(InputStream tar, String directory, Path place, OutputStream target)
      throws IOException {
    HomeNames names = new HomeNames("this home cannot be saved");
    try (TarArchiveInputStream from = reader(tar);
        TarArchiveOutputStream to = writer(target)) {
      for (TarArchiveEntry entry = from.getNextEntry();
          entry != null;
          entry = from.getNextEntry()) {
        String name = HomeNames.clean(entry.getName());
        if (name.startsWith(directory + "/")) {
          write(from, entry, names, directory, place.toString(), to);
        }
      }
      to.finish();
    }
  }

  private static void write(
      TarArchiveInputStream from,
      TarArchiveEntry entry,
      HomeNames names,
      String directory,
      String place,
      TarArchiveOutputStream to)
      throws IOException {
    String name = names.inside(inHome(entry.getName(), directory));
    if (!isPlain(entry)) {
      names.isLeftOut(name);
    } else if (!isLeftOut(name)) {
      String target = entry.getLinkName();
      if (entry.isSymbolicLink()) {
        names.isLink(name);
        target = link(place, name, target);
      } else if (entry.isLink()) {
        target = names.inside(inHome(target, directory));
        if (names.wasLeftOut(target)) {
          return;
        }
        requireContent(name, target, names);
        names.isSame(name, target);
      }
      put(from, entry, to, name, target);
    }
  }

  private static String inHome(String name, String directory) {
    String clean = HomeNames.clean(name);
    return clean.startsWith(directory + "/")
        ? clean.substring(directory.length() + 1)
        : "/" + clean;
  }

  private static boolean isLeftOut(String name) {
    return LOCK.matcher(name).matches() || CACHE.matcher(name).matches();
  }

  /** The archive has the content under the first name only, and that one has passed by. */
  private static void requireContent(String name, String original, HomeNames names) {
    if (isLeftOut(original)) {
      throw names.refuse(
          "“"
              + HomeNames.shown(name)
              + "” is a hard link to “"
              + HomeNames.shown(original)
              + "”, and caches and locks are not saved; remove one of the two");
    }
  }

  /**
   * Passes an archive on, so far as it can only write within a home. All in it becomes that user's.
   *
   * @throws DesktopException when a name or link in it leaves the home, or it holds a device
   */
  public static void check(InputStream tar, int user, int group, OutputStream target)
      throws IOException {
    HomeNames names = new HomeNames("this copy of a home was not made by Atelier OS");
    try (TarArchiveInputStream from = reader(tar);
        TarArchiveOutputStream to = writer(target)) {
      for (TarArchiveEntry entry = from.getNextEntry();
          entry != null;
          entry = from.getNextEntry()) {
        String name = names.inside(entry.getName());
        if (!isPlain(entry)) {
          throw names.refuse("“" + HomeNames.shown(name) + "” is neither a file nor a directory");
        }
        String original = entry.getLinkName();
        if (entry.isSymbolicLink()) {
          names.isLink(name);
        } else if (entry.isLink()) {
          original = names.inside(original);
          names.isSame(name, original);
          original = "./" + original;
        }
        entry.setIds(user, group);
        put(from, entry, to, "./" + name, original);
      }
      to.finish();
    }
  }

  private static TarArchiveInputStream reader(InputStream tar) {
    return new TarArchiveInputStream(new RawNames(tar), StandardCharsets.ISO_8859_1.name());
  }

  /** In PAX headers a name would have to be UTF-8; GNU's are bytes. */
  private static TarArchiveOutputStream writer(OutputStream target) {
    TarArchiveOutputStream to =
        new TarArchiveOutputStream(target, StandardCharsets.ISO_8859_1.name());
    to.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
    to.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    return to;
  }

  /** What else is said of an entry, such as further attributes, does not go with it. */
  private static void put(
      TarArchiveInputStream from,
      TarArchiveEntry entry,
      TarArchiveOutputStream to,
      String name,
      String target)
      throws IOException {
    TarArchiveEntry copy =
        new TarArchiveEntry(entry.isDirectory() ? name + "/" : name, kindOf(entry));
    // No program gains rights by having been copied.
    copy.setMode(entry.getMode() & PERMISSIONS);
    copy.setUserId(entry.getLongUserId());
    copy.setGroupId(entry.getLongGroupId());
    copy.setLastModifiedTime(entry.getLastModifiedTime());
    copy.setLinkName(target);
    boolean hasContent = copy.isFile() && !copy.isLink() && !copy.isSymbolicLink();
    copy.setSize(hasContent ? entry.getSize() : 0);
    to.putArchiveEntry(copy);
    if (hasContent) {
      from.transferTo(to);
    }
    to.closeArchiveEntry();
  }

  private static byte kindOf(TarArchiveEntry entry) {
    if (entry.isDirectory()) {
      return TarConstants.LF_DIR;
    }
    if (entry.isSymbolicLink()) {
      return TarConstants.LF_SYMLINK;
    }
    return entry.isLink() ? TarConstants.LF_LINK : TarConstants.LF_NORMAL;
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

  /** A relative link that leads out of the home is kept by its full name. */
  private static String link(String place, String name, String target) {
    if (target.startsWith("/")) {
      return target;
    }
    String full = normal(place + "/" + name + "/../" + target);
    return (full + "/").startsWith(place + "/") ? target : full;
  }

  private static String normal(String path) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return "/" + String.join("/", parts);
  }
}
