package dev.atelier.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterTest {

  @Test
  void aNumberWithinItsRangeIsRead() {
    assertThat(Parameter.whole("limit", "500", 1, 500, 50)).isEqualTo(500);
    assertThat(Parameter.whole("limit", null, 1, 500, 50)).isEqualTo(50);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "501", "abc", "1.5", "99999999999", " 5"})
  void anythingElseIsRefusedByName(String text) {
    assertThatThrownBy(() -> Parameter.whole("limit", text, 1, 500, 50))
        .isInstanceOfSatisfying(
            InvalidField.class, wrong -> assertThat(wrong.field()).isEqualTo("limit"))
        .hasMessage("limit must be a whole number from 1 to 500");
  }
}
