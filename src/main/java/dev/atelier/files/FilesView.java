package dev.atelier.files;

import dev.atelier.desktop.DesktopFiles;
import dev.atelier.desktop.HomeEntry;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A directory of a home as the contract shows it.
 *
 * @param whole whether there is nothing beyond the items
 */
public record FilesView(List<FileView> items, boolean whole) {

  /** Something in it. */
  public record FileView(String name, String kind, long bytes, Instant changedAt) {
    static FileView of(HomeEntry entry) {
      return new FileView(
          entry.name(),
          entry.kind().name().toLowerCase(Locale.ROOT),
          entry.bytes(),
          entry.changedAt());
    }
  }

  public FilesView {
    items = List.copyOf(items);
  }

  public static FilesView of(DesktopFiles.Listing listing) {
    return new FilesView(listing.entries().stream().map(FileView::of).toList(), listing.whole());
  }
}
