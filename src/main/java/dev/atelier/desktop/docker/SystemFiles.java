package dev.atelier.desktop.docker;

import com.github.dockerjava.api.model.HostConfig;
import java.util.Map;

/** Whether a desktop's system, outside of its home, can be changed. */
enum SystemFiles {
  /**
   * By the engine, on behalf of an administrator; the desktop's own user may write nowhere there.
   */
  CHANGEABLE,
  /** By nobody; what has to be written somewhere is in memory. */
  READ_ONLY;

  private static final String TMP = "rw,exec,nosuid,nodev,size=1g,mode=1777";
  private static final String SMALL = "rw,noexec,nosuid,nodev,size=64m,mode=1777";

  HostConfig on(HostConfig host) {
    return this == CHANGEABLE
        ? host.withTmpFs(Map.of("/tmp", TMP))
        : host.withReadonlyRootfs(true)
            .withTmpFs(Map.of("/tmp", TMP, "/run", SMALL, "/var/tmp", SMALL));
  }
}
