package dev.atelier.desktop.docker;

import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an engine is, and how it is spoken to.
 *
 * @param name what people call it; empty for the one of {@code DOCKER_HOST}
 * @param address as in {@code unix:///var/run/docker.sock} and {@code tcp://host:2376}
 * @param certificates the directory of {@code ca.pem}, {@code cert.pem} and {@code key.pem}; empty
 *     for one that is spoken to in the clear
 */
record EngineAddress(Optional<String> name, String address, Optional<Path> certificates) {

  /** The only engine, as {@code DOCKER_HOST} and docker's further variables have it. */
  static EngineAddress only(String address) {
    return new EngineAddress(Optional.empty(), address, Optional.empty());
  }

  /** One of several is told nothing by docker's own variables, which can be meant for one only. */
  DockerClientConfig config() {
    DefaultDockerClientConfig.Builder config =
        DefaultDockerClientConfig.createDefaultConfigBuilder().withDockerHost(address);
    if (name.isPresent()) {
      config.withDockerTlsVerify(certificates.isPresent());
      certificates.ifPresent(directory -> config.withDockerCertPath(directory.toString()));
    }
    return config.build();
  }

  /** The setting that names it. */
  String setting() {
    return name.isPresent() ? EngineAddresses.SETTING : "DOCKER_HOST";
  }

  /** As in “the container engine” {@code at tcp://host:2376}. */
  @Override
  public String toString() {
    return name.map(called -> "“" + called + "” ").orElse("") + "at " + address;
  }
}
