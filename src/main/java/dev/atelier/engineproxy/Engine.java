package dev.atelier.engineproxy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The engine itself, asked by this program about what a request names. Thread-safe. */
record Engine(Path socket) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,254}");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");
  private static final int LONGEST = 4 << 20;
  private static final String ROLE = "dev.atelier.role";
  private static final Set<String> ROLES = Set.of("desktop", "porter", "workshop", "egress");
  private static final Set<String> MOUNTS = Set.of("volume", "tmpfs");

  /**
   * The full id of a container of this server, however it is named.
   *
   * @throws Refused when it is another's
   */
  String ourContainer(String name, String instance) {
    JsonNode found = about("/containers/" + checked(name) + "/json", "container " + name);
    String id = found.path("Id").asText();
    if (!ID.matcher(id).matches()
        || !isLabelled(found, instance)
        || !hasRole(found)
        || !holdsVolumesOnly(found)) {
      throw new Refused("the container " + name + " is not of this server");
    }
    return id;
  }

  private static boolean isLabelled(JsonNode found, String instance) {
    return instance.equals(found.path("Config").path("Labels").path(Wishes.LABEL).asText());
  }

  /** What somebody runs from a kept system takes over the label of the instance, but no role. */
  private static boolean hasRole(JsonNode container) {
    String role = container.path("Config").path("Labels").path(ROLE).asText();
    return role.isEmpty()
        // Made before there were roles.
        ? container.path("Name").asText().startsWith("/atelier-desktop-")
        : ROLES.contains(role);
  }

  private static boolean holdsVolumesOnly(JsonNode container) {
    return all(container.path("Mounts")).allMatch(each -> MOUNTS.contains(text(each, "Type")))
        && all(container.path("HostConfig").path("Mounts"))
            .allMatch(each -> MOUNTS.contains(text(each, "Type")))
        && all(container.path("HostConfig").path("Binds"))
            .noneMatch(each -> each.asText().startsWith("/"));
  }

  private static Stream<JsonNode> all(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText();
  }

  /** Whether an image, by a name of kept systems or by its id, was kept by this server. */
  boolean imageIsOurs(String name, String instance) {
    return isLabelled(about("/images/" + name + "/json", "image " + name), instance);
  }

  /** Whether a name of a kept system means one of this server, or none yet. */
  boolean imageNameIsOurs(String name, String instance) {
    return ifThere("/images/" + name + "/json", "image " + name)
        .map(found -> isLabelled(found, instance))
        .orElse(true);
  }

  /** The program's id, if it is of a container of this server. */
  String ourExec(String name, String instance) {
    JsonNode found = about("/exec/" + checked(name) + "/json", "exec instance " + name);
    var unused = ourContainer(found.path("ContainerID").asText(), instance);
    return checked(found.path("ID").asText());
  }

  /** The full id of a network of ours. */
  String ourNetwork(String name) {
    JsonNode found = about("/networks/" + checked(name), "network " + name);
    if (!Wishes.NETWORK.matcher(found.path("Name").asText()).matches()) {
      throw new Refused("the network " + name + " is not of this server");
    }
    return checked(found.path("Id").asText());
  }

  /** Whether a volume is of this server, or not there yet. */
  boolean volumeIsOurs(String name, String instance) {
    return ifThere("/volumes/" + checked(name), "volume " + name)
        .map(
            found ->
                instance.equals(found.path("Labels").path(Wishes.LABEL).asText())
                    && found.path("Driver").asText().equals("local")
                    && (found.path("Options").isNull() || found.path("Options").isEmpty()))
        .orElse(true);
  }

  private Optional<JsonNode> ifThere(String path, String what) {
    try {
      return Optional.of(about(path, what));
    } catch (Refused missing) {
      if (missing.status() == 404) {
        return Optional.empty();
      }
      throw missing;
    }
  }

  private static String checked(String name) {
    if (!NAME.matcher(name).matches() || name.contains("..")) {
      throw Refused.malformed("“" + name + "” is no name");
    }
    return name;
  }

  private JsonNode about(String path, String what) {
    try (Wire wire = Wire.to(socket)) {
      // Version 1.0 has neither chunks nor a second answer.
      wire.write("GET " + path + " HTTP/1.0\r\nHost: docker\r\n\r\n");
      String head = wire.head();
      if (head.startsWith("HTTP/1.0 404") || head.startsWith("HTTP/1.1 404")) {
        throw new Refused(404, "No such " + what);
      }
      if (!head.startsWith("HTTP/1.0 200") && !head.startsWith("HTTP/1.1 200")) {
        throw new Refused(502, "the engine does not tell about the " + what);
      }
      StringBuilder body = new StringBuilder();
      for (int next = wire.read(); next >= 0 && body.length() < LONGEST; next = wire.read()) {
        body.append((char) next);
      }
      return Wish.MAPPER.readTree(body.toString().getBytes(StandardCharsets.ISO_8859_1));
    } catch (JsonProcessingException cut) {
      throw new Refused(502, "the engine's answer about the " + what + " cannot be read");
    } catch (IOException silent) {
      throw new Refused(502, "the engine does not answer");
    }
  }
}
