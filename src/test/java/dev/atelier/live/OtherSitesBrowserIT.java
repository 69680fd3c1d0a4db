package dev.atelier.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.atelier.EngineCommand;
import dev.atelier.RunningServer;
import dev.atelier.console.Chrome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What pages of two other sites may do in a real browser: one is listed, one is not. */
class OtherSitesBrowserIT {
  private static final String CALL =
      "return fetch('%s%s', {method: '%s', headers: {Authorization: 'Bearer none',"
          + " 'Content-Type': 'application/json'}, body: %s})"
          + ".then(answer => answer.status + ' ' + answer.headers.has('ETag'))"
          + ".catch(() => 'refused')";

  private static HttpServer listed;
  private static HttpServer foreign;
  private static RunningServer server;
  private static String session = "";

  private Chrome chrome;

  @BeforeAll
  static void start() throws IOException {
    EngineCommand.require();
    listed = site();
    foreign = site();
    server = RunningServer.start(Map.of("ATELIER_ALLOWED_ORIGINS", address(listed)));
    session = server.post("/sessions?wait=ready", "{\"label\": \"Framed\"}").text("id");
  }

  @AfterAll
  static void stop() {
    server.close();
    listed.stop(0);
    foreign.stop(0);
  }

  @BeforeEach
  void open() {
    chrome = new Chrome(1100, 760);
  }

  @AfterEach
  void close() {
    chrome.close();
  }

  @Test
  void aListedSiteFramesTheLiveViewAndCallsTheApi() {
    chrome.open(address(listed) + "/");
    chrome.enterFrame("#desktop");
    new LivePage(chrome).awaitLive().awaitPicture();
    chrome.leaveFrame();
    assertThat(picture()).isEqualTo("200 true");
    assertThat(rename("By a page")).isEqualTo("200 false");
    assertThat(server.get("/sessions/" + session).text("label")).isEqualTo("By a page");
    assertThat(opensASocket()).isEqualTo("open");
  }

  @Test
  void anyOtherSiteCanNeither() {
    chrome.open(address(foreign) + "/");
    assertThat(picture()).isEqualTo("refused");
    assertThat(rename("Planted")).isEqualTo("refused");
    assertThat(sendsAForm()).isEqualTo("opaque 0");
    assertThat(opensASocket()).isEqualTo("refused");
    assertThat(server.get("/sessions").text()).doesNotContain("Planted");
    awaitFrameRefused();
  }

  @Test
  void aTicketOpensTheLiveViewInASandboxedFrameWithoutAnyCookie() {
    chrome.open(address(listed) + "/guest");
    chrome.enterFrame("#desktop");
    assertThat(chrome.script("return self.origin")).isEqualTo("null");
    new LivePage(chrome).awaitLive().awaitPicture();
    assertThat(chrome.see("#standing").getText()).isEqualTo("Live, only watching");
    assertThat(server.get("/sessions/" + session + "/audit?type=auth.*").text())
        .contains("auth.ticket_made");
  }

  @Test
  void theConsoleIsFramedByNobodyElse() {
    chrome.open(address(listed) + "/console");
    awaitFrameRefused();
  }

  @Test
  void aSandboxedPageHasNoOriginToBeTrustedFor() {
    chrome.open(address(listed) + "/sandboxed");
    chrome.enterFrame("#page");
    assertThat(chrome.script("return self.origin")).isEqualTo("null");
    assertThat(rename("Planted")).isEqualTo("refused");
    assertThat(sendsAForm()).isEqualTo("opaque 0");
    assertThat(opensASocket()).isEqualTo("refused");
    assertThat(server.get("/sessions").text()).doesNotContain("Planted");
  }

  private void awaitFrameRefused() {
    chrome.until(
        browser ->
            chrome.violations().stream().anyMatch(line -> line.contains("frame-ancestors"))
                ? true
                : null);
  }

  private Object picture() {
    return call("/screenshot", "GET", "undefined");
  }

  private Object rename(String label) {
    return call("", "PATCH", "'{\"label\": \"" + label + "\"}'");
  }

  /** By a page's own script, with a header that makes the browser ask first. */
  private Object call(String what, String method, String body) {
    String address = server.baseUrl() + "/sessions/" + session;
    return chrome.script(CALL.formatted(address, what, method, body));
  }

  /** What a browser sends without asking; a page is not told what came of it. */
  private Object sendsAForm() {
    return chrome.script(
        "return fetch('"
            + server.baseUrl()
            + "/sessions', {method: 'POST', mode: 'no-cors', body: '{\"label\": \"Planted\"}'})"
            + ".then(answer => answer.type + ' ' + answer.status)");
  }

  private Object opensASocket() {
    return chrome.script(
        "return new Promise(done => { const socket = new WebSocket('%s', ['binary']);"
                .formatted(
                    server.baseUrl().replace("http:", "ws:") + "/sessions/" + session + "/vnc")
            + " socket.onopen = () => { done('open'); socket.close(); };"
            + " socket.onerror = () => done('refused'); })");
  }

  private static String address(HttpServer site) {
    return "http://localhost:" + site.getAddress().getPort();
  }

  private static HttpServer site() throws IOException {
    HttpServer site =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    site.createContext("/", exchange -> answer(exchange, frame("/sessions/" + session + "/embed")));
    site.createContext("/console", exchange -> answer(exchange, frame("/console/")));
    site.createContext(
        "/sandboxed",
        exchange -> answer(exchange, "<iframe id=page sandbox=allow-scripts src=/plain></iframe>"));
    site.createContext(
        "/guest",
        exchange ->
            answer(
                exchange,
                "<iframe id=desktop sandbox=allow-scripts width=1000 height=640 src='"
                    + server
                        .post(
                            "/sessions/" + session + "/tickets",
                            "{\"purpose\": \"embed\", \"ttl_s\": 60}")
                        .text("url")
                    + "'></iframe>"));
    site.createContext("/plain", exchange -> answer(exchange, "A page"));
    site.start();
    return site;
  }

  private static String frame(String path) {
    return "<iframe id=desktop width=1000 height=640 src='"
        + server.baseUrl()
        + path
        + "'></iframe>";
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    byte[] page =
        ("<!doctype html><link rel=icon href=data:,><title>Chat</title>" + body)
            .getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
    exchange.sendResponseHeaders(200, page.length);
    exchange.getResponseBody().write(page);
    exchange.close();
  }
}
