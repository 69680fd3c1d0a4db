package dev.atelier.doctor;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.File;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether there is room left where the server keeps its data. */
@ApplicationScoped
class RoomOnDisk implements Check {
  private static final long LITTLE_MB = 5_000;
  private static final long TOO_LITTLE_MB = 500;
  private static final long MB = 1024L * 1024;

  private final File data;

  @Inject
  RoomOnDisk(@ConfigProperty(name = "ATELIER_DATA", defaultValue = "data") String data) {
    this.data = new File(data);
  }

  /** For CDI's proxy only. */
  protected RoomOnDisk() {
    this("");
  }

  @Override
  public String subject() {
    return "check.disk";
  }

  @Override
  public List<Finding> look() {
    return List.of(data.exists() ? found(data.getUsableSpace() / MB) : missing());
  }

  static Finding found(long freeMb) {
    if (freeMb < TOO_LITTLE_MB) {
      return Finding.problem("disk.little", freeMb);
    }
    return freeMb < LITTLE_MB ? Finding.warning("disk.little", freeMb) : Finding.ok("disk", freeMb);
  }

  private static Finding missing() {
    return Finding.notice("disk.unknown");
  }
}
