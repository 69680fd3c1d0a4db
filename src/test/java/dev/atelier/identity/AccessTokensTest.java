package dev.atelier.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.Caller;
import dev.atelier.Credential;
import dev.atelier.FakeEvents;
import dev.atelier.HandSetClock;
import dev.atelier.Role;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessTokensTest {
  private final HandSetClock clock = new HandSetClock();
  private final TokensInMemory kept = new TokensInMemory();
  private final FakeEvents<AccessNoted> noted = new FakeEvents<>();
  private final AccessTokens tokens = new AccessTokens(kept, noted, clock);

  private AccessTokens.Made make(Optional<Duration> life) {
    return tokens.make(" Reports ", Role.VIEWER, Optional.of(Set.of("sess_a")), life, "ada");
  }

  @Test
  void theSecretOpensWhatTheTokenIsFor() {
    AccessTokens.Made made = make(Optional.empty());
    assertThat(tokens.caller(made.secret().revealed()).map(caller -> caller.with(Credential.NONE)))
        .contains(new Caller("Reports", Role.VIEWER, Optional.of(Set.of("sess_a"))));
    assertThat(tokens.caller(made.secret().revealed() + "x")).isEmpty();
    assertThat(tokens.caller("")).isEmpty();
  }

  @Test
  void noSecretIsKeptOrToldAgain() {
    AccessTokens.Made made = make(Optional.empty());
    assertThat(made.secret().revealed()).startsWith("atl_").hasSizeGreaterThan(40);
    assertThat(kept.kept()).doesNotContain(made.secret().revealed());
    assertThat(made.toString()).doesNotContain(made.secret().revealed());
    assertThat(noted.fired().toString())
        .doesNotContain(made.secret().revealed())
        .contains("Reports", "ada");
    assertThat(make(Optional.empty()).secret().revealed()).isNotEqualTo(made.secret().revealed());
  }

  @Test
  void anExpiredOneOpensNothing() {
    AccessTokens.Made made = make(Optional.of(Duration.ofDays(1)));
    clock.pass(Duration.ofDays(1).minusSeconds(1));
    assertThat(tokens.caller(made.secret().revealed())).isPresent();
    clock.pass(Duration.ofSeconds(1));
    assertThat(tokens.caller(made.secret().revealed())).isEmpty();
  }

  @Test
  void aRevokedOneOpensNothingFromThenOn() {
    AccessTokens.Made made = make(Optional.empty());
    tokens.revoke(made.token().id(), "bob");
    tokens.revoke(made.token().id(), "bob");
    assertThat(tokens.caller(made.secret().revealed())).isEmpty();
    assertThat(noted.fired())
        .extracting(AccessNoted::type, AccessNoted::actor)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("auth.token_made", "ada"),
            org.assertj.core.groups.Tuple.tuple("auth.token_revoked", "bob"));
  }

  @Test
  void onlyWhatIsThereCanBeRevoked() {
    assertThatThrownBy(() -> tokens.revoke("token_none", "bob"))
        .isInstanceOf(UnknownAccess.class)
        .hasMessage("there is no token token_none");
  }

  @Test
  void itsUseIsNotedButNotAtEveryCall() {
    AccessTokens.Made made = make(Optional.empty());
    int before = kept.writes();
    for (int n = 0; n < 10; n++) {
      var unused = tokens.caller(made.secret().revealed());
    }
    assertThat(kept.writes() - before).isEqualTo(1);
    assertThat(tokens.all().get(0).lastUsedAt()).contains(clock.instant());
    clock.pass(Duration.ofMinutes(2));
    var unused = tokens.caller(made.secret().revealed());
    assertThat(tokens.all().get(0).lastUsedAt()).contains(clock.instant());
  }
}
