package dev.atelier.engineproxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests by which somebody who took over the server would take over the machine. */
@Timeout(30)
class EngineProxyTest {
  private static final String END = "\r\n\r\n";
  private static final String OURS =
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
  private static final String THEIRS =
      "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
  private static final String HOST = "\"HostConfig\":{\"NetworkMode\":\"none\"";
  private static final String LABELS = "\"Labels\":{\"dev.atelier.instance\":\"test\"}";
  private static final String IMAGE = "\"Image\":\"atelier/desktop:latest\"";

  private Path directory;
  private ServerSocketChannel engineDoor;
  private EngineProxy proxy;

  /** What the engine was asked to do; not what it was asked about. */
  private final List<String> done = new CopyOnWriteArrayList<>();

  @BeforeEach
  void open() throws IOException {
    // Not below target: the names of sockets are short.
    directory = Files.createTempDirectory("ep");
    Path engine = directory.resolve("e");
    engineDoor = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    engineDoor.bind(UnixDomainSocketAddress.of(engine));
    daemon(this::answerAll);
    proxy = new EngineProxy(directory.resolve("p"), engine, "test", "atelier/desktop:latest");
    daemon(proxy::serve);
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    engineDoor.close();
    Files.deleteIfExists(directory.resolve("e"));
    Files.delete(directory);
  }

  @Test
  void whatTheServerNeedsIsLetThroughAndOnlyWhatWasRead() throws IOException {
    assertThat(ask("GET /v1.41/info HTTP/1.1\r\nHost: x\r\nX-Other: y\r\n\r\n")).contains(" 200 ");
    assertThat(post("/containers/create?name=atelier-desktop-a", container(""))).contains(" 200 ");
    assertThat(post("/containers/atelier-desktop-a/start", "{\"Privileged\":true}"))
        .contains(" 200 ");
    assertThat(done.get(0)).startsWith("GET /v1.41/info HTTP/1.1\r\n").doesNotContain("X-Other");
    assertThat(done.get(1)).contains(IMAGE);
    // By its id, which cannot become another's meanwhile, and without a word to it.
    assertThat(done.get(2))
        .startsWith("POST /containers/" + OURS + "/start HTTP/1.1\r\n")
        .contains("Content-Length: 0")
        .doesNotContain("Privileged");
  }

  @Test
  void aKeptSystemMayBeMadeFlat() throws IOException {
    assertThat(ask("GET /containers/" + OURS + "/export HTTP/1.1\r\n\r\n")).contains(" 200 ");
    String load =
        "POST /images/create?fromSrc=-&repo=atelier%2Fkept&tag=x&changes=LABEL%20a%3D%22b%22"
            + " HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\ntar\r\n0\r\n\r\n";
    assertThat(ask(load)).contains(" 200 ");
    assertThat(done.get(1)).contains("Transfer-Encoding: chunked", "tag=x&changes=LABEL%20a%3D");
  }

