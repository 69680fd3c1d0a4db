package dev.atelier.desktop.docker;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads which engines there are from the setting that names them. */
final class EngineAddresses {
  static final String SETTING = "ATELIER_ENGINES";
  private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,30}");
  private static final List<String> FILES = List.of("ca.pem", "cert.pem", "key.pem");

  private final Path certificates;

  /** With the directory that has one of certificates for each engine. */
  EngineAddresses(Path certificates) {
    this.certificates = certificates;
  }

  /**
   * The engines of {@code name=address,name=address}, in that order.
   *
   * @throws IllegalArgumentException with a sentence that names the setting
   */
  List<EngineAddress> read(String text) {
    List<EngineAddress> engines = new ArrayList<>();
    for (String entry : text.split(",", -1)) {
      EngineAddress engine = entry(entry.strip());
      if (engines.stream().anyMatch(other -> other.name().equals(engine.name()))) {
        throw wrong("names “" + engine.name().orElseThrow() + "” twice");
      }
      engines.add(engine);
    }
    return List.copyOf(engines);
  }

  private EngineAddress entry(String entry) {
    int equals = entry.indexOf('=');
    if (equals < 0) {
      throw wrong("is name=address, separated by commas; “" + entry + "” is not");
    }
    String name = entry.substring(0, equals).strip();
    String address = entry.substring(equals + 1).strip();
    if (!NAME.matcher(name).matches()) {
      throw wrong(
          "names an engine with 1 to 30 lower-case letters, digits and “-”; “"
              + name
              + "” is not such a name");
    }
    if (address.startsWith("unix:///")) {
      return new EngineAddress(Optional.of(name), address, Optional.empty());
    }
    String host = hostOf(name, address);
    Optional<Path> own = certificatesOf(name);
    if (own.isEmpty() && !isThisMachine(host)) {
      throw wrong(
          "has “"
              + name
              + "” on another machine, and there are no certificates for it in "
              + certificates.resolve(name)
              + " (ca.pem, cert.pem, key.pem); without them whoever reaches it owns that machine");
    }
    return new EngineAddress(Optional.of(name), address, own);
  }

  private static String hostOf(String name, String address) {
    try {
      URI uri = URI.create(address);
      if ("tcp".equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0) {
        return uri.getHost();
      }
    } catch (IllegalArgumentException unreadable) {
      // Said below.
    }
    throw wrong(
        "has an address for “"
            + name
            + "” that is neither unix:///path nor tcp://host:port: "
            + address);
  }

  private Optional<Path> certificatesOf(String name) {
    Path directory = certificates.resolve(name);
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (Stream<String> missing =
        FILES.stream().filter(file -> !Files.isReadable(directory.resolve(file)))) {
      missing
          .findFirst()
          .ifPresent(
              file -> {
                throw wrong("needs " + directory.resolve(file) + ", which cannot be read");
              });
    }
    return Optional.of(directory);
  }

  private static boolean isThisMachine(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException elsewhere) {
      return false;
    }
  }

  private static IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(SETTING + " " + what);
  }
}
