package dev.atelier.storage;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** What the repositories promise on every database. */
@Timeout(60)
abstract class StorageContract
    implements SessionStorageContract,
        TaskStorageContract,
        StepStorageContract,
        AuditStorageContract,
        SnapshotStorageContract,
        IdentityStorageContract,
        EgressStorageContract,
        WebhookStorageContract,
        LibraryStorageContract,
        SecretStorageContract,
        SpendingStorageContract {
  private Transactions transactions;
  private Jdbi jdbi;

  /** An empty database. */
  abstract Transactions database() throws Exception;

  @Override
  public Jdbi jdbi() {
    return jdbi;
  }

  @Override
  public Transactions transactions() {
    return transactions;
  }

  @BeforeEach
  void migrate() throws Exception {
    transactions = database();
    jdbi = Database.migrated(transactions);
  }
}
