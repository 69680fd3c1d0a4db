package dev.atelier.storage;

import dev.atelier.cost.CapRepository;
import dev.atelier.cost.LedgerRepository;
import dev.atelier.cost.SpendingRepository;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.Jdbi;

/** Books in a database of their own, for tests of other rooms. Thread-safe. */
public final class LedgerOnH2 {
  private final Transactions database =
      new Transactions("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "a", "a");
  private final Jdbi jdbi = Database.migrated(database);
  private final LedgerRepository repository = new JdbiLedgerRepository(jdbi);

  public LedgerRepository repository() {
    return repository;
  }

  public SpendingRepository spending() {
    return new JdbiSpendingRepository(jdbi);
  }

  public CapRepository caps() {
    return new JdbiCapRepository(jdbi);
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
