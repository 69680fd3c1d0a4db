package dev.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class SealingKeyTest {
  private static final String WRITTEN = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final SealingKey KEY = SealingKey.read(Secret.of(WRITTEN));

  @Test
  void whatIsSealedOpensForItsOwnerToTheLetter() throws Exception {
    String sealed = KEY.seal("one", Secret.exactly(" a b ü "));

    assertThat(KEY.open("one", sealed).revealed()).isEqualTo(" a b ü ");
    assertThat(
            new String(Base64.getDecoder().decode(sealed), java.nio.charset.StandardCharsets.UTF_8))
        .doesNotContain("a b");
  }

  @Test
  void itLooksDifferentEachTime() {
    assertThat(KEY.seal("one", Secret.of("same"))).isNotEqualTo(KEY.seal("one", Secret.of("same")));
  }

  @Test
  void itOpensForNobodyElseNorWithAnotherKeyNorWhenChanged() {
    String sealed = KEY.seal("one", Secret.of("correct-horse"));
    byte[] changed = Base64.getDecoder().decode(sealed);
    changed[changed.length - 1] ^= 1;
    SealingKey other = SealingKey.read(Secret.of(WRITTEN.replace('A', 'B')));

    assertThatThrownBy(() -> KEY.open("two", sealed)).isInstanceOf(SealingKey.NotOpened.class);
    assertThatThrownBy(() -> other.open("one", sealed)).isInstanceOf(SealingKey.NotOpened.class);
    assertThatThrownBy(() -> KEY.open("one", Base64.getEncoder().encodeToString(changed)))
        .isInstanceOf(SealingKey.NotOpened.class);
    assertThatThrownBy(() -> KEY.open("one", "AAAA")).isInstanceOf(SealingKey.NotOpened.class);
    assertThatThrownBy(() -> KEY.open("one", "no base64")).isInstanceOf(SealingKey.NotOpened.class);
  }

  @Test
  void aKeyIsThirtyTwoBytesAndAnErrorDoesNotTellIt() {
    assertThatThrownBy(() -> SealingKey.read(Secret.of("hunter2-hunter2")))
        .hasMessageContaining("32 random bytes")
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
    assertThatThrownBy(() -> SealingKey.read(Secret.of("AAAA"))).hasMessageContaining("32");
  }

  @Test
  void itPrintsAsDots() {
    assertThat(KEY).hasToString(Secret.MASK);
  }

  @Test
  void theBase64OfAddressesWillDoAsWell() throws Exception {
    byte[] bytes = new byte[32];
    java.util.Arrays.fill(bytes, (byte) 0xFB);
    SealingKey one = SealingKey.read(Secret.of(Base64.getEncoder().encodeToString(bytes)));
    SealingKey same =
        SealingKey.read(Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));

    assertThat(same.open("x", one.seal("x", Secret.of("y")))).isEqualTo(Secret.of("y"));
  }
}
