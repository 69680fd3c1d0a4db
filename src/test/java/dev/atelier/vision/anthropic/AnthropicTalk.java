package dev.atelier.vision.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import dev.atelier.Secret;
import dev.atelier.desktop.Action;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.Size;
import dev.atelier.vision.Assignment;
import dev.atelier.vision.Conversation;
import dev.atelier.vision.Decision;
import dev.atelier.vision.Eyes;
import dev.atelier.vision.FakeSpending;
import dev.atelier.vision.Goal;
import dev.atelier.vision.Observation;
import dev.atelier.vision.SystemPrompt;
import dev.atelier.vision.wire.Patience;
import dev.atelier.vision.wire.PatientHttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A conversation with the API of the test, whose desktop does what it is told. */
final class AnthropicTalk {
  static final Patience LITTLE =
      new Patience(Duration.ofSeconds(10), 3, Duration.ofSeconds(1), Duration.ofMillis(1));

  private final AnthropicApi api;
  final FakeSpending spending = new FakeSpending();
  private String model = "claude-sonnet-5-5";
  private Patience patience = LITTLE;
  private Size size = new Size(1280, 720);
  private List<String> askBefore = List.of();
  private Optional<String> key = Optional.of(AnthropicApi.KEY);
  private Optional<String> tool = Optional.empty();
  private Optional<String> beta = Optional.empty();
  private Conversation conversation;
  private int colour = 1;

  AnthropicTalk(AnthropicApi api) {
    this.api = api;
  }

  AnthropicTalk model(String name) {
    model = name;
    return this;
  }

  AnthropicTalk patience(Patience limits) {
    patience = limits;
    return this;
  }

  AnthropicTalk screen(int width, int height) {
    size = new Size(width, height);
    return this;
  }

  AnthropicTalk askBefore(String... acts) {
    askBefore = List.of(acts);
    return this;
  }

  AnthropicTalk key(Optional<String> value) {
    key = value;
    return this;
  }

  AnthropicTalk tool(String type, String header) {
    tool = Optional.of(type);
    beta = Optional.of(header);
    return this;
  }

  AnthropicBackend backend() {
    return new AnthropicBackend(
        new SystemPrompt(Optional.empty()),
        new PatientHttpClient("Anthropic", patience, () -> Instant.EPOCH),
        key.map(Secret::of),
        Optional.of(api.address()),
        model,
        tool,
        beta,
        4096);
  }

  Conversation conversation() {
    if (conversation == null) {
      conversation =
          backend()
              .begin(
                  new Assignment(Goal.of("Open the mail"), size, askBefore, List.of(), spending));
    }
    return conversation;
  }

  Decision first() throws InterruptedException {
    return conversation().decide(seen(screen(colour), List.of()));
  }

  List<Action> firstActions() throws InterruptedException {
    return ((Decision.Act) first()).actions();
  }

  /** Decides after these outcomes, on a screen that has changed. */
  Decision after(Observation.Outcome... outcomes) throws InterruptedException {
    return conversation().decide(seen(screen(++colour), Arrays.asList(outcomes)));
  }

  /** Decides after all actions went well, on a screen that has not changed. */
  Decision afterNothingChanged(Observation.Outcome... outcomes) throws InterruptedException {
    return conversation().decide(seen(screen(colour), Arrays.asList(outcomes)));
  }

  Observation seen(Screenshot screen, List<Observation.Outcome> outcomes) {
    return new Observation(
        1, screen, new Point(0, 0), outcomes, Optional.empty(), List.of(), new NoEyes());
  }

  /** What the last request says last, without its cache mark. */
  JsonNode told() {
    JsonNode messages = api.lastRequest().path("messages");
    return messages.get(messages.size() - 1).path("content");
  }

  static Observation.Outcome went(Action action) {
    return new Observation.Outcome(action, true, "did it", Optional.empty());
  }

  static Observation.Outcome failed(Action action, String why) {
    return new Observation.Outcome(action, false, why, Optional.empty());
  }

  /** A screen of one colour. */
  Screenshot screen(int rgb) {
    int[] pixels = new int[size.width() * size.height()];
    Arrays.fill(pixels, rgb);
    return new Screenshot(size.width(), size.height(), pixels);
  }

  /** A screen of which nothing can be left out, as of a photo. */
  Screenshot noise(long seed) {
    Random random = new Random(seed);
    int[] pixels = new int[size.width() * size.height()];
    Arrays.setAll(pixels, at -> random.nextInt(1 << 24));
    return new Screenshot(size.width(), size.height(), pixels);
  }

  private static final class NoEyes implements Eyes {
    @Override
    public Screenshot settled() {
      throw new AssertionError("nobody looks again");
    }

    @Override
    public Screenshot changedSince(Screenshot known, Duration limit) {
      throw new AssertionError("nobody looks again");
    }
  }
}
