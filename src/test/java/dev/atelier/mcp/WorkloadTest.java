package dev.atelier.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.Caller;
import dev.atelier.Credential;
import dev.atelier.Role;
import org.junit.jupiter.api.Test;

class WorkloadTest {
  private final Workload workload = new Workload();

  private static Caller with(String token) {
    return Caller.of("Ada", Role.OPERATOR).with(new Credential(Credential.Kind.TOKEN, token, ""));
  }

  @Test
  void nobodyHasMoreDoneAtOnceThanTheirShare() {
    for (int n = 0; n < Workload.MOST_OF_ONE; n++) {
      assertThat(workload.begins(with("one"))).isTrue();
    }
    assertThat(workload.begins(with("one"))).isFalse();
    assertThat(workload.begins(with("one"))).isFalse();
    assertThat(workload.begins(with("two"))).isTrue();
    workload.ends(with("one"));
    assertThat(workload.begins(with("one"))).isTrue();
    assertThat(workload.begins(with("one"))).isFalse();
  }
}
