package dev.atelier.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.desktop.FakeRuntime;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CapacityTest {
  @Test
  void asMuchIsFreeAsWhereADesktopWouldBeMade() {
    FakeRuntime near = new FakeRuntime("near").free(2000);
    FakeRuntime far = new FakeRuntime("far").free(9000);
    try (SessionsInMemory room = new SessionsInMemory(near, far)) {
      Capacity capacity = new Capacity(room.runtimes());
      assertThat(capacity.room(Optional.empty()))
          .isEqualTo(new Capacity.Room(true, OptionalLong.of(9000)));
      assertThat(capacity.room(Optional.of("nowhere")))
          .isEqualTo(new Capacity.Room(false, OptionalLong.empty()));
    }
  }
}
