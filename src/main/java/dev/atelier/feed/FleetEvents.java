package dev.atelier.feed;

import dev.atelier.Caller;
import dev.atelier.stream.EventStream.ServerEvent;
import dev.atelier.stream.EventStream.Source;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one client is told: what changed after the change it names, or how all stands when it names
 * none that is still known. What changed several times is told once, as it stands. Used by one
 * thread at a time.
 */
final class FleetEvents implements Source {
  private static final int PAGE = 200;

  /** Whatever a client knows and is not told after this is gone, or at work no more. */
  private static final ServerEvent WHOLE = new ServerEvent("fleet", "", "{\"whole\":true}");

  private final ChangeLog log;
  private final FleetState state;
  private final Caller caller;
  private final URI base;
  private Optional<Long> told;

  FleetEvents(ChangeLog log, FleetState state, Caller caller, URI base, String lastEventId) {
    this.log = log;
    this.state = state;
    this.caller = caller;
    this.base = base;
    this.told = log.numberOf(lastEventId);
  }

  @Override
  public List<ServerEvent> next() {
    while (true) {
      Optional<List<Change>> page = told.flatMap(number -> log.after(number, PAGE));
      if (page.isEmpty()) {
        return all();
      }
      if (page.get().isEmpty()) {
        return List.of();
      }
      List<ServerEvent> events = events(page.get());
      if (!events.isEmpty()) {
        return events;
      }
    }
  }

  /** Only the last of them has an id: who hears a part of it is told all of it again. */
  private List<ServerEvent> all() {
    // What changes meanwhile is told after it.
    long from = log.last();
    List<ServerEvent> all = new ArrayList<>();
    all.add(WHOLE);
    all.addAll(state.all(caller, base));
    int end = all.size() - 1;
    all.set(end, numbered(all.get(end), from));
    told = Optional.of(from);
    return all;
  }

  private List<ServerEvent> events(List<Change> page) {
    List<ServerEvent> events = new ArrayList<>();
    for (int n = 0; n < page.size(); n++) {
      Change change = page.get(n);
      boolean mine = change.sessionId().isEmpty() || caller.sees(change.sessionId());
      if (mine && page.subList(n + 1, page.size()).stream().noneMatch(change::repeats)) {
        state
            .of(change, caller, base)
            .ifPresent(event -> events.add(numbered(event, change.number())));
      }
    }
    told = Optional.of(page.get(page.size() - 1).number());
    return events;
  }

  private ServerEvent numbered(ServerEvent event, long number) {
    return new ServerEvent(event.name(), log.idOf(number), event.data());
  }

  /** The fleet goes on. */
  @Override
  public boolean ended() {
    return false;
  }
}
