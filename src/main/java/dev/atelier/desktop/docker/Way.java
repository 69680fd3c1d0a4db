package dev.atelier.desktop.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.SELContext;
import com.github.dockerjava.api.model.Volume;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a container reaches others: over a network, or over a socket alone, to the {@link
 * EgressProxy}.
 *
 * @param network the engine's name for its network
 * @param secret what its socket is called, which no other container knows; empty on a network
 * @param sockets the volume in which the socket is
 */
record Way(String network, Optional<String> secret, Optional<String> sockets) {
  static final String LABEL = "dev.atelier.egress";
  static final String SOCKETS = "/var/lib/egress";
  private static final String SOCKET = "DESK_EGRESS";
  private static final String HERE = "http://127.0.0.1:3128";
  private static final String FILTERED = "filtered";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SECRET_BYTES = 16;

  static Way over(String network) {
    return new Way(network, Optional.empty(), Optional.empty());
  }

  static Way through(String sockets) {
    byte[] secret = new byte[SECRET_BYTES];
    RANDOM.nextBytes(secret);
    return new Way("none", Optional.of(HexFormat.of().formatHex(secret)), Optional.of(sockets));
  }

  Map<String, String> labels() {
    return Map.of(LABEL, secret.isPresent() ? FILTERED : "open");
  }

  static boolean isFiltered(Map<String, String> labels) {
    return labels != null && FILTERED.equals(labels.get(LABEL));
  }

  /** Said of every container, since an image keeps those of the container it was made from. */
  List<String> environment() {
    String proxy = secret.isPresent() ? HERE : "";
    String here = secret.isPresent() ? "localhost,127.0.0.1,::1" : "";
    return List.of(
        SOCKET + "=" + secret.map(name -> SOCKETS + "/" + name).orElse(""),
        "http_proxy=" + proxy,
        "https_proxy=" + proxy,
        "HTTP_PROXY=" + proxy,
        "HTTPS_PROXY=" + proxy,
        "no_proxy=" + here,
        "NO_PROXY=" + here);
  }

  HostConfig on(HostConfig host, Bind... binds) {
    return host.withNetworkMode(network)
        .withBinds(
            Stream.concat(Arrays.stream(binds), sockets.stream().map(Way::mounted)).toList());
  }

  /** What is at that place in an image of a desktop's own is of no matter to the volume. */
  private static Bind mounted(String volume) {
    return new Bind(volume, new Volume(SOCKETS), AccessMode.ro, SELContext.none, true);
  }

  /** The secret of a container that was made so. */
  static Optional<String> secretOf(InspectContainerResponse found) {
    String[] environment = found.getConfig().getEnv();
    if (!isFiltered(found.getConfig().getLabels()) || environment == null) {
      return Optional.empty();
    }
    String prefix = SOCKET + "=" + SOCKETS + "/";
    return Arrays.stream(environment)
        .filter(each -> each.startsWith(prefix))
        .map(each -> each.substring(prefix.length()))
        .filter(secret -> secret.matches("[0-9a-f]{" + 2 * SECRET_BYTES + "}"))
        .findFirst();
  }
}
