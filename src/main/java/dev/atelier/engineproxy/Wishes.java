package dev.atelier.engineproxy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** What the server may ask the engine to make. */
record Wishes(String instance, String image, Engine engine) {
  static final String LABEL = "dev.atelier.instance";
  static final Pattern VOLUME = Pattern.compile("atelier-(home|egress)-[A-Za-z0-9_.-]+");
  static final Pattern NETWORK = Pattern.compile("atelier-(desktops|nowhere)");
  static final Pattern KEPT = Pattern.compile("atelier/kept:[A-Za-z0-9_.-]+");
  private static final Set<String> PLACES = Set.of("/home/operator", "/var/lib/egress");
  private static final Set<String> MODES = Set.of("rw", "ro", "ro,nocopy");

  /** Said with nothing in them, or not at all. */
  private static final Set<String> NO_CONTAINER =
      Set.of(
          "AttachStdin",
          "AttachStdout",
          "AttachStderr",
          "OpenStdin",
          "StdinOnce",
          "Tty",
          "Domainname",
          "ExposedPorts",
          "Volumes",
          "NetworkDisabled",
          "NetworkingConfig",
          "MacAddress",
          "OnBuild",
          "ArgsEscaped",
          "Healthcheck",
          "PortSpecs",
          "Shell");

  private static final Set<String> NO_HOST =
      Set.of(
          "Privileged",
          "CapAdd",
          "Devices",
          "DeviceRequests",
          "DeviceCgroupRules",
          "PidMode",
          "IpcMode",
          "UTSMode",
          "UsernsMode",
          "CgroupnsMode",
          "Cgroup",
          "CgroupParent",
          "VolumesFrom",
          "VolumeDriver",
          "Mounts",
          "Links",
          "PortBindings",
          "PublishAllPorts",
          "Sysctls",
          "Runtime",
          "StorageOpt",
          "Ulimits",
          "GroupAdd",
          "Dns",
          "DnsOptions",
          "DnsSearch",
          "ExtraHosts",
          "OomKillDisable",
          "OomScoreAdj",
          "ContainerIDFile",
          "Isolation",
          "AutoRemove",
          "BlkioWeight",
          "BlkioWeightDevice",
          "BlkioDeviceReadBps",
          "BlkioDeviceReadIOps",
          "BlkioDeviceWriteBps",
          "BlkioDeviceWriteIOps",
          "CpuShares",
          "CpuRealtimePeriod",
          "CpuRealtimeRuntime",
          "CpusetCpus",
          "CpusetMems",
          "KernelMemory",
          "MemoryReservation",
          "MemorySwappiness",
          "Annotations");

  /** A container: as confined as the engine confines any, with volumes and networks of ours. */
  byte[] container(byte[] body) {
    Wish wish = Wish.parse(body, "container");
    Map<String, Predicate<JsonNode>> fields = new HashMap<>();
    for (String harmless :
        new String[] {
          "Cmd", "Entrypoint", "Env", "Hostname", "User", "WorkingDir", "StopTimeout", "StopSignal"
        }) {
      fields.put(harmless, Wishes::any);
    }
    fields.put("Image", value -> isOurs(value.asText()));
    fields.put("Labels", this::areOurs);
    fields.put("HostConfig", JsonNode::isObject);
    wish.only(fields, NO_CONTAINER);
    if (!wish.get("Image").isTextual() || !wish.get("Labels").isObject()) {
      throw new Refused("a container needs an Image and our Labels");
    }
    Wish host = wish.inner("HostConfig").only(hostFields(), NO_HOST);
    if (host.text("NetworkMode").isEmpty()) {
      throw new Refused("container.HostConfig.NetworkMode is missing");
    }
    return wish.bytes();
  }

  private Map<String, Predicate<JsonNode>> hostFields() {
    Map<String, Predicate<JsonNode>> fields = new HashMap<>();
    for (String harmless :
        new String[] {
          "CapDrop",
          "Memory",
          "MemorySwap",
          "NanoCpus",
          "CpuPeriod",
          "CpuQuota",
          "PidsLimit",
          "ShmSize",
          "Tmpfs",
          "RestartPolicy",
          "ReadonlyRootfs",
          "Init",
          "ConsoleSize"
        }) {
      fields.put(harmless, Wishes::any);
    }
    fields.put("Binds", value -> all(value, this::isOurBind));
    fields.put("SecurityOpt", value -> all(value, Wishes::isStricter));
    fields.put(
        "NetworkMode",
        value -> "none".equals(value.asText()) || NETWORK.matcher(value.asText()).matches());
    fields.put(
        "LogConfig",
        value ->
            "json-file".equals(value.path("Type").asText())
                && value.properties().stream()
                    .allMatch(each -> Set.of("Type", "Config").contains(each.getKey())));
    return fields;
  }

  private static boolean any(JsonNode value) {
    return !value.isMissingNode();
  }

