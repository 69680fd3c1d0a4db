package dev.atelier.engineproxy;

import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which requests are let through, and as what. Thread-safe. */
record Rules(String instance, Engine engine, Wishes wishes) {
  private static final String SOME = "([A-Za-z0-9][A-Za-z0-9_.-]*)";
  private static final Pattern ANYWHERE =
      Pattern.compile(
          "(GET|HEAD) /_ping|GET /(info|version|events)|GET /containers/json|GET /images/json"
              + "|GET /images/[A-Za-z0-9_./:@-]+/json|GET /volumes(/"
              + SOME
              + ")?|GET /networks");
  private static final Pattern CONTAINER =
      Pattern.compile("(?:GET|HEAD|POST|PUT|DELETE) /containers/" + SOME + "(/[a-z]+)?");
  private static final Set<String> CONTAINER_CALLS =
      Set.of(
          "GET /json",
          "GET /logs",
          "GET /stats",
          "GET /export",
          "GET /archive",
          "HEAD /archive",
          "PUT /archive",
          "POST /start",
          "POST /stop",
          "POST /kill",
          "POST /pause",
          "POST /unpause",
          "POST /wait",
          "POST /update",
          "POST /exec",
          "DELETE ");
  private static final Pattern EXEC = Pattern.compile("(GET|POST) /exec/" + SOME + "/(json|start)");
  private static final Pattern NETWORK =
      Pattern.compile("(?:GET|POST|DELETE) /networks/" + SOME + "(/connect|/disconnect)?");
  private static final Pattern IMAGE =
      Pattern.compile("(POST|DELETE) /images/(atelier/kept:[A-Za-z0-9_.-]+)(/tag)?");
  private static final Pattern UNNAMED_IMAGE =
      Pattern.compile("DELETE /images/(sha256:[0-9a-f]{64})");
  private static final Pattern NAME =
      Pattern.compile("(atelier-(desktop|egress)-[A-Za-z0-9_.-]+)?");

  /**
   * What is passed on in place of a request.
   *
   * @param body makes the body of the one that came; empty when that is passed on as it is
   * @param hijacks whether the connection may become a stream in both directions
   */
  record Ruling(Request request, Optional<UnaryOperator<byte[]>> body, boolean hijacks) {}

  Ruling of(Request request) {
    String asked = request.method() + " " + request.path();
    if (ANYWHERE.matcher(asked).matches()) {
      return empty(request);
    }
    return switch (asked) {
      case "POST /containers/create" -> {
        require(NAME.matcher(request.parameter("name")).matches(), "a container of that name");
        yield checked(request, wishes::container);
      }
      case "POST /volumes/create" -> checked(request, wishes::volume);
      case "POST /networks/create" -> checked(request, wishes::network);
      case "POST /commit" -> commit(request);
      case "POST /images/create" -> {
        require(
            request.parameter("fromSrc").equals("-")
                && request.parameter("fromImage").isEmpty()
                && request.parameter("repo").equals("atelier/kept"),
            "an image from elsewhere");
        requireFreeOrOurs(request);
        yield new Ruling(request, Optional.empty(), false);
      }
      default -> named(request, asked);
    };
  }

  private Ruling commit(Request request) {
    requireFreeOrOurs(request);
    String id = engine.ourContainer(request.parameter("container"), instance);
    request.query().put("container", id);
    return checked(request, wishes::commit);
  }

  private Ruling named(Request request, String asked) {
    Matcher container = CONTAINER.matcher(asked);
    if (container.matches()) {
      return container(request, container.group(1), Optional.ofNullable(container.group(2)));
    }
    Matcher exec = EXEC.matcher(asked);
    if (exec.matches()) {
      Request to =
          request.to("/exec/" + engine.ourExec(exec.group(2), instance) + "/" + exec.group(3));
      return exec.group(3).equals("start") && exec.group(1).equals("POST")
          ? new Ruling(to, Optional.of(wishes::execStart), true)
          : empty(to);
    }
    Matcher network = NETWORK.matcher(asked);
    if (network.matches()) {
      return network(request, network.group(1), Optional.ofNullable(network.group(2)).orElse(""));
    }
    return imageOrVolume(request, asked);
  }

  private Ruling container(Request request, String name, Optional<String> call) {
    require(
        CONTAINER_CALLS.contains(request.method() + " " + call.orElse("")),
        request.method() + " " + request.path());
    Request to = request.to("/containers/" + engine.ourContainer(name, instance) + call.orElse(""));
    return switch (call.orElse("")) {
      case "/exec" -> checked(to, wishes::exec);
      case "/update" -> checked(to, wishes::update);
      case "/archive" ->
          request.method().equals("PUT") ? new Ruling(to, Optional.empty(), false) : empty(to);
      // Words for a container that is started were once a way to change it.
      default -> empty(to);
    };
  }

  private Ruling network(Request request, String name, String call) {
    boolean joins = request.method().equals("POST");
    require(joins != call.isEmpty(), request.method() + " " + request.path());
    Request to = request.to("/networks/" + engine.ourNetwork(name) + call);
    return joins ? checked(to, wishes::joining) : empty(to);
  }

  private Ruling imageOrVolume(Request request, String asked) {
    Matcher image = IMAGE.matcher(asked);
    if (image.matches()) {
      boolean tags = image.group(1).equals("POST");
      require(tags == (image.group(3) != null), asked);
      if (tags) {
        requireFreeOrOurs(request);
      }
      require(engine.imageIsOurs(image.group(2), instance), "an image of another");
      return empty(request);
    }
    Matcher unnamed = UNNAMED_IMAGE.matcher(asked);
    if (unnamed.matches()) {
      require(
          !isTrue(request.parameter("force")) && engine.imageIsOurs(unnamed.group(1), instance),
          "an image of another to be removed");
      return empty(request);
    }
    String volume = asked.startsWith("DELETE /volumes/") ? request.segments().get(1) : "";
    require(
        request.segments().size() == 2
            && Wishes.VOLUME.matcher(volume).matches()
            && engine.volumeIsOurs(volume, instance),
        asked);
    return empty(request);
  }

  /** The name that an image is to get. */
  private void requireFreeOrOurs(Request request) {
    String name = request.parameter("repo") + ":" + request.parameter("tag");
    require(
        Wishes.KEPT.matcher(name).matches() && engine.imageNameIsOurs(name, instance),
        "an image of that name");
  }

  private static boolean isTrue(String flag) {
    return !Set.of("", "0", "false", "False", "FALSE", "no", "none").contains(flag);
  }

  private static Ruling checked(Request request, UnaryOperator<byte[]> body) {
    return new Ruling(request, Optional.of(body), false);
  }

  /** Whatever body there is is not passed on. */
  private static Ruling empty(Request request) {
    return new Ruling(request, Optional.of(body -> new byte[0]), false);
  }

  private static void require(boolean allowed, String what) {
    if (!allowed) {
      throw new Refused("not let through to the engine: " + what);
    }
  }
}
