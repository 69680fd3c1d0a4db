package dev.atelier.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.task.UnknownTask;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FilmsTest {
  private static final Map<String, Object> PLACE = Map.of("coordinate", List.of(120, 80));

  private final FilmRoom room = new FilmRoom();

  @Test
  void aStepIsAFrameWithItsPictureItsPlaceItsReasonAndItsCost() {
    room.step(1, 0xFFFFFF, "left_click", PLACE, "click “Pay now”");
    Frame frame = room.frame(1);
    assertThat(frame.kind()).isEqualTo(Frame.ACTION);
    assertThat(frame.step()).isEqualTo(1);
    assertThat(frame.screenshotUrl()).isEqualTo("/sessions/sess_a/task/task_a/steps/1/screenshot");
    assertThat(List.of(frame.width(), frame.height()))
        .containsExactly(FilmRoom.WIDTH, FilmRoom.HEIGHT);
    assertThat(frame.mark()).isEqualTo(new Mark("point", List.of(120, 80), null, null));
    assertThat(frame.sentence()).isEqualTo("Clicked at “Pay now”");
    assertThat(frame.reason()).isEqualTo("click “Pay now”");
    assertThat(frame.costUsd()).isEqualByComparingTo("0.01");
    assertThat(frame.totalCostUsd()).isEqualByComparingTo("0.01");
    assertThat(frame.driver()).isEqualTo("assistant");
    assertThat(frame.durationMs()).isEqualTo(120);
  }

  @Test
  void theFilmSaysWhatWasAskedAndHowItEnded() {
    room.says(1, 0, "it is paid", "").ended();
    Film film = room.film();
    assertThat(film.goal()).isEqualTo("pay the “electricity” bill");
    assertThat(film.status()).isEqualTo("completed");
    assertThat(film.finalText()).isEqualTo("it is paid");
    assertThat(film.totalCostUsd()).isEqualTo(new BigDecimal("0.03"));
    assertThat(film.ofStep(1).orElseThrow().sentence()).isEqualTo("it is paid");
  }

  @Test
  void aQuestionIsShownWithItsAnswer() {
    room.says(1, 0, "Pay 42 euros?", "the person said yes: go on");
    assertThat(room.frame(1).sentence())
        .isEqualTo("Asked: Pay 42 euros? The person said yes: go on");
    assertThat(room.frame(1).kind()).isEqualTo(Frame.WORDS);
  }

  @Test
  void framesThatShowTheSameAreOnePictureToABrowser() {
    room.step(1, 0xFF, "wait", Map.of("duration", 1), "")
        .step(2, 0xFF, "wait", Map.of("duration", 1), "")
        .step(3, 0xFE, "wait", Map.of("duration", 1), "");
    assertThat(room.film().frames().stream().map(Frame::screenshotUrl).distinct()).hasSize(2);
    assertThat(room.frame(2).screenshotUrl()).isEqualTo(room.frame(1).screenshotUrl());
  }

  @Test
  void aPersonWhoDroveStandsWhereTheyDroveWithTheirNote() {
    room.step(1, 0, "wait", Map.of("duration", 1), "")
        .control(10, "taken", "Anna", 7, "")
        .control(130, "handed_back", "Anna", 8, "logged in")
        .step(140, 1, "wait", Map.of("duration", 1), "");
    assertThat(room.film().frames()).extracting(Frame::step).containsExactly(1, null, 2);
    Frame anna = room.frame(2);
    assertThat(anna.kind()).isEqualTo(Frame.PERSON);
    assertThat(anna.driver()).isEqualTo("Anna");
    assertThat(anna.sentence()).isEqualTo("Anna drove for 2 min: “logged in”");
    assertThat(anna.durationMs()).isEqualTo(Duration.ofMinutes(2).toMillis());
    assertThat(anna.screenshotUrl()).isNull();
    assertThat(anna.mark()).isEqualTo(Mark.NONE);
    assertThat(anna.totalCostUsd()).isEqualByComparingTo("0.01");
  }

  @Test
  void howAPersonsDriveEndedIsSaid() {
    room.control(1, "taken", "Anna", 1, "")
        .control(41, "expired", "Anna", 2, "")
        .control(50, "taken", "Bo", 3, "")
        .control(110, "force_released", "Chris", 4, "")
        .says(200, 0, "done", "");
    assertThat(room.film().frames())
        .extracting(Frame::sentence)
        .containsExactly(
            "Anna drove for 40 s, until nothing more was heard of them",
            "Bo drove for 1 min, until Chris took control away",
            "done");
  }

  @Test
  void whoDrivesNowDrivesAndWhoseTaskEndedDroveUntilThen() {
    room.control(1, "taken", "Anna", 1, "");
    room.clock.pass(Duration.ofSeconds(30));
    assertThat(room.frame(1).sentence()).isEqualTo("Anna is driving");
    room.ended();
    assertThat(room.frame(1).sentence()).isEqualTo("Anna drove for 8 s, until the task ended");
  }

  @Test
  void whatHappenedOutsideOfTheTaskIsNotInIt() {
    room.control(-5, "taken", "Anna", 1, "").control(60, "taken", "Bo", 2, "").ended();
    assertThat(room.film().frames()).isEmpty();
  }

  @Test
  void aPictureThatWentForItsAgeIsSaidToHaveGone() {
    room.step(1, 7, "wait", Map.of("duration", 1), "")
        .step(2, 8, "wait", Map.of("duration", 1), "");
    String name = room.tasks.stepsAfter(FilmRoom.TASK, 0, 1).get(0).picture().orElseThrow();
    room.tasks.pictureRemoved(
        name, FilmRoom.START.plusSeconds(2), FilmRoom.START.plus(Duration.ofDays(31)));
    assertThat(room.frame(1).screenshotUrl()).isNull();
    assertThat(room.frame(1).width()).isNull();
    assertThat(room.frame(1).pictureRemovedAfterDays()).isEqualTo(30);
    assertThat(room.frame(2).pictureRemovedAfterDays()).isNull();
  }

  @Test
  void aPictureWhoseFileIsLostIsNotPromised() {
    room.step(1, 7, "wait", Map.of("duration", 1), "");
    room.pictures.prune(room.tasks.pictures(FilmRoom.SESSION), name -> false);
    assertThat(room.frame(1).screenshotUrl()).isNull();
    assertThat(room.frame(1).pictureRemovedAfterDays()).isNull();
  }

  @Test
  void theTaskOfAnotherDesktopIsNotFound() {
    assertThatThrownBy(() -> room.films.of("sess_b", FilmRoom.TASK))
        .isInstanceOf(UnknownTask.class);
    assertThatThrownBy(() -> room.films.of(FilmRoom.SESSION, "task_b"))
        .isInstanceOf(UnknownTask.class);
  }
}
