package dev.atelier.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.desktop.FakeDriver;
import dev.atelier.json.InvalidField;
import dev.atelier.session.SessionRequest;
import dev.atelier.session.SessionStatus;
import dev.atelier.session.SessionsInMemory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class AttachmentsTest {
  @TempDir private Path home;
  private final SessionsInMemory room = new SessionsInMemory();
  private final Attachments attachments = new Attachments(room.sessions());
  private String id;

  @BeforeEach
  void open() throws Exception {
    room.driver().give(number -> FakeDriver.painted());
    room.runtime().homesAt(home);
    id = room.sessions().create(SessionRequest.labelled("Ada"), "ada").id();
    room.sessions().awaitReady(id, Duration.ofSeconds(10));
    Files.createDirectory(home.resolve("Downloads"));
    Files.writeString(home.resolve("Downloads/a & b.pdf"), "x");
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void filesThatAreThereGoAlong() {
    assertThatCode(() -> attachments.requireThere(id, List.of("Downloads/a & b.pdf")))
        .doesNotThrowAnyException();
  }

  @Test
  void theFirstThatIsNoFileIsNamed() {
    for (String wrong : List.of("Downloads/none.pdf", "Downloads", "../secret", "/etc/passwd")) {
      assertThatThrownBy(
              () -> attachments.requireThere(id, List.of("Downloads/a & b.pdf", wrong, wrong)))
          .isInstanceOfSatisfying(
              InvalidField.class,
              named -> assertThat(named.field()).as(wrong).isEqualTo("attachments[1]"));
    }
  }

  @Test
  void aGoalWithoutFilesWakesNoDesktop() throws InterruptedException {
    room.sessions().pause(id, "ada");
    attachments.requireThere(id, List.of());
    assertThat(room.sessions().get(id).status()).isEqualTo(SessionStatus.PAUSED);
  }

  @Test
  void aRequestNamesAtMostTwenty() {
    String twenty = paths(20);
    assertThat(TaskRequest.read("{\"goal\":\"file it\",\"attachments\":" + twenty + "}").goal())
        .satisfies(goal -> assertThat(goal.attachments()).hasSize(20));
    assertThatThrownBy(
            () -> TaskRequest.read("{\"goal\":\"file it\",\"attachments\":" + paths(21) + "}"))
        .isInstanceOfSatisfying(
            InvalidField.class, named -> assertThat(named.field()).startsWith("attachments"));
  }

  private static String paths(int count) {
    return Collections.nCopies(count, "\"Downloads/a.pdf\"").toString();
  }
}
