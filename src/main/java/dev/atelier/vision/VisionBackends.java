package dev.atelier.vision;

import dev.atelier.Secret;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The backends that are there, the one a task gets when it names none, and those that take over
 * when it is down. Thread-safe.
 */
@ApplicationScoped
public class VisionBackends {
  private static final String WITHOUT_A_KEY = "recipe";
  private static final String WITH_A_KEY = "anthropic";

  private final Map<String, VisionBackend> byName = new TreeMap<>();
  private final VisionBackend chosen;
  private final List<VisionBackend> fallback;

  @Inject
  VisionBackends(
      @Any Instance<VisionBackend> backends,
      @ConfigProperty(name = "VISION_BACKEND") Optional<String> chosen,
      @ConfigProperty(name = "MODEL_BACKEND") Optional<String> sameByAnotherName,
      @ConfigProperty(name = "VISION_FALLBACK") Optional<String> fallback,
      @ConfigProperty(name = "ANTHROPIC_API_KEY") Optional<Secret> key) {
    this(
        backends.stream().toList(),
        said(chosen).or(() -> said(sameByAnotherName)),
        fallback,
        Secret.set(key).isPresent());
  }

  /**
   * Chooses.
   *
   * @param fallback names of backends, separated by commas
   * @param hasKey whether a key of the usual model is there, which then is the one chosen
   * @throws UnknownVisionBackend when none has a configured name
   */
  public VisionBackends(
      List<VisionBackend> backends,
      Optional<String> chosen,
      Optional<String> fallback,
      boolean hasKey) {
    for (VisionBackend backend : backends) {
      VisionBackend other = byName.putIfAbsent(backend.name(), backend);
      if (other != null) {
        throw new IllegalStateException(
            "two vision backends are called “" + backend.name() + "”: " + other + ", " + backend);
      }
    }
    this.chosen = named(said(chosen).orElse(hasKey ? WITH_A_KEY : WITHOUT_A_KEY));
    this.fallback =
        said(fallback).stream()
            .flatMap(names -> List.of(names.split(",")).stream())
            .filter(name -> !name.isBlank())
            .map(this::named)
            .toList();
  }

  /** For CDI's proxy only. */
  protected VisionBackends() {
    chosen = null;
    fallback = List.of();
  }

  private static Optional<String> said(Optional<String> setting) {
    return setting.map(String::strip).filter(value -> !value.isEmpty());
  }

  /** The configured backend. */
  public VisionBackend standard() {
    return chosen;
  }

  /** The names there are, without aliases. */
  public Set<String> names() {
    return byName.keySet();
  }

  /**
   * The backend of that name or alias.
   *
   * @throws UnknownVisionBackend with the names there are
   */
  public VisionBackend named(String name) {
    String wanted = name.strip().toLowerCase(Locale.ROOT);
    return byName.values().stream()
        .filter(backend -> backend.name().equals(wanted) || backend.aliases().contains(wanted))
        .findFirst()
        .orElseThrow(() -> new UnknownVisionBackend(wanted, byName.keySet()));
  }

  /** Begins work with a backend, with those of the fallback chain to take over from it. */
  public Conversation begin(VisionBackend first, Assignment assignment) {
    Set<VisionBackend> chain = new LinkedHashSet<>();
    chain.add(first);
    chain.addAll(fallback);
    return chain.size() == 1
        ? first.begin(assignment)
        : new FallbackConversation(assignment, new ArrayList<>(chain));
  }
}