  @Test
  void whatIsEmptyIsNotPassedOn() throws IOException {
    assertThat(post("/containers/create", container(",\"Privileged\":false,\"Devices\":[]")))
        .contains(" 200 ");
    assertThat(done.get(0)).doesNotContain("Privileged").doesNotContain("Devices");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ",\"Privileged\":true",
        ",\"privileged\":true",
        ",\"Privileged\":false,\"PRIVILEGED\":true",
        ",\"Privileged\":false,\"Privileged\":true",
        ",\"Binds\":[\"/:/home/operator\"]",
        ",\"Binds\":[\"/var/run/docker.sock:/home/operator\"]",
        ",\"Binds\":[\"../..:/home/operator\"]",
        ",\"Binds\":[\"other-data:/home/operator\"]",
        ",\"Binds\":[\"atelier-home-theirs:/home/operator\"]",
        ",\"Binds\":[\"atelier-home-bind:/home/operator\"]",
        ",\"Binds\":[\"atelier-home-a:/etc\"]",
        ",\"Binds\":[\"atelier-home-a:/home/operator:shared\"]",
        ",\"Mounts\":[{\"Type\":\"bind\",\"Source\":\"/\",\"Target\":\"/mnt\"}]",
        ",\"VolumesFrom\":[\"server\"]",
        ",\"PidMode\":\"host\"",
        ",\"PidMode\":\"container:server\"",
        ",\"IpcMode\":\"host\"",
        ",\"UTSMode\":\"host\"",
        ",\"UsernsMode\":\"host\"",
        ",\"CgroupnsMode\":\"host\"",
        ",\"CgroupParent\":\"/\"",
        ",\"CapAdd\":[\"SYS_ADMIN\"]",
        ",\"Devices\":[{\"PathOnHost\":\"/dev/sda\"}]",
        ",\"DeviceCgroupRules\":[\"a *:* rwm\"]",
        ",\"DeviceRequests\":[{\"Count\":-1}]",
        ",\"SecurityOpt\":[\"seccomp=unconfined\"]",
        ",\"SecurityOpt\":[\"apparmor=unconfined\"]",
        ",\"SecurityOpt\":[\"systempaths=unconfined\"]",
        ",\"SecurityOpt\":[\"no-new-privileges\",\"label=disable\"]",
        ",\"SecurityOpt\":[\"seccomp={}\"]",
        ",\"MaskedPaths\":[]",
        ",\"maskedpaths\":[]",
        ",\"ReadonlyPaths\":[]",
        ",\"Sysctls\":{\"kernel.core_pattern\":\"|/x\"}",
        ",\"Runtime\":\"other\"",
        ",\"PortBindings\":{\"80/tcp\":[{\"HostPort\":\"80\"}]}",
        ",\"LogConfig\":{\"Type\":\"syslog\"}",
        ",\"LogConfig\":{\"Type\":\"json-file\",\"type\":\"syslog\"}",
        ",\"ContainerIDFile\":\"/etc/cron.d/x\"",
        ",\"NetworkMode\":\"host\""
      })
  void noContainerIsMadeThatReachesTheMachine(String more) throws IOException {
    assertRefused(post("/containers/create", container(more)));
  }

  @Test
  void noContainerIsMadeOnAnotherNetworkOrImageOrForAnother() throws IOException {
    for (String network : List.of("host", "bridge", "container:x", "default", "server_default")) {
      String body = container("").replace("\"none\"", '"' + network + '"');
      assertRefused(post("/containers/create", body));
    }
    assertRefused(post("/containers/create", container("").replace("desktop:latest", "server")));
    assertRefused(post("/containers/create", container("").replace("test", "other")));
    assertRefused(post("/containers/create?name=server", container("")));
    assertRefused(post("/containers/create", "{" + IMAGE + "," + LABELS + "}"));
    assertRefused(post("/containers/create", "{" + HOST + "}," + LABELS + "}"));
    assertRefused(post("/containers/create", ""));
  }

  @Test
  void containersOfOthersAreLeftAlone() throws IOException {
    for (String call : List.of("start", "stop", "kill", "exec", "update", "pause")) {
      assertRefused(post("/containers/server/" + call, "{}"));
    }
    assertRefused(post("/containers/" + OURS + "/exec", "{\"Privileged\":true}"));
    assertRefused(post("/containers/" + OURS + "/update", "{\"Devices\":[{}]}"));
    assertRefused(ask("GET /containers/server/json HTTP/1.1\r\n\r\n"));
    assertRefused(ask("GET /containers/server/archive?path=/ HTTP/1.1\r\n\r\n"));
    assertRefused(ask("DELETE /containers/server?force=1 HTTP/1.1\r\n\r\n"));
    assertRefused(post("/exec/" + THEIRS + "/start", "{}"));
    assertRefused(post("/commit?container=server&repo=atelier/kept", "{}"));
    assertRefused(post("/networks/atelier-desktops/connect", "{\"Container\":\"server\"}"));
    assertRefused(post("/networks/bridge/connect", "{\"Container\":\"" + OURS + "\"}"));
    assertRefused(ask("DELETE /volumes/atelier-home-theirs HTTP/1.1\r\n\r\n"));
    assertRefused(ask("DELETE /volumes/data HTTP/1.1\r\n\r\n"));
  }

  @Test
  void systemsThatThisServerKeptAreLetThrough() throws IOException {
    String kept = container("").replace("desktop:latest", "kept:ours");
    assertThat(post("/containers/create", kept)).contains(" 200 ");
    for (String tag : List.of("ours", "fresh")) {
      String named = "repo=atelier/kept&tag=" + tag;
      assertThat(post("/images/atelier/kept:ours/tag?" + named, "")).contains(" 200 ");
      assertThat(post("/commit?container=" + OURS + "&" + named, "{}")).contains(" 200 ");
      assertThat(post("/images/create?fromSrc=-&" + named, "tar")).contains(" 200 ");
    }
    assertThat(ask("DELETE /images/atelier/kept:ours?force=1 HTTP/1.1\r\n\r\n")).contains(" 200 ");
    assertThat(ask("DELETE /images/sha256:" + OURS + " HTTP/1.1\r\n\r\n")).contains(" 200 ");
  }

  @Test
  void systemsThatAnotherServerKeptAreLeftAlone() throws IOException {
    assertRefused(
        post("/containers/create", container("").replace("desktop:latest", "kept:theirs")));
    assertRefused(post("/images/atelier/kept:theirs/tag?repo=atelier/kept&tag=fresh", ""));
    String named = "repo=atelier/kept&tag=theirs";
    assertRefused(post("/images/atelier/kept:ours/tag?" + named, ""));
    assertRefused(post("/commit?container=" + OURS + "&" + named, "{}"));
    assertRefused(post("/images/create?fromSrc=-&" + named, "tar"));
    assertRefused(post("/images/create?fromSrc=-&repo=atelier/kept", "tar"));
    assertRefused(ask("DELETE /images/atelier/kept:theirs?force=1 HTTP/1.1\r\n\r\n"));
    assertRefused(ask("DELETE /images/sha256:" + THEIRS + " HTTP/1.1\r\n\r\n"));
  }

  @Test
  void networksThatThisServerDoesNotMakeAreLeftAlone() throws IOException {
    String joining = "{\"Container\":\"" + OURS + "\"}";
    assertThat(post("/networks/atelier-desktops/connect", joining)).contains(" 200 ");
    done.clear();
    assertRefused(post("/networks/atelier-x/connect", joining));
    assertRefused(ask("DELETE /networks/atelier-x HTTP/1.1\r\n\r\n"));
    assertRefused(post("/networks/create", "{\"Name\":\"atelier-x\",\"Driver\":\"bridge\"}"));
    assertRefused(post("/containers/create", container("").replace("\"none\"", "\"atelier-x\"")));
  }

  /** It takes over the labels of the kept system, or of one from before there were roles. */
  @Test
  void whatAnOperatorRunsFromAKeptSystemIsLeftAlone() throws IOException {
    assertThat(post("/containers/before-roles/stop", "")).contains(" 200 ");
    done.clear();
    for (String name : List.of("inherits", "no-role", "mounts", "binds")) {
      assertRefused(post("/containers/" + name + "/exec", "{}"));
      assertRefused(ask("DELETE /containers/" + name + "?force=1 HTTP/1.1\r\n\r\n"));
    }
  }

  /** An engine takes the end of the line for a caller who has left, and undoes what it began. */
  @Test
  void theLineStaysOpenUntilTheEngineHasAnswered() throws IOException {
    assertThat(
            ask(
                "PUT /containers/"
                    + OURS
                    + "/archive?path=/listening HTTP/1.1\r\nContent-Length: 3\r\n\r\ntar"))
        .contains(" 200 ");
    assertThat(done).singleElement().asString().endsWith(" | tar");
  }

  @Test
  void whatAnEngineAnswersBeforeItHeardAllIsPassedOn() throws IOException {
    try (SocketChannel channel =
        SocketChannel.open(UnixDomainSocketAddress.of(directory.resolve("p")))) {
      String head =
          "PUT /containers/"
              + OURS
              + "/archive?path=/full HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n";
      channel.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.ISO_8859_1)));
      ByteBuffer piece = ByteBuffer.allocate(1 << 16);
      try {
        for (long left = 99_999_999; left > 0; left -= piece.position()) {
          piece.clear().limit((int) Math.min(left, piece.capacity()));
          while (piece.hasRemaining()) {
            channel.write(piece);
          }
        }
      } catch (IOException deaf) {
        // Then there is an answer.
      }
      assertThat(all(channel)).contains(" 507 ", "disk is full");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /build",
        "POST /images/create?fromImage=evil",
        "POST /images/create?fromSrc=http://evil/&repo=atelier/kept",
        "POST /images/create?fromSrc=-&repo=debian",
        "POST /images/load",
        "POST /images/debian/tag?repo=atelier/kept",
        "POST /images/atelier/kept:a/tag?repo=debian",
        "POST /images/atelier/kept:a/push",
        "DELETE /images/atelier/server:latest",
        "DELETE /images/sha256:0000000000000000000000000000000000000000000000000000000000000000?force=1",
        "POST /containers/prune",
        "POST /volumes/prune",
        "POST /swarm/init",
        "POST /services/create",
        "POST /secrets/create",
        "POST /configs/create",
        "POST /plugins/pull?remote=x",
        "POST /session",
        "POST /grpc",
        "POST /auth",
        "GET /containers/aaaa/top",
        "POST /containers/aaaa/attach?stdin=1",
        "GET /containers/aaaa/attach/ws",
        "GET /distribution/x/json",
        "GET /system/df"
      })
  void whatTheServerNeverAsksIsRefused(String asked) throws IOException {
    assertRefused(ask(asked + " HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}"));
  }

  @Test
  void noVolumeOrNetworkIsMadeThatReachesTheMachine() throws IOException {
    String name = "{\"Name\":\"atelier-home-a\"," + LABELS;
    assertThat(post("/volumes/create", name + "}")).contains(" 200 ");
    done.clear();
    assertRefused(
        post("/volumes/create", name + ",\"DriverOpts\":{\"type\":\"none\",\"device\":\"/\"}}"));
    assertRefused(post("/volumes/create", name + ",\"driveropts\":{\"device\":\"/\"}}"));
    assertRefused(post("/volumes/create", name + ",\"Driver\":\"other\"}"));
    assertRefused(post("/volumes/create", "{\"Name\":\"data\"," + LABELS + "}"));
    assertRefused(post("/networks/create", "{\"Name\":\"atelier-desktops\",\"Driver\":\"host\"}"));
    assertRefused(
        post("/networks/create", "{\"Name\":\"atelier-desktops\",\"Driver\":\"macvlan\"}"));
    assertRefused(
        post(
            "/networks/create",
            "{\"Name\":\"atelier-desktops\",\"Driver\":\"bridge\",\"Options\":"
                + "{\"com.docker.network.bridge.enable_icc\":\"true\"}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /info HTTP/1.0\r\n\r\n",
        "GET http://docker/info HTTP/1.1\r\n\r\n",
        "GET //info HTTP/1.1\r\n\r\n",
        "GET /x/../info HTTP/1.1\r\n\r\n",
        "GET /containers/%2e%2e/json HTTP/1.1\r\n\r\n",
        "GET /containers/a%252fb/json HTTP/1.1\r\n\r\n",
        "GET /containers/a%00/json HTTP/1.1\r\n\r\n",
        "GET /info#x HTTP/1.1\r\n\r\n",
        "GET /in fo HTTP/1.1\r\n\r\n",
        "GET  /info HTTP/1.1\r\n\r\n",
        "get /info HTTP/1.1\r\n\r\n",
        "PATCH /info HTTP/1.1\r\n\r\n",
        "GET /info HTTP/1.1\nHost: x\r\n\r\n",
        "GET /info HTTP/1.1\r\n Host: x\r\n\r\n",
        "GET /info HTTP/1.1\r\nHost : x\r\n\r\n",
        "GET /info HTTP/1.1\r\nA: x\r\n\ty\r\n\r\n",
        "POST /volumes/create HTTP/1.1\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
        "POST /volumes/create HTTP/1.1\r\nContent-Length: +2\r\n\r\n{}",
        "POST /volumes/create HTTP/1.1\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}",
        "POST /volumes/create HTTP/1.1\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "POST /volumes/create HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n2;x\r\n{}\r\n0\r\n\r\n",
        "POST /volumes/create HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n-2\r\n{}\r\n0\r\n\r\n",
        "POST /commit?repo=atelier/kept&container=aa&container=server HTTP/1.1\r\n\r\n",
        "POST /commit?repo=atelier/kept;container=server HTTP/1.1\r\n\r\n",
        "POST /volumes/create HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n"
      })
  void whatCanBeReadInTwoWaysIsRefused(String request) throws IOException {
    assertRefused(ask(request));
  }

  @Test
  void whatFollowsARequestIsNone() throws IOException {
    String second = "POST /containers/create HTTP/1.1\r\nContent-Length: 0\r\n\r\n";
    ask("GET /info HTTP/1.1\r\n\r\n" + second);
    ask("POST /containers/" + OURS + "/start HTTP/1.1\r\nContent-Length: 0\r\n\r\n" + second);
    // The engine refuses to start this, and would take what follows for a request.
    ask(
        "POST /exec/"
            + OURS
            + "/start HTTP/1.1\r\nUpgrade: tcp\r\nContent-Length: 2\r\n\r\n{}"
            + second);
    assertThat(done).hasSize(3).noneMatch(each -> each.contains("/containers/create"));
  }

  private static String container(String more) {
    return "{" + IMAGE + "," + LABELS + "," + HOST + more + "}}";
  }

  private void assertRefused(String answer) {
    assertThat(answer).matches("(?s)HTTP/1.1 (400|403|404|405) .*\"message\".*");
    assertThat(done).isEmpty();
  }

  private String post(String path, String body) throws IOException {
    return ask(
        "POST "
            + path
            + " HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length()
            + END
            + body);
  }

  private String ask(String request) throws IOException {
    try (SocketChannel channel =
        SocketChannel.open(UnixDomainSocketAddress.of(directory.resolve("p")))) {
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
      channel.shutdownOutput();
      return all(channel);
    }
  }

  private static String all(SocketChannel channel) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    ByteBuffer piece = ByteBuffer.allocate(8192);
    try {
      while (channel.read(piece) >= 0) {
        all.write(piece.array(), 0, piece.position());
        piece.clear();
      }
    } catch (IOException cut) {
      // What came before counts.
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }

  private void answerAll() throws IOException {
    while (true) {
      SocketChannel channel = engineDoor.accept();
      daemon(() -> answer(channel));
    }
  }

  private void answer(SocketChannel channel) throws IOException {
    try (channel) {
      Wire wire = new Wire(channel);
      String head = wire.head();
      if (head.contains("/archive?path=%2Ffull")) {
        wire.write("HTTP/1.1 507 Full\r\nConnection: close\r\n\r\nthe disk is full");
        return;
      }
      boolean asksOnly = head.contains(" HTTP/1.0");
      String body = asksOnly ? about(head.split(" ", -1)[1]) : "{}";
      if (!asksOnly) {
        var length = head.lines().filter(each -> each.startsWith("Content-Length: ")).findFirst();
        int count = length.map(each -> Integer.parseInt(each.substring(16))).orElse(0);
        done.add(head + " | " + new String(wire.read(count), StandardCharsets.UTF_8));
      }
      if (head.contains("/archive?path=%2Flistening")) {
        hearWhetherItIsOpen(channel);
      }
      String status = body.isEmpty() ? "404 Not Found" : "200 OK";
      wire.write("HTTP/1.1 " + status + "\r\nConnection: close\r\n\r\n" + body);
      // As an engine that keeps its connections would.
      if (!asksOnly && !head.contains("Connection: close")) {
        done.add(wire.head());
      }
    }
  }

  private void hearWhetherItIsOpen(SocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    try (Selector selector = Selector.open()) {
      channel.register(selector, SelectionKey.OP_READ);
      if (selector.select(500) > 0) {
        done.add("the line has ended");
      }
    }
    channel.configureBlocking(true);
  }

  private static String labelled(String role, String more) {
    return "{\"Id\":\""
        + OURS
        + "\",\"Config\":{\"Labels\":{\"dev.atelier.instance\":\"test\""
        + (role.isEmpty() ? "" : ",\"dev.atelier.role\":\"" + role + '"')
        + "}}"
        + more
        + "}";
  }

  /** Of what there is on this engine. */
  private static String about(String path) {
    return switch (path) {
      case "/containers/atelier-desktop-a/json", "/containers/" + OURS + "/json" ->
          labelled("desktop", ",\"Mounts\":[{\"Type\":\"volume\"}]");
      case "/containers/before-roles/json" ->
          labelled("", ",\"Name\":\"/atelier-desktop-b\",\"HostConfig\":{\"Binds\":[\"v:/home\"]}");
      case "/containers/inherits/json" -> labelled("none", ",\"Name\":\"/atelier-desktop-c\"");
      case "/containers/no-role/json" -> labelled("", ",\"Name\":\"/work\"");
      case "/containers/mounts/json" -> labelled("desktop", ",\"Mounts\":[{\"Type\":\"bind\"}]");
      case "/containers/binds/json" ->
          labelled("desktop", ",\"HostConfig\":{\"Binds\":[\"/:/mnt\"]}");
      case "/images/atelier/kept:ours/json", "/images/sha256:" + OURS + "/json" ->
          labelled("none", "");
      case "/images/atelier/kept:theirs/json", "/images/sha256:" + THEIRS + "/json" ->
          "{\"Config\":{\"Labels\":{\"dev.atelier.instance\":\"other\"}}}";
      case "/containers/server/json" -> "{\"Id\":\"" + THEIRS + "\",\"Config\":{\"Labels\":{}}}";
      case "/exec/" + OURS + "/json" ->
          "{\"ID\":\"" + OURS + "\",\"ContainerID\":\"" + OURS + "\"}";
      case "/exec/" + THEIRS + "/json" -> "{\"ID\":\"" + THEIRS + "\",\"ContainerID\":\"server\"}";
      case "/networks/atelier-desktops" -> "{\"Id\":\"n1\",\"Name\":\"atelier-desktops\"}";
      case "/networks/atelier-x" -> "{\"Id\":\"n3\",\"Name\":\"atelier-x\"}";
      case "/networks/bridge" -> "{\"Id\":\"n2\",\"Name\":\"bridge\"}";
      case "/volumes/atelier-home-theirs" ->
          "{\"Driver\":\"local\",\"Labels\":null,\"Options\":null}";
      case "/volumes/atelier-home-bind" ->
          "{\"Driver\":\"local\",\"Labels\":{\"dev.atelier.instance\":\"test\"},\"Options\":{\"device\":\"/\"}}";
      default -> "";
    };
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException closed) {
                // The test is over.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
