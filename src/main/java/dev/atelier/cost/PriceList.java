package dev.atelier.cost;

import dev.atelier.MadeAtStart;
import dev.atelier.vision.UnknownPrice;
import dev.atelier.vision.Usage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What each model costs: the shipped list with its date, and what the operator adds or corrects.
 * Thread-safe.
 */
@ApplicationScoped
public class PriceList implements MadeAtStart {
  private static final String SHIPPED = "prices.txt";

  /** The day at the end of a model's name, which does not change its price. */
  private static final Pattern RELEASE = Pattern.compile("-(\\d{8}|\\d{4}-\\d{2}-\\d{2})$");

  /** By model, then by the size of the prompt from which on a price holds. */
  private final Map<String, NavigableMap<Long, Price>> prices = new HashMap<>();

  private final boolean allowsUnknown;

  /**
   * @param more {@code backend/model=input/output/cache read/cache write}, separated by commas
   * @param unknown {@code allow} to let models without a price work as if they were free
   * @throws IllegalArgumentException when a price cannot be read
   */
  @Inject
  PriceList(
      @ConfigProperty(name = "MODEL_PRICES") Optional<String> more,
      @ConfigProperty(name = "PRICE_UNKNOWN_MODEL") Optional<String> unknown) {
    shipped().forEach(this::add);
    more.stream()
        .flatMap(lines -> List.of(lines.split(",")).stream())
        .filter(line -> !line.isBlank())
        .forEach(this::correct);
    allowsUnknown = unknown.filter(word -> word.strip().equalsIgnoreCase("allow")).isPresent();
  }

  /** For CDI's proxy only. */
  protected PriceList() {
    allowsUnknown = false;
  }

  private static List<String> shipped() {
    try (InputStream list = PriceList.class.getResourceAsStream(SHIPPED)) {
      return new String(list.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .toList();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void correct(String line) {
    try {
      prices.remove(model(line));
      add(line);
    } catch (IllegalArgumentException wrong) {
      throw new IllegalArgumentException("MODEL_PRICES: " + wrong.getMessage(), wrong);
    }
  }

  private static String model(String line) {
    return line.split("=", 2)[0].split(">", 2)[0].strip();
  }

  /** {@code backend/model = price}, or {@code backend/model > tokens = price}. */
  private void add(String line) {
    String[] sides = line.split("=", 2);
    if (sides.length < 2 || !sides[0].contains("/")) {
      throw new IllegalArgumentException("“" + line.strip() + "” is not backend/model=price");
    }
    String[] name = sides[0].split(">", 2);
    long above = name.length > 1 ? Long.parseLong(name[1].strip()) + 1 : 0;
    prices
        .computeIfAbsent(model(line), unknown -> new TreeMap<>())
        .put(above, Price.read(sides[1]));
  }

  /**
   * What a call costs that takes this much.
   *
   * @throws UnknownPrice when nobody said, and unknown prices are not allowed
   */
  BigDecimal usd(String backend, String model, Usage usage) {
    long prompt = usage.input() + usage.cacheRead() + usage.cacheWrite();
    return tiers(backend, model).floorEntry(prompt).getValue().of(usage);
  }

  private NavigableMap<Long, Price> tiers(String backend, String model) {
    String undated = RELEASE.matcher(model).replaceFirst("");
    for (String name : List.of(model, undated, "*")) {
      NavigableMap<Long, Price> tiers = prices.get(backend + "/" + name);
      if (tiers != null) {
        return tiers;
      }
    }
    if (allowsUnknown) {
      return new TreeMap<>(Map.of(0L, Price.FREE));
    }
    throw new UnknownPrice(
        "what the model “%s” costs is not known, so it is not used: set MODEL_PRICES=%s/%s=input/output/cache read/cache write (US dollars per million tokens), or PRICE_UNKNOWN_MODEL=allow"
            .formatted(model, backend, model));
  }
}
