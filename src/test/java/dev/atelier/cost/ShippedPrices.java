package dev.atelier.cost;

import dev.atelier.vision.Usage;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The shipped price list, for tests and measurements of other rooms. */
public final class ShippedPrices {
  private final PriceList list = new PriceList(Optional.empty(), Optional.empty());

  /** The models of a backend that the list names, in its order. */
  public List<String> models(String backend) {
    try (InputStream shipped = PriceList.class.getResourceAsStream("prices.txt")) {
      return new String(shipped.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(backend + "/"))
          .map(line -> line.substring(backend.length() + 1).split("[ >=]", 2)[0])
          .distinct()
          .toList();
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** What a call costs that takes this much. */
  public BigDecimal usd(String backend, String model, Usage usage) {
    return list.usd(backend, model, usage);
  }
}
