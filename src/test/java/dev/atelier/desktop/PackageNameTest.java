package dev.atelier.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackageNameTest {
  @ParameterizedTest
  @ValueSource(strings = {"figlet", "g++", "libc6:amd64", "python3.13", "0ad", "libstdc++6"})
  void whatDebianCallsItsPackagesIsAName(String name) {
    assertThat(new PackageName(name)).hasToString(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "-y", "figlet-", "a.", "a*", "^a", "a$", "a=1", "a/b", "task^"})
  void whatWouldAskForSomethingElseIsNot(String name) {
    assertThatThrownBy(() -> new PackageName(name)).isInstanceOf(IllegalArgumentException.class);
  }
}
