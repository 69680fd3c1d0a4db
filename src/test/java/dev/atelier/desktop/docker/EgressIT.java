package dev.atelier.desktop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.atelier.desktop.DesktopSpec;
import dev.atelier.desktop.EgressDenial;
import dev.atelier.desktop.EgressMode;
import dev.atelier.desktop.EgressPolicy;
import dev.atelier.desktop.EgressRule;
import dev.atelier.desktop.Site;
import dev.atelier.desktop.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** A desktop tries to reach what it may not. There is one proxy and one engine for all of it. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EgressIT {
  private static final String IMAGE = EngineUnderTest.image();
  private static final String USE_PROXY = "http://127.0.0.1:3128";
  private static final String PAGE = "a page of the internet";

  private final String instance = "it-" + Long.toString(System.nanoTime(), 36);
  private final Map<String, EgressRule> rules = new ConcurrentHashMap<>();
  private final List<EgressDenial> denials = new ArrayList<>();
  private final Engine engine = EngineUnderTest.engine();

  /**
   * Stands in for the internet at the one address that is named; for a server of ours at others.
   */
  private HttpServer server;

  private DockerRuntime runtime;
  private String one;
  private String other;

  @BeforeAll
  void startTwoDesktops() throws IOException {
    server = HttpServer.create(new InetSocketAddress("0.0.0.0", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    runtime = server();
    EngineUnderTest.require(runtime);
    one = start("one");
    other = start("other");
    await().untilAsserted(() -> assertThat(get(pageOf(internet()))).isEqualTo(PAGE));
  }

  private DockerRuntime server() {
    return new DockerRuntime(
        engine,
        instance,
        IMAGE,
        Limits.parse("512m", 1.5, 256),
        new DesktopNetwork(DesktopNetwork.USUAL_NAME),
        policy(),
        id -> rules.getOrDefault(id, rule(EgressMode.INTERNET)),
        SystemFiles.CHANGEABLE);
  }

  private EgressPolicy policy() {
    return EgressPolicy.of(EgressMode.INTERNET, internet() + ":" + port());
  }

  @AfterAll
  void leavesNothing() {
    server.stop(0);
    runtime.remove(one, true);
    runtime.remove(other, true);
    for (int n = 0; n < 3; n++) {
      assertThat(runtime.egress().orElseThrow().attend()).isEmpty();
    }
    assertThat(engine.<List<?>>ask("list", this::containersOfOurs)).isEmpty();
    runtime.close();
  }

  @Test
  void onlyItsOwnLoopbackIsThereWithoutTheProxy() throws IOException {
    assertThat(run(one, "ls", "/sys/class/net")).isEqualTo("lo\n");
    assertThat(run(one, "cat", "/proc/net/route").lines()).hasSize(1);
    for (String address : List.of(internet(), gateway(), "169.254.169.254", "10.0.0.1")) {
      String direct = "echo > /dev/tcp/" + address + "/" + port() + " && echo reached";
      assertThat(run(one, "timeout", "3", "bash", "-c", direct)).as(address).isEmpty();
    }
    assertThat(run(one, "getent", "hosts", "deb.debian.org")).isEmpty();
  }

  @Test
  void theServerNeighboursMetadataAndPrivateNetworksAreRefusedByTheProxy() throws IOException {
    List<String> hosts =
        List.of(
            gateway(),
            "127.0.0.1",
            "0.0.0.0",
            "localhost",
            "169.254.169.254",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "100.64.0.1",
            "192.0.2.77",
            "224.0.0.1",
            "255.255.255.255",
            "0x7f.1",
            "2130706433",
            "127.1",
            "[::1]",
            "[fe80::1]",
            "[fd00::1]",
            "[::ffff:10.0.0.1]",
            "[::ffff:169.254.169.254]",
            "[::10.0.0.1]",
            "[64:ff9b::a00:1]",
            "[2002:a00:1::1]",
            "[ff02::1]",
            // Looked up by the engine: a name that means a private address.
            "atelier-egress-" + instance,
            "egress");
    for (String host : hosts) {
      assertThat(code(pageOf(host))).as(host).isIn("403", "502");
      assertThat(connect(host + ":" + port()))
          .as("CONNECT " + host)
          .matches("HTTP/1.1 (403|502).*");
      assertThat(connect(host + ":443")).as("CONNECT " + host).matches("HTTP/1.1 (403|502).*");
    }
    assertThat(code(pageOf(gateway()))).isEqualTo("403");
    assertThat(code(pageOf("169.254.169.254"))).isEqualTo("403");
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              denials.addAll(runtime.egress().orElseThrow().attend());
              assertThat(denials)
                  .anyMatch(
                      denial ->
                          denial.desktop().equals(one)
                              && denial.host().equals("169.254.169.254")
                              && denial.reason().equals("private"));
            });
    assertThat(denials).extracting(EgressDenial::line).doesNotHaveDuplicates();
  }

  @Test
  void anotherPortOfAnAddressThatIsNamedAndMailOfTheInternetAreRefused() throws IOException {
    assertThat(connect(internet() + ":22")).startsWith("HTTP/1.1 403");
    assertThat(connect("168.63.129.16:80")).startsWith("HTTP/1.1 403");
    assertThat(connect("192.88.99.1:443")).startsWith("HTTP/1.1 403");
    assertThat(connect("93.184.216.34:25")).startsWith("HTTP/1.1 403");
    assertThat(connect("93.184.216.34:22")).startsWith("HTTP/1.1 403");
    assertThat(code("http://93.184.216.34:8080/")).isEqualTo("403");
  }

  @Test
  void hostileRequestsAreNoWayAround() throws IOException {
    String host = "Host: " + internet() + ":" + port() + "\\r\\n\\r\\n";
    for (String request :
        List.of(
            "GET / HTTP/1.1\\r\\n" + host,
            "GET file:///etc/passwd HTTP/1.1\\r\\n" + host,
            "GET http://user@" + gateway() + "/ HTTP/1.1\\r\\n" + host,
            "GET http://" + internet() + ":" + port() + "@" + gateway() + "/ HTTP/1.1\\r\\n" + host,
            "GET cache_object://localhost/info HTTP/1.1\\r\\n" + host,
            "CONNECT " + internet() + " HTTP/1.1\\r\\n" + host,
            "CONNECT " + internet() + ":0 HTTP/1.1\\r\\n" + host,
            "CONNECT " + internet() + ":99999 HTTP/1.1\\r\\n" + host,
            "GET http://" + internet() + "/ HTTP/9.9\\r\\n" + host,
            "GET http://x\\0y/ HTTP/1.1\\r\\n" + host,
            "\\r\\n\\r\\n")) {
      assertThat(raw(request)).as(request).startsWith("HTTP/1.1 400");
    }
    // The proxy goes by the address that was asked for, and so does who is asked.
    assertThat(raw("GET http://" + gateway() + ":" + port() + "/ HTTP/1.1\\r\\n" + host))
        .startsWith("HTTP/1.1 403");
  }

  @Test
  void aDesktopKnowsNoOthersWayAndCannotMakeOne() throws IOException {
    assertThat(run(one, "sh", "-c", "ls " + Way.SOCKETS + " || echo hidden")).isEqualTo("hidden\n");
    assertThat(run(one, "sh", "-c", "touch " + Way.SOCKETS + "/x || echo no")).isEqualTo("no\n");
    assertThat(run(one, "sh", "-c", "rm -f $DESK_EGRESS; test -S $DESK_EGRESS && echo there"))
        .isEqualTo("there\n");
    assertThat(run(one, "printenv", "DESK_EGRESS"))
        .isNotEqualTo(run(other, "printenv", "DESK_EGRESS"));
  }

  @Test
  void aListIsInForceAtOnceAndForOneDesktopOnly() throws IOException {
    rules.put(other, rule(EgressMode.ALLOWLIST, "example.com", ".example.org"));
    runtime.egress().orElseThrow().apply(other);
    assertThat(connect(other, "example.net:443")).startsWith("HTTP/1.1 403");
    assertThat(connect(other, "www.example.com:443")).startsWith("HTTP/1.1 403");
    assertThat(connect(other, "93.184.216.34:443")).startsWith("HTTP/1.1 403");
    // On the list; there is no internet here, so that it is not found or does not answer.
    assertThat(connect(other, "example.com:443")).doesNotStartWith("HTTP/1.1 403");
    assertThat(connect(other, "a.b.example.org:443")).doesNotStartWith("HTTP/1.1 403");
    assertThat(connect(other, "notexample.org:443")).startsWith("HTTP/1.1 403");
    // Named by its address for all desktops.
    assertThat(run(other, "curl", "-sS", "-x", USE_PROXY, pageOf(internet()))).isEqualTo(PAGE);
  }

  @Test
  void aWayIsHeldToItsRuleWhileItsDesktopIsStoppedAndEndsWithItsContainer() throws IOException {
    String id = start("third");
    try {
      String way = run(id, "printenv", "DESK_EGRESS").strip();
      assertThat(through(way, "example.net:443")).doesNotStartWith("HTTP/1.1 403").isNotEmpty();
      runtime.stop(id);
      rules.put(id, rule(EgressMode.ALLOWLIST, "example.com"));
      runtime.egress().orElseThrow().apply(id);
      assertThat(through(way, "example.net:443")).startsWith("HTTP/1.1 403");
      runtime.remove(id, false);
      start("third");
      assertThat(through(way, "example.com:443")).isEmpty();
    } finally {
      runtime.remove(id, true);
    }
  }

  @Test
  void theNextServerClosesWaysOfContainersThatAreGone() throws IOException {
    String stray = "0123456789abcdef".repeat(2);
    new EgressProxy(
            engine, instance, IMAGE, new DesktopNetwork(DesktopNetwork.USUAL_NAME), policy())
        .admit("gone", stray, rule(EgressMode.INTERNET));
    assertThat(through(Way.SOCKETS + "/" + stray, "10.0.0.1:80")).startsWith("HTTP/1.1 403");
    server().egress().orElseThrow().attend();
    assertThat(through(Way.SOCKETS + "/" + stray, "10.0.0.1:80")).isEmpty();
    assertThat(get(pageOf(internet()))).isEqualTo(PAGE);
  }

  @Test
  void aProxyThatIsKilledComesBackAndKnowsAllDesktopsAgain() {
    engine.ask("kill", docker -> docker.killContainerCmd("atelier-egress-" + instance).exec());
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              runtime.egress().orElseThrow().attend();
              assertThat(get(pageOf(internet()))).isEqualTo(PAGE);
            });
    assertThat(runtime.problem()).isEmpty();
  }

  @Test
  void theProxyItselfCanGainNothing() {
    var found =
        engine.ask(
            "look", docker -> docker.inspectContainerCmd("atelier-egress-" + instance).exec());
    assertThat(found.getHostConfig().getReadonlyRootfs()).isTrue();
    assertThat(found.getHostConfig().getPrivileged()).isFalse();
    assertThat(found.getHostConfig().getMemory()).isEqualTo(256L << 20);
    Exec.Output status =
        Exec.run(
            engine,
            "atelier-egress-" + instance,
            "egress",
            Duration.ofSeconds(10),
            "cat",
            "/proc/1/status");
    assertThat(status.text())
        .containsPattern("CapBnd:\\s+0000000000000000")
        .containsPattern("NoNewPrivs:\\s+1")
        .doesNotContainPattern("Uid:\\s+(0|1000)\\s");
  }

  @Test
  void aDesktopOfATimeWhenAllWereOpenIsCutOff() throws IOException {
    DockerRuntime open = new DockerRuntime(engine, instance, IMAGE, Limits.parse("512m", 1.5, 256));
    DesktopSpec spec = DesktopSpec.usual("old-" + instance, new Size(800, 600));
    String direct =
        "timeout 3 bash -c 'echo > /dev/tcp/" + internet() + "/" + port() + "' && echo ok";
    try {
      open.start(spec);
      assertThat(run(spec.id(), "sh", "-c", direct)).isEqualTo("ok\n");
      runtime.egress().orElseThrow().attend();
      assertThat(run(spec.id(), "sh", "-c", direct)).isEmpty();
      assertThat(runtime.egress().orElseThrow().problem(spec.id()).orElseThrow())
          .contains("upgrade");
      runtime.stop(spec.id());
      runtime.start(spec);
      assertThat(run(spec.id(), "sh", "-c", direct)).isEmpty();
    } finally {
      open.remove(spec.id(), true);
    }
  }

  private String start(String name) {
    DesktopSpec spec = DesktopSpec.usual(name + "-" + instance, new Size(800, 600));
    runtime.start(spec);
    return spec.id();
  }

  private static EgressRule rule(EgressMode mode, String... sites) {
    return new EgressRule(mode, List.of(sites).stream().map(Site::new).toList());
  }

  private List<?> containersOfOurs(com.github.dockerjava.api.DockerClient docker) {
    return docker
        .listContainersCmd()
        .withShowAll(true)
        .withLabelFilter(Map.of(DesktopContainer.INSTANCE_LABEL, instance))
        .exec();
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private String pageOf(String host) {
    return "http://" + host + ":" + port() + "/";
  }

  private String get(String address) throws IOException {
    return run(one, "curl", "-sS", "-m", "20", "--noproxy", "", "-x", USE_PROXY, address);
  }

  private String code(String address) throws IOException {
    return run(
        one,
        "curl",
        "-s",
        "-m",
        "20",
        "-o",
        "/dev/null",
        "-w",
        "%{http_code}",
        "--noproxy",
        "",
        "-x",
        USE_PROXY,
        address);
  }

  private String connect(String place) throws IOException {
    return connect(one, place);
  }

  private String connect(String desktop, String place) throws IOException {
    return raw(desktop, "CONNECT " + place + " HTTP/1.1\\r\\nHost: " + place + "\\r\\n\\r\\n");
  }

  /** By a way whose name one of the desktops came to know. */
  private String through(String way, String place) throws IOException {
    String ask = "printf 'CONNECT " + place + " HTTP/1.1\\r\\n\\r\\n' | socat -t 15 -T 20 - UNIX:";
    return run(one, "sh", "-c", ask + way + " 2>/dev/null | head -n 1").strip();
  }

  private String raw(String request) throws IOException {
    return raw(one, request);
  }

  /** As the proxy is asked by a program that does as it likes; the first line of the answer. */
  private String raw(String desktop, String request) throws IOException {
    String ask = "printf '" + request + "' | socat -t 15 -T 20 - TCP:127.0.0.1:3128 | head -n 1";
    return run(desktop, "sh", "-c", ask).strip();
  }

  private String run(String id, String... command) throws IOException {
    try (ExecStream stream =
        ExecStream.open(engine, DesktopContainer.NAME + id, Exec.DESKTOP_USER, command)) {
      return new String(stream.input().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String gateway() {
    return engine.ask(
        "look",
        docker ->
            docker
                .inspectNetworkCmd()
                .withNetworkId(DesktopNetwork.USUAL_NAME)
                .exec()
                .getIpam()
                .getConfig()
                .get(0)
                .getGateway());
  }

  /** This machine by an address that no bridge of an engine has. */
  private static String internet() {
    try {
      return Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
          .filter(each -> !each.getName().startsWith("br-") && !each.getName().startsWith("docker"))
          .flatMap(each -> Collections.list(each.getInetAddresses()).stream())
          .filter(each -> each instanceof Inet4Address && !each.isLoopbackAddress())
          .map(InetAddress::getHostAddress)
          .findFirst()
          .orElseThrow();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
