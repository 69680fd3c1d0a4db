package dev.atelier.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.desktop.Look;
import dev.atelier.json.InvalidField;
import dev.atelier.json.JsonBody;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionFieldsTest {
  private static final Look SAGE = new Look("light", Optional.of("#4f7a57"));

  @Test
  void whoAsksForNoLookKeepsThePresentOne() {
    assertThat(wish("{}")).isEqualTo(LookWish.NONE);
    assertThat(wish("{\"theme\":null}")).isEqualTo(LookWish.NONE);
    assertThat(look("{}")).isEqualTo(SAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"terracotta", "light", "dark", "high-contrast"})
  void aThemeKeepsThePresentAccent(String theme) {
    assertThat(look("{\"theme\":\"" + theme + "\"}")).isEqualTo(new Look(theme, SAGE.accent()));
  }

  @Test
  void anAccentKeepsThePresentTheme() {
    assertThat(look("{\"accent\":\"#FF8800\"}"))
        .isEqualTo(new Look("light", Optional.of("#ff8800")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"\""})
  void noAccentIsTheThemesOwn(String none) {
    assertThat(look("{\"accent\":" + none + "}")).isEqualTo(new Look("light", Optional.empty()));
    assertThat(look("{\"theme\":\"dark\",\"accent\":" + none + "}"))
        .isEqualTo(new Look("dark", Optional.empty()));
  }

  @Test
  void anUnknownThemeIsRefusedWithTheNamesThereAre() {
    assertThatThrownBy(() -> look("{\"theme\":\"pink\"}"))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("terracotta, light, dark, high-contrast");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"red", "#fff", "4f7a57", "#4f7a5", "#4f7a577", "#4f7a5g", " ", "#4f7a57;rm"})
  void whatIsNoColourIsRefused(String text) {
    assertThatThrownBy(() -> look("{\"accent\":\"" + text + "\"}"))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("#b4532f");
  }

  private static Look look(String body) {
    return wish(body).on(SAGE);
  }

  private static LookWish wish(String body) {
    JsonBody json = JsonBody.parse(body);
    LookWish wish = SessionFields.look(json);
    json.refuseUnread();
    return wish;
  }
}
