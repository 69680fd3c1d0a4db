package dev.atelier.vision.recipe;

import dev.atelier.desktop.Screenshot;
import dev.atelier.desktop.Size;
import dev.atelier.vision.StepWriter.Deed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was on the screen at each deed: of one picture at a time all of it, of those before their
 * sizes and fingerprints. Used by one thread.
 */
final class Sights {
  private final List<Deed> deeds;
  private final Map<Integer, Optional<Known>> known = new HashMap<>();
  private int present = -1;
  private Optional<Screenshot> picture = Optional.empty();

  /** What is kept of every picture. */
  private record Known(Size size, String fingerprint) {}

  Sights(List<Deed> deeds) {
    this.deeds = deeds;
  }

  Optional<Screenshot> at(int place) {
    if (place != present) {
      picture = Optional.empty();
      picture = deeds.get(place).picture().get();
      present = place;
      known.put(
          place,
          picture.map(
              seen -> new Known(new Size(seen.width(), seen.height()), seen.fingerprint())));
    }
    return picture;
  }

  Optional<Size> sizeAt(int place) {
    return knownAt(place).map(Known::size);
  }

  Optional<String> fingerprintAt(int place) {
    return knownAt(place).map(Known::fingerprint);
  }

  private Optional<Known> knownAt(int place) {
    if (!known.containsKey(place)) {
      var unused = at(place);
    }
    return known.get(place);
  }
}
