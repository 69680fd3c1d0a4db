package dev.atelier.egress;

import dev.atelier.desktop.EgressDenial;
import dev.atelier.desktop.EgressRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What desktops may reach and were refused, kept in lists. For one thread. */
final class EgressInMemory implements EgressRepository {
  private final Map<String, EgressRule> rules = new HashMap<>();
  private final List<Refusal> refusals = new ArrayList<>();

  @Override
  public Optional<EgressRule> find(String sessionId) {
    return Optional.ofNullable(rules.get(sessionId));
  }

  @Override
  public Optional<EgressRule> lock(String sessionId) {
    return find(sessionId);
  }

  @Override
  public void save(String sessionId, EgressRule rule) {
    rules.put(sessionId, rule);
  }

  @Override
  public void inherit(String sessionId, String snapshotId) {
    find(snapshotId).ifPresent(rule -> save(sessionId, rule));
  }

  @Override
  public List<Refusal> refusals(String sessionId, int most) {
    return refusals.stream()
        .filter(each -> each.sessionId().equals(sessionId))
        .sorted(Comparator.comparing(Refusal::lastAt).reversed())
        .limit(most)
        .toList();
  }

  @Override
  public Optional<Refusal> refusal(String sessionId, EgressDenial denial) {
    return refusals.stream()
        .filter(
            each ->
                each.sessionId().equals(sessionId)
                    && each.host().equals(denial.host())
                    && each.port() == denial.port()
                    && each.reason().equals(denial.reason()))
        .findFirst();
  }

  @Override
  public int count(String sessionId) {
    return refusals(sessionId, Integer.MAX_VALUE).size();
  }

  @Override
  public void keep(Refusal refusal) {
    refusals.removeIf(
        each ->
            each.sessionId().equals(refusal.sessionId())
                && each.host().equals(refusal.host())
                && each.port() == refusal.port()
                && each.reason().equals(refusal.reason()));
    refusals.add(refusal);
  }

  @Override
  public long lastLine(String boot) {
    return refusals.stream()
        .filter(each -> each.boot().equals(boot))
        .mapToLong(Refusal::line)
        .max()
        .orElse(0);
  }

  @Override
  public void forgetRefusals(Instant before) {
    refusals.removeIf(each -> each.lastAt().isBefore(before));
  }
}
