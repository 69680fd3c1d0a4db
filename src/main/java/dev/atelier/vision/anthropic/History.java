package dev.atelier.vision.anthropic;

import dev.atelier.vision.wire.Tokens;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The exchange so far. Only ever grows at its end, so that the model's cache and its thinking stay
 * valid, except that old pictures are taken out many at once. Used by one thread.
 */
final class History {
  private static final int PICTURES_KEPT = 3;
  private static final int MOST_PICTURES = PICTURES_KEPT + 24;

  /** Above so many pictures, the API takes none with a longer side. */
  private static final int MOST_LARGE_PICTURES = 20;

  private static final int LARGE = 2000;

  /** The API takes 32 MB in one request; what is told after this check has to fit too. */
  private static final long MOST_BASE64 = 20_000_000;

  private static final Words TAKEN_OUT = new Words("(An old picture of the screen was here.)");

  private final String system;
  private final List<Turn> turns = new ArrayList<>();
  private boolean pruned;

  History(String system) {
    this.system = system;
  }

  void add(Answer answer) {
    turns.add(new Turn.FromModel(answer));
  }

  /**
   * Tells the model something.
   *
   * @param shown the picture that the model takes for the present screen; it is never taken out
   */
  void add(Turn.FromUs told, Picture shown) {
    turns.add(told);
    List<Picture> pictures = pictures();
    if (areTooMany(pictures)) {
      Set<Picture> kept = Collections.newSetFromMap(new IdentityHashMap<>());
      kept.addAll(pictures.subList(pictures.size() - PICTURES_KEPT, pictures.size()));
      kept.add(shown);
      turns.replaceAll(turn -> turn instanceof Turn.FromUs us ? without(us, kept) : turn);
      pruned = true;
    }
  }

  /** Adds to what the model was told last. */
  void addToLast(Words words) {
    int last = turns.size() - 1;
    turns.set(last, ((Turn.FromUs) turns.get(last)).with(words));
  }

  private static boolean areTooMany(List<Picture> pictures) {
    boolean large = pictures.stream().anyMatch(History::isLarge);
    return pictures.size() > (large ? MOST_LARGE_PICTURES : MOST_PICTURES)
        || pictures.stream().mapToLong(picture -> picture.base64().length()).sum() > MOST_BASE64;
  }

  private static boolean isLarge(Picture picture) {
    return Math.max(picture.width(), picture.height()) > LARGE;
  }

  private List<Picture> pictures() {
    return turns.stream()
        .filter(Turn.FromUs.class::isInstance)
        .flatMap(turn -> ((Turn.FromUs) turn).pictures().stream())
        .toList();
  }

  private static Turn without(Turn.FromUs turn, Set<Picture> kept) {
    return new Turn.FromUs(
        turn.results().stream()
            .map(result -> new Result(result.use(), result.error(), without(result.blocks(), kept)))
            .toList(),
        without(turn.blocks(), kept));
  }

  private static List<Block> without(List<Block> blocks, Set<Picture> kept) {
    return blocks.stream()
        .map(block -> block instanceof Picture && !kept.contains(block) ? TAKEN_OUT : block)
        .toList();
  }

  /** Whether anything was ever taken out. */
  boolean isPruned() {
    return pruned;
  }

  /** What the model said, in order. */
  List<Answer> answers() {
    return turns.stream()
        .filter(Turn.FromModel.class::isInstance)
        .map(turn -> ((Turn.FromModel) turn).answer())
        .toList();
  }

  /** What it costs at most to send. */
  long tokens() {
    return Tokens.atMost(system)
        + turns.stream().mapToLong(turn -> Tokens.AROUND_A_MESSAGE + turn.tokens()).sum();
  }

  List<ChatMessage> asMessages() {
    List<ChatMessage> messages = new ArrayList<>();
    messages.add(SystemMessage.from(system));
    turns.forEach(turn -> messages.addAll(turn.asMessages()));
    return messages;
  }
}
