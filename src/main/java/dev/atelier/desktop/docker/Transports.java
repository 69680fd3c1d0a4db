package dev.atelier.desktop.docker;

import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.SSLConfig;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** Connections to one engine, which share its certificates. Thread-safe. */
final class Transports implements Supplier<DockerHttpClient> {
  private static final Duration CONNECTING = Duration.ofSeconds(3);

  private final URI address;
  private final SSLConfig certificates;

  Transports(DockerClientConfig config) {
    address = config.getDockerHost();
    certificates = read(config.getSSLConfig());
  }

  /** They are files, and are read once. */
  private static SSLConfig read(SSLConfig files) {
    if (files == null) {
      return null;
    }
    try {
      SSLContext context = files.getSSLContext();
      return () -> context;
    } catch (GeneralSecurityException unreadable) {
      throw new IllegalArgumentException(unreadable);
    }
  }

  /** One for a single call. It has no limit: that would end a stream on which nothing moves. */
  @Override
  public DockerHttpClient get() {
    return new ZerodepDockerHttpClient.Builder()
        .dockerHost(address)
        .sslConfig(certificates)
        .connectionTimeout(CONNECTING)
        .build();
  }
}