  private static boolean all(JsonNode list, Predicate<String> holds) {
    return list.isArray()
        && StreamSupport.stream(list.spliterator(), false)
            .allMatch(each -> each.isTextual() && holds.test(each.textValue()));
  }

  private boolean isOurs(String name) {
    return name.equals(image) || KEPT.matcher(name).matches() && engine.imageIsOurs(name, instance);
  }

  private boolean areOurs(JsonNode labels) {
    return labels.isObject() && instance.equals(labels.path(LABEL).asText());
  }

  /** A volume of ours, at a place that desktops have for it. */
  private boolean isOurBind(String bind) {
    String[] parts = bind.split(":", -1);
    return (parts.length == 2 || parts.length == 3 && MODES.contains(parts[2]))
        && VOLUME.matcher(parts[0]).matches()
        && PLACES.contains(parts[1])
        && engine.volumeIsOurs(parts[0], instance);
  }

  private static boolean isStricter(String option) {
    return option.equals("no-new-privileges")
        || option.startsWith("seccomp=") && Profiles.isOurs(option.substring("seccomp=".length()));
  }

  /** A program in a container of ours. */
  byte[] exec(byte[] body) {
    Map<String, Predicate<JsonNode>> fields = new HashMap<>();
    for (String harmless :
        new String[] {
          "Cmd",
          "Env",
          "User",
          "WorkingDir",
          "AttachStdin",
          "AttachStdout",
          "AttachStderr",
          // Said by docker-java, and heard by no engine.
          "containerId"
        }) {
      fields.put(harmless, Wishes::any);
    }
    return Wish.parse(body, "exec")
        .only(fields, Set.of("Privileged", "Tty", "DetachKeys", "Detach", "Container"))
        .bytes();
  }

  byte[] execStart(byte[] body) {
    return Wish.parse(body, "exec")
        .only(Map.of("Detach", Wishes::any, "Tty", Wishes::any), Set.of())
        .bytes();
  }

  /** Other bounds. */
  byte[] update(byte[] body) {
    return Wish.parse(body, "update")
        .only(
            Map.of(
                "Memory",
                Wishes::any,
                "MemorySwap",
                Wishes::any,
                "NanoCpus",
                Wishes::any,
                "NanoCPUs",
                Wishes::any,
                "PidsLimit",
                Wishes::any,
                "CpuPeriod",
                Wishes::any,
                "CpuQuota",
                Wishes::any),
            NO_HOST)
        .bytes();
  }

  /** A volume of the engine's own kind: a driver's options can mean any directory. */
  byte[] volume(byte[] body) {
    Wish wish =
        Wish.parse(body, "volume")
            .only(
                Map.of(
                    "Name",
                    value -> VOLUME.matcher(value.asText()).matches(),
                    "Labels",
                    this::areOurs,
                    "Driver",
                    value -> "local".equals(value.asText())),
                Set.of("DriverOpts", "Driver"));
    if (wish.text("Name").isEmpty() || !wish.get("Labels").isObject()) {
      throw new Refused("a volume needs a Name and our Labels");
    }
    return wish.bytes();
  }

  byte[] network(byte[] body) {
    Wish wish =
        Wish.parse(body, "network")
            .only(
                Map.of(
                    "Name",
                    value -> NETWORK.matcher(value.asText()).matches(),
                    "Driver",
                    value -> "bridge".equals(value.asText()),
                    "Options",
                    Wishes::keepApart,
                    "Labels",
                    Wishes::any,
                    "Internal",
                    Wishes::any,
                    "CheckDuplicate",
                    Wishes::any),
                Set.of(
                    "IPAM",
                    "EnableIPv6",
                    "Attachable",
                    "Ingress",
                    "Scope",
                    "ConfigOnly",
                    "ConfigFrom"));
    if (wish.text("Name").isEmpty() || !wish.text("Driver").equals("bridge")) {
      throw new Refused("a network needs a Name, and the Driver bridge");
    }
    return wish.bytes();
  }

  private static boolean keepApart(JsonNode options) {
    return options.isObject()
        && options.properties().stream()
            .allMatch(
                option ->
                    switch (option.getKey()) {
                      case "com.docker.network.bridge.enable_icc" ->
                          "false".equals(option.getValue().asText());
                      case "com.docker.network.bridge.inhibit_ipv4" ->
                          "true".equals(option.getValue().asText());
                      default -> false;
                    });
  }

  /** What to connect to a network, or to take off it. */
  byte[] joining(byte[] body) {
    Wish wish =
        Wish.parse(body, "network")
            .only(
                Map.of("Container", JsonNode::isTextual, "Force", Wishes::any),
                Set.of("EndpointConfig"));
    var unused = engine.ourContainer(wish.text("Container"), instance);
    return wish.bytes();
  }

  /** Words for an image; what they say counts for its containers only as far as these are let. */
  byte[] commit(byte[] body) {
    return Wish.parse(body, "commit").keep(Set.of("Labels", "Cmd", "Env", "User")).bytes();
  }
}
