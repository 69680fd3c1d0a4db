package dev.atelier.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.BackgroundWork;
import java.time.Duration;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DoctorTest {
  private final BackgroundWork background = new BackgroundWork(Thread::new);

  @AfterEach
  void stop() {
    background.stop();
  }

  private static Check check(Supplier<List<Finding>> found) {
    return new Check() {
      @Override
      public String subject() {
        return "check.disk";
      }

      @Override
      public List<Finding> look() {
        return found.get();
      }
    };
  }

  private List<Finding> findings(Duration patience, Check... checks) {
    return new Doctor(List.of(checks), background, patience).findings();
  }

  @Test
  void theWorstComesFirst() {
    List<Finding> found =
        findings(
            Duration.ofSeconds(30),
            check(() -> List.of(Finding.ok("tls"), Finding.problem("open.machine"))),
            check(() -> List.of(Finding.warning("egress.open"))));

    assertThat(found)
        .extracting(Finding::key)
        .containsExactly("open.machine", "egress.open", "tls");
  }

  @Test
  void aCheckThatFailsIsAFindingAndKeepsNoOtherFromBeingMade() {
    List<Finding> found =
        findings(
            Duration.ofSeconds(30),
            check(
                () -> {
                  throw new IllegalStateException("a secret detail");
                }),
            check(() -> List.of(Finding.ok("tls"))));

    assertThat(found).extracting(Finding::severity).containsExactly(Severity.PROBLEM, Severity.OK);
    assertThat(found.get(0).what(Locale.ENGLISH)).startsWith("the room on disk");
    assertThat(found.toString()).doesNotContain("a secret detail");
  }

  @Test
  void aCheckThatHangsIsAFindingAndHasOneThreadHoweverOftenSomebodyAsks() {
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger begun = new AtomicInteger();
    Check hanging =
        check(
            () -> {
              begun.incrementAndGet();
              awaitQuietly(release);
              return List.of(Finding.ok("tls"));
            });
    Doctor doctor =
        new Doctor(
            List.of(hanging, check(() -> List.of(Finding.ok("settings")))),
            background,
            Duration.ofMillis(200));
    assertThat(doctor.findings())
        .extracting(finding -> finding.what(Locale.GERMAN))
        .containsExactly(
            "der Platz auf der Platte: keine Antwort innerhalb von fünf Sekunden",
            "keine unsichere Einstellung gefunden");
    assertThat(doctor.findings()).hasSize(2);
    assertThat(begun).hasValue(1);
    release.countDown();
    org.awaitility.Awaitility.await()
        .until(() -> doctor.findings().stream().anyMatch(each -> each.key().equals("tls")));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void littleRoomIsAWarningAndHardlyAnyAProblem() {
    assertThat(RoomOnDisk.found(499).severity()).isEqualTo(Severity.PROBLEM);
    assertThat(RoomOnDisk.found(4_999).severity()).isEqualTo(Severity.WARNING);
    assertThat(RoomOnDisk.found(5_000).severity()).isEqualTo(Severity.OK);
  }

  @Test
  void everyWordIsThereInBothLanguages() {
    assertThat(keys(Locale.GERMAN)).isEqualTo(keys(Locale.ENGLISH)).hasSizeGreaterThan(70);
    for (String key : keys(Locale.ENGLISH)) {
      for (Locale locale : List.of(Locale.ENGLISH, Locale.GERMAN)) {
        assertThat(Sentences.of(key, locale, List.of("one", "two"))).isNotBlank();
      }
      if (key.endsWith(".why")) {
        String finding = key.substring(0, key.length() - ".why".length());
        assertThat(keys(Locale.ENGLISH)).contains(finding + ".what", finding + ".mend");
      }
    }
    for (ModelTrouble trouble : ModelTrouble.values()) {
      String key = "model." + trouble.name().toLowerCase(Locale.ROOT) + ".mend";
      assertThat(keys(Locale.ENGLISH)).contains(key);
    }
  }

  private static Set<String> keys(Locale locale) {
    Set<String> keys = new TreeSet<>();
    Enumeration<String> all = Sentences.bundle(locale).getKeys();
    while (all.hasMoreElements()) {
      keys.add(all.nextElement());
    }
    return keys;
  }
}
