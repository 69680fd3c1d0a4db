package dev.atelier.desktop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a kept system of many layers into one of a single layer: each time that a desktop goes back
 * its system gets one more, and engines allow about 120.
 *
 * <p>Source: Docker Engine API, “Export a container” and “Create an image” from {@code fromSrc=-}.
 */
final class FlatSystem {
  /** Leaves room for what is made on top between two ways back. */
  static final int MOST_LAYERS = 100;

  private static final String FLATTEN = "make one layer of the many of a system";

  private final Engine engine;
  private final String instance;

  FlatSystem(Engine engine, String instance) {
    this.engine = engine;
    this.instance = instance;
  }

  static int layers(DockerClient docker, String name) {
    List<String> layers =
        docker.inspectImageCmd(KeptSystem.image(name)).exec().getRootFS().getLayers();
    return layers == null ? 0 : layers.size();
  }

  /**
   * Keeps the same system flat under both names. Whatever is half made has the second name and the
   * labels of a kept system.
   */
  void make(DockerClient docker, String name, String second) {
    String deep = docker.inspectImageCmd(KeptSystem.image(name)).exec().getId();
    ContainerConfig config = docker.inspectImageCmd(deep).exec().getConfig();
    String whole =
        docker
            .createContainerCmd(KeptSystem.image(name))
            .withLabels(Role.PORTER.labels(instance, name))
            .withHostConfig(Porter.APART)
            .exec()
            .getId();
    try (DockerHttpClient.Response exported = export(whole)) {
      load(exported.getBody(), second);
    } finally {
      Porter.remove(docker, whole);
    }
    dress(docker, config, second);
    docker.tagImageCmd(KeptSystem.image(second), KeptSystem.REPOSITORY, name).exec();
    try {
      docker.removeImageCmd(deep).exec();
    } catch (ConflictException | NotFoundException inUse) {
      // It has another name, or something is made from it: it goes with that.
    }
  }

  private DockerHttpClient.Response export(String container) {
    return engine.send(
        FLATTEN,
        DockerHttpClient.Request.builder()
            .method(Method.GET)
            .path("/containers/" + container + "/export")
            .build());
  }

  private void load(InputStream tar, String name) {
    try (DockerHttpClient.Response loaded =
        engine.send(
            FLATTEN,
            DockerHttpClient.Request.builder()
                .method(Method.POST)
                .path(
                    "/images/create?fromSrc=-&repo="
                        + encoded(KeptSystem.REPOSITORY)
                        + "&tag="
                        + encoded(name)
                        + "&changes="
                        + encoded(labels()))
                .putHeader("Content-Type", "application/x-tar")
                .body(tar)
                .build())) {
      String told = new String(loaded.getBody().readAllBytes(), StandardCharsets.UTF_8);
      if (told.contains("\"errorDetail\"") || told.contains("\"error\"")) {
        throw new DockerException(told.strip(), loaded.getStatusCode());
      }
    } catch (IOException cut) {
      throw EngineRefusal.inWords(FLATTEN, cut);
    }
  }

  /** An image that is loaded does not say how it is run. */
  private void dress(DockerClient docker, ContainerConfig config, String name) {
    Map<String, String> labels = new HashMap<>();
    if (config.getLabels() != null) {
      labels.putAll(config.getLabels());
    }
    labels.putAll(Role.PORTER.labels(instance, name));
    var bare = docker.createContainerCmd(KeptSystem.image(name)).withLabels(labels);
    bare = bare.withHostConfig(Porter.APART);
    bare = config.getEnv() == null ? bare : bare.withEnv(config.getEnv());
    bare = config.getCmd() == null ? bare : bare.withCmd(config.getCmd());
    bare = config.getEntrypoint() == null ? bare : bare.withEntrypoint(config.getEntrypoint());
    bare = config.getUser() == null ? bare : bare.withUser(config.getUser());
    bare = config.getWorkingDir() == null ? bare : bare.withWorkingDir(config.getWorkingDir());
    String dressed = bare.exec().getId();
    try {
      KeptSystem.commit(docker, dressed, name, instance);
    } finally {
      Porter.remove(docker, dressed);
    }
  }

  private String labels() {
    StringBuilder labels = new StringBuilder("LABEL");
    KeptSystem.labels(instance)
        .forEach((key, value) -> labels.append(' ').append(key).append('=').append(quoted(value)));
    return labels.toString();
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "\\$") + '"';
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
