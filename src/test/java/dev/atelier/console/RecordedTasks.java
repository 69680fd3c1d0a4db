package dev.atelier.console;

import dev.atelier.audit.AuditSamples;
import dev.atelier.control.ControlChanged;
import dev.atelier.desktop.Screenshot;
import dev.atelier.storage.RecordOnDisk;
import dev.atelier.task.SampleTasks;
import dev.atelier.task.Step;
import dev.atelier.task.Task;
import dev.atelier.task.TaskStatus;
import dev.atelier.vision.Goal;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;

/** What a desktop did before: tasks with everything that a replay may have to show. */
final class RecordedTasks {
  static final String DESKTOP = "sess_recorded";
  static final String ACCOUNT = "task_account";
  static final String LONG = "task_long";
  static final String OLD = "task_old";

  private static final BigDecimal CENT = new BigDecimal("0.01");
  private static final String GOAL =
      "Create an account for Marguerite Duval with the data of the staff list, ask Anna for the code"
          + " <img src=x onerror=\"window.planted=1\"><script>window.planted=1</script> and tell me"
          + " the customer number; if the page asks for anything that is not on the list, leave it"
          + " empty, and do not subscribe to any newsletter";

  private final RecordOnDisk record;
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  private RecordedTasks(Path data) {
    this.record = new RecordOnDisk(data);
  }

  static String address(String task) {
    return "replay/" + DESKTOP + "/" + task;
  }

  static void write(Path data) throws IOException {
    RecordedTasks tasks = new RecordedTasks(data);
    tasks.record.stoppedDesktop(DESKTOP, "Accounts", tasks.now.minus(Duration.ofDays(100)));
    tasks.account();
    tasks.longOne();
    tasks.oldOne();
  }

  /** Clicks, words, a person in between, and an end. */
  private void account() throws IOException {
    Instant begin = now.minus(Duration.ofMinutes(10));
    begin(ACCOUNT, GOAL, begin);
    String form = record.pictures().store(sample("form"));
    click(ACCOUNT, 1, begin.plusSeconds(5), form, 594, 274, "click “Last name”");
    act(
        ACCOUNT,
        2,
        begin.plusSeconds(8),
        form,
        "type",
        Map.of("text", "Duval"),
        "fill in the name");
    act(
        ACCOUNT,
        3,
        begin.plusSeconds(11),
        form,
        "left_click_drag",
        Map.of("start_coordinate", List.of(71, 478), "coordinate", List.of(155, 478)),
        "mark the date of birth, to compare it with the list");
    drive(begin.plusSeconds(20), "control.taken", 7, Map.of());
    drive(
        begin.plusSeconds(140),
        "control.handed_back",
        8,
        Map.of("note", "typed the code from my phone"));
    click(ACCOUNT, 4, begin.plusSeconds(150), form, 132, 600, "click “Create account”");
    String done = record.pictures().store(sample("article"));
    says(ACCOUNT, 5, begin.plusSeconds(160), done, "the customer number is 4711");
    end(ACCOUNT, begin.plusSeconds(161), "the customer number is 4711");
  }

  private void longOne() {
    Instant begin = now.minus(Duration.ofHours(2));
    begin(LONG, "look at two hundred pages", begin);
    for (int n = 1; n <= 200; n++) {
      int[] pixels = new int[320 * 200];
      pixels[n] = 0xB4532F;
      String picture = record.pictures().store(new Screenshot(320, 200, pixels));
      click(
          LONG, n, begin.plusSeconds(n), picture, 40 + n, 100, "next page, the " + n + ". of them");
    }
    end(LONG, begin.plusSeconds(300), "seen");
  }

  private void oldOne() {
    Instant begin = now.minus(Duration.ofDays(40));
    begin(OLD, "pay the bill", begin);
    click(OLD, 1, begin.plusSeconds(5), "0".repeat(32), 300, 200, "click “Pay”");
    record
        .tasks()
        .pictureRemoved("0".repeat(32), begin.plusSeconds(6), begin.plus(Duration.ofDays(32)));
    end(OLD, begin.plusSeconds(9), "paid");
  }

  private void begin(String id, String goal, Instant at) {
    Task sample = SampleTasks.running(id, DESKTOP, at);
    record
        .tasks()
        .add(
            new Task(
                id,
                DESKTOP,
                new Goal(goal, ""),
                List.of(),
                "anthropic",
                "claude",
                TaskStatus.RUNNING,
                300,
                Optional.empty(),
                0,
                BigDecimal.ZERO,
                "",
                "",
                sample.startedAt(),
                Optional.empty()));
  }

  private void click(
      String task, int number, Instant at, String picture, int x, int y, String why) {
    act(task, number, at, picture, "left_click", Map.of("coordinate", List.of(x, y)), why);
  }

  private void act(
      String task,
      int number,
      Instant at,
      String picture,
      String verb,
      Map<String, Object> parameters,
      String why) {
    step(task, number, at, picture, Optional.of(verb), parameters, "done", why);
  }

  private void says(String task, int number, Instant at, String picture, String words) {
    step(task, number, at, picture, Optional.empty(), Map.of(), "", words);
  }

  private void step(
      String task,
      int number,
      Instant at,
      String picture,
      Optional<String> verb,
      Map<String, Object> parameters,
      String result,
      String text) {
    record
        .tasks()
        .append(
            new Step(
                task,
                number,
                verb,
                parameters,
                result,
                text,
                CENT,
                CENT.multiply(BigDecimal.valueOf(number)),
                at,
                Duration.ofMillis(300),
                Optional.of(picture),
                Optional.of("anthropic")));
  }

  private void drive(Instant at, String type, long epoch, Map<String, Object> detail) {
    AuditSamples.write(
        record.audit(),
        Clock.fixed(at, ZoneOffset.UTC),
        new ControlChanged(DESKTOP, type, "Anna", epoch, Optional.of(ACCOUNT), detail));
  }

  private void end(String id, Instant at, String answer) {
    Task task = record.tasks().find(id).orElseThrow();
    List<Step> steps = record.tasks().stepsAfter(id, 0, Integer.MAX_VALUE);
    record
        .tasks()
        .update(
            new Task(
                id,
                DESKTOP,
                task.goal(),
                List.of(),
                task.backend(),
                task.model(),
                TaskStatus.COMPLETED,
                task.maxSteps(),
                Optional.empty(),
                steps.size(),
                CENT.multiply(BigDecimal.valueOf(steps.size())),
                answer,
                "",
                task.startedAt(),
                Optional.of(at)));
  }

  private static Screenshot sample(String name) throws IOException {
    BufferedImage image =
        ImageIO.read(RecordedTasks.class.getResource("/dev/atelier/ocr/" + name + ".png"));
    int width = image.getWidth();
    int height = image.getHeight();
    return new Screenshot(width, height, image.getRGB(0, 0, width, height, null, 0, width));
  }
}
