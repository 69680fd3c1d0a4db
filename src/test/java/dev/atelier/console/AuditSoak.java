package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.HandSetClock;
import dev.atelier.RunningServer;
import dev.atelier.audit.AuditSamples;
import dev.atelier.control.Actor;
import dev.atelier.storage.AuditInBulk;
import dev.atelier.storage.RecordOnDisk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A record of a million entries is opened, filtered, searched, verified and written out by whoever
 * sits before the console; prints how long what they wait for took.
 */
@Timeout(value = 900, unit = TimeUnit.SECONDS)
class AuditSoak {
  private static final int DESKTOPS = 50;
  private static final int ENTRIES_EACH = 20_000;
  private static final long ALL = (long) DESKTOPS * ENTRIES_EACH;
  private static final String RARE = "the one word that is nowhere else";

  @Test
  void aMillionEntriesAreOpenedFilteredVerifiedAndWrittenOut() throws Exception {
    RunningServer server = RunningServer.prepared(Map.of("ATELIER_HEAP", "512m"));
    fill(server);
    server.startAgain();
    try (server;
        Chrome chrome = new Chrome(1400, 900)) {
      LoginPage.open(chrome, server.baseUrl()).enter(RunningServer.PASSWORD);
      chrome.see(".tile");
      AuditPage page = new AuditPage(chrome);
      timed("the page opens", () -> open(chrome));
      timed("another visit", () -> again(chrome));
      timed("one desktop's", () -> page.choose("#audit-where", "Desk 07").awaitOnly("Desk 07"));
      timed("that desktop's tasks", () -> page.choose("#audit-what", "Tasks").awaitOnly("page"));
      exports(server, chrome);
      timed("a rare word", () -> again(chrome).words(RARE).awaitFurther(RARE));
      timed("all of it is verified", () -> verify(chrome));
      chrome.keepPicture("console-audit-million");
    }
  }

  private static void fill(RunningServer server) throws IOException {
    long began = System.nanoTime();
    RecordOnDisk record = new RecordOnDisk(server.home().resolve("data"));
    HandSetClock clock = new HandSetClock();
    clock.passAtEachLook(Duration.ofMillis(5));
    Instant made = clock.instant();
    try (AuditInBulk audit = record.auditInBulk()) {
      for (int n = 1; n <= DESKTOPS; n++) {
        String id = "sess_%014d".formatted(n);
        record.stoppedDesktop(id, "Desk %02d".formatted(n), made);
        if (n == DESKTOPS / 2) {
          AuditSamples.write(
              audit, clock, id, Actor.caller("carla"), "task.said", Map.of("text", RARE));
        }
        AuditSamples.work(audit, clock, id, n == DESKTOPS / 2 ? ENTRIES_EACH - 1 : ENTRIES_EACH);
      }
    }
    report("written beforehand", System.nanoTime() - began);
  }

  private static AuditPage open(Chrome chrome) {
    chrome.clickText("header nav a", "Audit");
    return new AuditPage(chrome).awaitRow("Desk 50");
  }

  private static AuditPage again(Chrome chrome) {
    chrome.clickText("header nav a", "Tasks");
    chrome.see("#tasks-words");
    return open(chrome);
  }

  private static void verify(Chrome chrome) {
    chrome.click("#audit-check");
    // The record goes on meanwhile: whoever logs in is on it.
    await()
        .atMost(Duration.ofMinutes(5))
        .until(
            () ->
                chrome
                    .script("return document.querySelector('#audit-integrity')?.innerText ?? ''")
                    .toString()
                    .matches("(?s).*Verified: 1,000,\\d{3}.*"));
  }

  /** What the page's links save has exactly what is filtered, and then all there is. */
  private static void exports(RunningServer server, Chrome chrome) throws Exception {
    String filtered = link(chrome, "#export-ndjson");
    timedLines("tasks of that desktop as NDJSON", server, filtered, ENTRIES_EACH / 10, Set.of());
    timedLines("all as CSV", server, "/audit/entries?format=csv", ALL + 1, Set.of("carla"));
  }

  private static String link(Chrome chrome, String link) {
    return URI.create(
            (String) chrome.script("return document.querySelector(arguments[0]).href", link))
        .toString()
        .replaceFirst("^https?://[^/]+", "");
  }

  private static void timedLines(
      String what, RunningServer server, String path, long least, Set<String> named)
      throws Exception {
    long began = System.nanoTime();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
            .timeout(Duration.ofMinutes(5))
            .build();
    long lines = 0;
    boolean found = named.isEmpty();
    try (BufferedReader text =
        new BufferedReader(
            new InputStreamReader(
                server.http().send(request, BodyHandlers.ofInputStream()).body(),
                StandardCharsets.UTF_8))) {
      for (String line = text.readLine(); line != null; line = text.readLine()) {
        lines++;
        found |= named.stream().anyMatch(line::contains);
      }
    }
    report(what + " (" + lines + " lines)", System.nanoTime() - began);
    assertThat(lines).isBetween(least, least + 200);
    assertThat(found).isTrue();
  }

  private static void timed(String what, Runnable work) {
    long began = System.nanoTime();
    work.run();
    report(what, System.nanoTime() - began);
  }

  private static void report(String what, long nanos) {
    System.out.printf("%s: %.1f s%n", what, nanos / 1e9);
  }
}
