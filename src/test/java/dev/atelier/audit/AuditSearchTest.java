package dev.atelier.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.audit.AuditRepository.Portion;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What a search tells of what it does not show. */
class AuditSearchTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final AuditPlace STRANGERS = new AuditPlace(NOON, "sess_strange", 41);

  /** Finds nothing, and comes as far as an entry of somebody else. */
  private static AuditRepository slow() {
    return answering(portion -> Optional.of(STRANGERS));
  }

  /** Finds nothing in a portion of that size, and says where the rest is. */
  private static AuditRepository answering(IntFunction<Optional<AuditPlace>> rest) {
    return (AuditRepository)
        Proxy.newProxyInstance(
            AuditSearchTest.class.getClassLoader(),
            new Class<?>[] {AuditRepository.class},
            (proxy, method, arguments) ->
                new Portion(List.of(), rest.apply((Integer) arguments[3])));
  }

  private static AuditFilter filter(Optional<String> desktop) {
    Caller ada = new Caller("ada", Role.VIEWER, Optional.of(Set.of("sess_hers")));
    return AuditFilter.of(ada).on(desktop);
  }

  @Test
  void whereItGoesOnNamesNoDesktopOfOthers() {
    AuditPage page = new AuditSearch(slow()).find(filter(Optional.empty()), AuditPlace.FIRST, 10);
    assertThat(page.next()).contains(new AuditPlace(NOON.plusMillis(1), "", 0));
  }

  @Test
  void aDesktopOfOthersIsNotLookedThrough() {
    AuditPage page =
        new AuditSearch(slow()).find(filter(Optional.of("sess_strange")), AuditPlace.FIRST, 10);
    assertThat(page.next()).isEmpty();
  }

  @Test
  void itLooksNoFurtherAtOnceThanItMustAndFurtherWhenItFindsNothing() {
    List<Integer> sizes = new ArrayList<>();
    AuditRepository empty =
        answering(
            size -> {
              sizes.add(size);
              return Optional.of(STRANGERS).filter(place -> sizes.size() < 5);
            });
    new AuditSearch(empty).findAll(filter(Optional.empty()), AuditPlace.FIRST, 200);
    assertThat(sizes).containsExactly(200, 800, 3200, 12_800, 20_000);
  }
}
