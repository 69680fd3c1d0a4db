package dev.atelier.vision.grounding;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Something on a picture that was given a label.
 *
 * @param label as it was given: what a text reads, or how an icon looks
 */
record Labelled(String label, boolean icon, Ratio middle) {
  private static final Set<String> MEAN_NOTHING =
      Set.of("the", "a", "an", "of", "icon", "button", "symbol", "link");
  private static final Set<String> TURN_ROUND =
      Set.of("no", "not", "dont", "never", "without", "cannot");

  /** From {@code {"type": "icon", "bbox": [x1, y1, x2, y2], "content": "…"}}; empty for others. */
  static Optional<Labelled> of(JsonNode item) {
    JsonNode box = item.path("bbox");
    if (box.size() != 4 || !item.path("content").isTextual()) {
      return Optional.empty();
    }
    Optional<Ratio> from = Ratio.of(box.get(0), box.get(1));
    Optional<Ratio> to = Ratio.of(box.get(2), box.get(3));
    return from.isPresent() && to.isPresent()
        ? Optional.of(
            new Labelled(
                item.path("content").textValue().strip(),
                item.path("type").asText("").equals("icon"),
                between(from.get(), to.get())))
        : Optional.empty();
  }

  private static Ratio between(Ratio from, Ratio to) {
    return new Ratio((from.x() + to.x()) / 2, (from.y() + to.y()) / 2);
  }

  /**
   * The one that fits the description with as few other words as possible; empty where there is
   * none, or more than one.
   */
  static Optional<Labelled> nearest(String description, List<Labelled> all) {
    Set<String> wanted = words(description);
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    List<Labelled> fitting =
        all.stream()
            .filter(one -> one.fits(wanted))
            .sorted(Comparator.comparing(one -> one.words().size()))
            .toList();
    boolean ambiguous =
        fitting.size() > 1 && fitting.get(0).words().size() == fitting.get(1).words().size();
    return ambiguous ? Optional.empty() : fitting.stream().findFirst();
  }

  /**
   * What a text reads must be what was asked for: “Save” is not “Don't save”. The label of an icon
   * describes it, and may say more than a person would.
   */
  private boolean fits(Set<String> wanted) {
    Set<String> words = words();
    return words.equals(wanted)
        || (icon && words.containsAll(wanted) && Collections.disjoint(words, TURN_ROUND));
  }

  private Set<String> words() {
    return words(label);
  }

  private static Set<String> words(String text) {
    String plain = text.toLowerCase(Locale.ROOT).replaceAll("['’]", "");
    return Arrays.stream(plain.split("[^\\p{L}\\p{N}]+", -1))
        .filter(word -> !word.isEmpty() && !MEAN_NOTHING.contains(word))
        .collect(Collectors.toUnmodifiableSet());
  }
}
