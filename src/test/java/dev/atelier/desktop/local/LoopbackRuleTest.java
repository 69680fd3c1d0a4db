package dev.atelier.desktop.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackRuleTest {

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", " 127.1.2.3 ", "::1", "[::1]", "localhost", "LOCALHOST"})
  void aServerForThisMachineAloneMayHaveLocalDesktops(String bind) {
    assertThat(new LoopbackRule(bind, false).objection()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "::",
        "",
        "192.168.1.4",
        "fe80::1",
        "desk.example",
        "127.0.0.1.example"
      })
  void oneThatOthersCanReachMayNot(String bind) {
    assertThat(new LoopbackRule(bind, false).objection())
        .hasValueSatisfying(
            why ->
                assertThat(why)
                    .contains("ATELIER_BIND=127.0.0.1")
                    .contains("ATELIER_ALLOW_LOCAL_REMOTE=true"));
  }

  @Test
  void unlessItsOwnerSaysSo() {
    assertThat(new LoopbackRule("0.0.0.0", true).objection()).isEmpty();
  }
}
