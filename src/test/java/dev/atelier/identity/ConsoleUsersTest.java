package dev.atelier.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.Caller;
import dev.atelier.Credential;
import dev.atelier.FakeEvents;
import dev.atelier.HandSetClock;
import dev.atelier.Role;
import dev.atelier.json.InvalidField;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleUsersTest {
  private static final String PASSWORD = "correct horse";

  private final UsersInMemory kept = new UsersInMemory();
  private final FakeEvents<AccessNoted> noted = new FakeEvents<>();
  private final ConsoleUsers users =
      new ConsoleUsers(kept, new QuickPasswordHash(), noted, new HandSetClock());

  @BeforeEach
  void begin() {
    users.begin();
  }

  private ConsoleUser add(String name) {
    return users.add(name, PASSWORD, Role.OPERATOR, Optional.of(Set.of("sess_a")), "admin");
  }

  private Optional<Caller> caller(String name, String version) {
    return users.callerNamed(name).filter(caller -> caller.credential().version().equals(version));
  }

  private Optional<Caller> logIn(String name, String password) {
    return users
        .passwordVersion(name, password)
        .flatMap(version -> caller(name, version))
        .map(caller -> caller.with(Credential.NONE));
  }

  @Test
  void whoIsAddedGetsInWithTheirPasswordOnly() {
    add(" Ada ");
    assertThat(logIn("Ada", PASSWORD))
        .contains(new Caller("Ada", Role.OPERATOR, Optional.of(Set.of("sess_a"))));
    assertThat(logIn("Ada", "correct horse ")).isEmpty();
    assertThat(logIn("ada", PASSWORD)).isEmpty();
    assertThat(logIn("Bob", PASSWORD)).isEmpty();
  }

  @Test
  void noPasswordIsKeptOrOnRecord() {
    add("Ada");
    assertThat(kept.passwordHash("Ada").orElseThrow()).doesNotContain(PASSWORD);
    assertThat(noted.fired().toString()).doesNotContain(PASSWORD).contains("auth.user_added");
  }

  @Test
  void otherRightsHoldAtOnceForWhoIsLoggedIn() {
    add("Ada");
    String version = users.passwordVersion("Ada", PASSWORD).orElseThrow();
    users.allow("Ada", Role.VIEWER, Optional.empty(), "admin");
    assertThat(caller("Ada", version).orElseThrow().role()).isEqualTo(Role.VIEWER);
  }

  @Test
  void anotherPasswordOrRemovalLogsOut() {
    add("Ada");
    String version = users.passwordVersion("Ada", PASSWORD).orElseThrow();
    users.setPassword("Ada", "battery staple", "admin");
    assertThat(caller("Ada", version)).isEmpty();
    String other = users.passwordVersion("Ada", "battery staple").orElseThrow();
    users.remove("Ada", "admin");
    assertThat(caller("Ada", other)).isEmpty();
    add("Ada");
    assertThat(caller("Ada", other)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ada", "ADA", "admin", "Admin"})
  void aNameIsTakenInWhateverCase(String name) {
    add("Ada");
    assertThatThrownBy(() -> add(name))
        .isInstanceOf(InvalidField.class)
        .hasMessageStartingWith("name is taken");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "<b>", "a\nb", "-", "x/y"})
  void whatIsNoNameIsRefused(String name) {
    assertThatThrownBy(() -> add(name))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("name");
  }

  @Test
  void aShortPasswordIsRefused() {
    assertThatThrownBy(() -> users.add("Ada", "too short", Role.VIEWER, Optional.empty(), "admin"))
        .isInstanceOf(InvalidField.class)
        .hasMessage("password must have 10 to 200 characters");
    assertThat(users.all()).isEmpty();
  }
}
