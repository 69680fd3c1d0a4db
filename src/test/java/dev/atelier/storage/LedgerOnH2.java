package dev.atelier.storage;

import dev.atelier.cost.LedgerRepository;
import java.util.UUID;
import java.util.concurrent.Callable;

/** Books in a database of their own, for tests of other rooms. Thread-safe. */
public final class LedgerOnH2 {
  private final Transactions database =
      new Transactions("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "a", "a");
  private final LedgerRepository repository = new JdbiLedgerRepository(Database.migrated(database));

  public LedgerRepository repository() {
    return repository;
  }

  /** Does the work in one transaction, which is undone when the work fails. */
  public <T> T within(Callable<T> work) {
    try {
      return database.within(work);
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
