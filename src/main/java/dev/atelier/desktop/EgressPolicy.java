package dev.atelier.desktop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How far the desktops of this server reach unless something else is said of one of them. */
@ApplicationScoped
public class EgressPolicy {
  private static final Pattern ADDRESS =
      Pattern.compile(
          "\\d{1,3}(\\.\\d{1,3}){3}(/\\d{1,2})?(:\\d{1,5})?"
              + "|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(/\\d{1,3})?|\\[[0-9a-fA-F:.]+]:\\d{1,5}");

  private final EgressMode mode;
  private final List<String> allow;
  private final List<Integer> ports;

  @Inject
  EgressPolicy(
      @ConfigProperty(name = "EGRESS", defaultValue = "internet") String mode,
      @ConfigProperty(name = "EGRESS_ALLOW") Optional<String> allow,
      @ConfigProperty(name = "EGRESS_PORTS", defaultValue = "80,443") String ports) {
    this.mode = read("EGRESS", mode, EgressMode::of);
    this.allow =
        allow.stream()
            .flatMap(EgressPolicy::parts)
            .map(part -> read("EGRESS_ALLOW", part, EgressPolicy::entry))
            .toList();
    this.ports = parts(ports).map(part -> read("EGRESS_PORTS", part, EgressPolicy::port)).toList();
    if (this.ports.isEmpty()) {
      throw new IllegalArgumentException("EGRESS_PORTS names no port, such as 80,443");
    }
  }

  /** For CDI's proxy only. */
  protected EgressPolicy() {
    this("open", Optional.empty(), "80");
  }

  /** One that bounds nothing. */
  public static EgressPolicy open() {
    return of(EgressMode.OPEN, "");
  }

  /** One that is not configured, but said. */
  public static EgressPolicy of(EgressMode mode, String allow) {
    return new EgressPolicy(mode.word(), Optional.of(allow), "80,443");
  }

  public EgressMode mode() {
    return mode;
  }

  /** Addresses and networks that may be reached beyond the internet, and sites for every list. */
  public List<String> allow() {
    return allow;
  }

  /** The ports of what is not named by its address. */
  public List<Integer> ports() {
    return ports;
  }

  private static Stream<String> parts(String list) {
    return Arrays.stream(list.split(",", -1)).map(String::strip).filter(part -> !part.isEmpty());
  }

  private interface Reader<T> {
    T read(String text);
  }

  private static <T> T read(String setting, String text, Reader<T> reader) {
    try {
      return reader.read(text.strip());
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException(setting + ": " + wrong.getMessage(), wrong);
    }
  }

  private static String entry(String text) {
    return ADDRESS.matcher(text).matches() ? text : Site.parse(text).text();
  }

  private static int port(String text) {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65535) {
      throw new IllegalArgumentException("“" + text + "” is no port");
    }
    return Integer.parseInt(text);
  }

  @Override
  public String toString() {
    return mode.word()
        + allow.stream().collect(Collectors.joining(",", " ", ""))
        + ports.stream().map(String::valueOf).collect(Collectors.joining(",", " ", ""));
  }
}
