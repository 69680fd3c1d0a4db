package dev.atelier.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SoleUseTest {
  private static final Duration MOMENT = Duration.ofMillis(1);

  @Test
  void aServerThatIsJustEndingIsWaitedFor() throws SQLException {
    AtomicInteger tries = new AtomicInteger();
    SoleUse.await(() -> tries.incrementAndGet() == 3, Duration.ofSeconds(10), MOMENT);
    assertThat(tries).hasValue(3);
  }

  @Test
  void aSecondServerDoesNotStart() {
    assertThatThrownBy(() -> SoleUse.await(() -> false, Duration.ofMillis(5), MOMENT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another Atelier OS server works on the database of DB_URL");
  }

  @Test
  void aDatabaseThatIsAwayIsNotTakenForAnotherServer() {
    assertThatThrownBy(
            () ->
                SoleUse.await(
                    () -> {
                      throw new SQLException("the database is away");
                    },
                    Duration.ofSeconds(10),
                    MOMENT))
        .hasMessage("the database is away");
  }
}
