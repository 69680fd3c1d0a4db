package dev.atelier.desktop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import dev.atelier.CrashPoint;
import java.io.InputStream;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A container that is never started: through it the engine lets files in and out of a home, whether
 * the home's desktop is there or not.
 */
record Porter(DockerClient docker, String container) implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Porter.class.getName());
  private static final String HOME = DesktopContainer.HOME;

  /** What never runs has no use for a network. */
  static final HostConfig APART = HostConfig.newHostConfig().withNetworkMode("none");

  static Porter make(DockerClient docker, String image, DesktopContainer desktop, int home) {
    String made =
        docker
            .createContainerCmd(image)
            .withLabels(Role.PORTER.labels(desktop))
            .withHostConfig(
                HostConfig.newHostConfig()
                    .withNetworkMode("none")
                    .withBinds(new Bind(desktop.home(home), new Volume(HOME))))
            .exec()
            .getId();
    CrashPoint.passed("porter-made");
    return new Porter(docker, made);
  }

  /** The home as a tar archive, as the engine writes it. */
  InputStream read() {
    return docker.copyArchiveFromContainerCmd(container, HOME).exec();
  }

  /** What the home is called in the archive that is read. */
  static String directoryRead() {
    return HOME.substring(HOME.lastIndexOf('/') + 1);
  }

  /** Fills the home; what is in it belongs to whom the archive says. */
  void write(InputStream tar) {
    docker.copyArchiveToContainerCmd(container).withRemotePath(HOME).withTarInputStream(tar).exec();
  }

  @Override
  public void close() {
    remove(docker, container);
  }

  static void remove(DockerClient docker, String container) {
    try {
      docker.removeContainerCmd(container).withForce(true).withRemoveVolumes(true).exec();
    } catch (NotFoundException gone) {
      // That was the wish.
    } catch (RuntimeException left) {
      LOG.log(Level.WARNING, left, () -> "a container for copies is left: " + container);
    }
  }
}
