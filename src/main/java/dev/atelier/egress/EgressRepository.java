package dev.atelier.egress;

import dev.atelier.desktop.EgressDenial;
import dev.atelier.desktop.EgressRule;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps what desktops may reach and were refused. Takes part in the caller's transaction. */
public interface EgressRepository {
  /** What was said of that desktop; empty when nothing was. */
  Optional<EgressRule> find(String sessionId);

  /** As {@link #find}, so that of two changes at once none is lost. */
  Optional<EgressRule> lock(String sessionId);

  void save(String sessionId, EgressRule rule);

  /** Gives a desktop the rule of the one whose snapshot it is made from, if that has one. */
  void inherit(String sessionId, String snapshotId);

  /** What that desktop was refused, newest first. */
  List<Refusal> refusals(String sessionId, int most);

  Optional<Refusal> refusal(String sessionId, EgressDenial denial);

  /** How many kinds of refusals are kept of a desktop. */
  int count(String sessionId);

  /** Adds a refusal, or writes what changed of it. */
  void keep(Refusal refusal);

  /** The last line of a run of the proxy that is kept; 0 when there is none. */
  long lastLine(String boot);

  /** Forgets refusals that were last met before. */
  void forgetRefusals(Instant before);
}
