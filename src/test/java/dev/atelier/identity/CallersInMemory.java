package dev.atelier.identity;

import dev.atelier.Caller;
import dev.atelier.FakeEvents;
import dev.atelier.HandSetClock;
import dev.atelier.Role;
import dev.atelier.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** People and programs that come in by what is kept in memory. Not thread-safe. */
final class CallersInMemory {
  static final String PASSWORD = "correct horse";

  final HandSetClock clock = new HandSetClock();
  final FakeEvents<AccessNoted> noted = new FakeEvents<>();
  final AccessTokens tokens = new AccessTokens(new TokensInMemory(), noted, clock);
  final ConsoleUsers users =
      new ConsoleUsers(new UsersInMemory(), new QuickPasswordHash(), noted, clock);

  SignOnRights rights = rights();

  /** Those of a server that has just started. */
  static SignOnRights rights() {
    return new SignOnRights("groups", Optional.empty(), Optional.empty());
  }

  CallersInMemory() {
    users.begin();
  }

  /** By settings with that token and that password of the administrator. */
  Credentials credentials(Path data, String token, String password) {
    ApiTokens ofSettings = new ApiTokens(Optional.of(Secret.of(token)), Optional.empty());
    WebTokens ofIssuer =
        new WebTokens(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), clock);
    ConsoleLogin login =
        new ConsoleLogin(
            Optional.of(Secret.of(password)),
            data.toString(),
            users,
            new LoginThrottle(clock),
            noted,
            clock);
    login.readPassword();
    OpenServer open =
        new OpenServer(new BearerTokens(ofSettings, tokens, ofIssuer), Optional.empty());
    SignOn signOn =
        new SignOn(
            Optional.of("https://id.example"),
            Optional.of("atelier"),
            Optional.empty(),
            "the office",
            "openid",
            rights,
            clock);
    return new Credentials(open, ofSettings, tokens, ofIssuer, login, signOn, clock);
  }

  Caller withToken(String name, Role role, Optional<Duration> life) {
    return tokens
        .caller(tokens.make(name, role, Optional.empty(), life, "admin").secret().revealed())
        .orElseThrow();
  }

  Caller loggedIn(String name, Role role) {
    users.add(name, PASSWORD, role, Optional.empty(), "admin");
    return users.callerNamed(name).orElseThrow();
  }
}
