package dev.atelier.cost;

import java.util.Map;
import java.util.Optional;

/** Keeps the caps that were set. Takes part in the caller's transaction. Thread-safe. */
public interface CapRepository {

  /** Those that are set. */
  Map<CapScope, SetCap> all();

  /** The same; none of them is changed by anybody else until the caller's transaction ends. */
  Map<CapScope, SetCap> hold();

  /** Sets a cap, or lets the one of the settings hold again. */
  void put(CapScope scope, Optional<SetCap> cap);
}
