package dev.atelier.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.desktop.FakeDriver;
import dev.atelier.session.SessionRequest;
import dev.atelier.session.SessionStatus;
import dev.atelier.session.SessionsInMemory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class ResultFilesOfHomeTest {
  @TempDir private Path home;
  private final SessionsInMemory room = new SessionsInMemory();
  private final MemoryTaskRepository tasks = new MemoryTaskRepository();
  private Task task;

  @BeforeEach
  void open() throws Exception {
    room.driver().give(number -> FakeDriver.painted());
    room.runtime().homesAt(home);
    String id = room.sessions().create(SessionRequest.labelled("Ada"), "ada").id();
    room.sessions().awaitReady(id, Duration.ofSeconds(10));
    task = SampleTasks.running("task_a", id);
    tasks.add(task);
  }

  @AfterEach
  void close() {
    room.close();
  }

  /** As if the task had begun at that moment. */
  private ResultFilesOfHome since(Instant begin) {
    Clock clock = Clock.offset(Clock.systemUTC(), Duration.between(begin, task.startedAt()));
    return new ResultFilesOfHome(room.sessions(), tasks, room.background(), clock);
  }

  @Test
  void whatTheTaskMadeIsKeptWithIt() throws Exception {
    Path before = Files.writeString(home.resolve("before.txt"), "x");
    FileTime changed = (FileTime) Files.getAttribute(before, "unix:ctime");
    await().until(() -> Instant.now().isAfter(changed.toInstant().plusMillis(50)));
    Files.createDirectory(home.resolve("Downloads"));
    Files.writeString(home.resolve("Downloads/report.pdf"), "12345");
    Files.createDirectory(home.resolve(".cache"));
    Files.writeString(home.resolve(".cache/noise"), "x");
    since(changed.toInstant().plusMillis(25).plus(ResultFilesOfHome.TO_ASK)).gather(task);
    List<ResultFile> files = tasks.files("task_a").orElseThrow();
    assertThat(files).extracting(ResultFile::path).containsExactly("Downloads/report.pdf");
    assertThat(files.get(0).sizeBytes()).isEqualTo(5);
  }

  @Test
  void atMostAHundredAreKept() throws Exception {
    for (int n = 0; n < ResultFilesOfHome.MOST + 10; n++) {
      Files.createFile(home.resolve("f" + n));
    }
    since(Instant.now().minusSeconds(60)).gather(task);
    assertThat(tasks.files("task_a").orElseThrow()).hasSize(ResultFilesOfHome.MOST);
  }

  @Test
  void aDesktopThatSleepsIsNotWokenAndNothingIsClaimed() throws Exception {
    room.sessions().pause(task.sessionId(), "ada");
    since(Instant.now()).gather(task);
    assertThat(tasks.files("task_a")).isEmpty();
    assertThat(room.sessions().get(task.sessionId()).status()).isEqualTo(SessionStatus.PAUSED);
  }

  @Test
  void aHomeThatCannotBeReadIsNoFailureOfTheTask() throws Exception {
    Files.delete(home);
    since(Instant.now()).gather(task);
    assertThat(tasks.files("task_a")).isEmpty();
    since(Instant.now()).gather(SampleTasks.running("task_b", "sess_none"));
    assertThat(tasks.files("task_b")).isEmpty();
  }
}
