package dev.atelier.storage;

import java.util.UUID;

class H2MemoryTest extends StorageContract {
  @Override
  Transactions database() {
    return new Transactions(
        "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "atelier", "atelier");
  }
}
