package dev.atelier.identity;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import dev.atelier.Caller;
import dev.atelier.MadeAtStart;
import dev.atelier.Secret;
import dev.atelier.identity.SignOnFailed.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Single sign-on to the console with OpenID Connect 1.0: the authorization code flow with PKCE, at
 * the provider that the settings name. Thread-safe.
 */
@ApplicationScoped
public class SignOn implements MadeAtStart {
  /** So long nobody is asked again at the provider. */
  static final Duration LASTS = Duration.ofHours(12);

  static final String HERE = "/console/sign-in";
  private static final String BACK = HERE + "/back";

  private static final Duration JOURNEY = Duration.ofMinutes(15);
  private static final Duration METADATA_KEPT = Duration.ofHours(1);

  /** Whoever wants in meanwhile does not wait for it as well. */
  private static final Duration NOT_ASKED_AGAIN = Duration.ofSeconds(5);

  private final Optional<Issuer> issuer;
  private final ClientID client;
  private final Optional<Secret> secret;
  private final String name;
  private final Scope scope;
  private final SignOnRights rights;
  private final Clock clock;
  private final ReentrantLock asking = new ReentrantLock();
  private volatile Known known = new Known(Optional.empty(), Instant.EPOCH, Instant.EPOCH);

  /**
   * Somebody on the way to the provider and back.
   *
   * @param back where they come back to
   */
  record Journey(String state, String nonce, String verifier, URI back, Instant begun)
      implements Serializable {
    @Override
    public String toString() {
      return "Journey[" + back + "]";
    }
  }

  /** What the provider said of itself, and when it did, or did not, answer last. */
  private record Known(Optional<SignOnProvider> provider, Instant askedAt, Instant silentAt) {
    SignOnProvider orElseThrow(String why) throws SignOnFailed {
      return provider.orElseThrow(() -> new SignOnFailed(Reason.UNREACHABLE, why));
    }
  }

  /**
   * @throws IllegalArgumentException when a provider is named, and not whose client this is
   */
  @Inject
  public SignOn(
      @ConfigProperty(name = "OIDC_ISSUER") Optional<String> issuer,
      @ConfigProperty(name = "OIDC_CLIENT_ID") Optional<String> client,
      @ConfigProperty(name = "OIDC_CLIENT_SECRET") Optional<Secret> secret,
      @ConfigProperty(name = "OIDC_NAME", defaultValue = "single sign-on") String name,
      @ConfigProperty(name = "OIDC_SCOPES", defaultValue = "openid profile email") String scopes,
      SignOnRights rights,
      Clock clock) {
    this.issuer = issuer.map(String::strip).filter(text -> !text.isEmpty()).map(SignOn::address);
    Optional<String> id = client.map(String::strip).filter(text -> !text.isEmpty());
    if (this.issuer.isPresent() && id.isEmpty()) {
      throw new IllegalArgumentException(
          "OIDC_CLIENT_ID is missing: say under which name OIDC_ISSUER knows this server");
    }
    this.client = new ClientID(id.orElse("none"));
    this.secret = Secret.set(secret);
    this.name = name.strip();
    this.scope = Scope.parse(scopes);
    this.rights = rights;
    this.clock = clock;
  }

  /** For CDI's proxy only. */
  protected SignOn() {
    issuer = Optional.empty();
    client = null;
    secret = Optional.empty();
    name = "";
    scope = null;
    rights = null;
    clock = null;
  }

  private static Issuer address(String text) {
    if (!text.matches("https?://\\S+")) {
      throw new IllegalArgumentException(
          "OIDC_ISSUER: “" + text + "” is no address, such as https://id.example.com");
    }
    return new Issuer(text);
  }

  /** Whether the settings name a provider. */
  public boolean offered() {
    return issuer.isPresent();
  }

  /** What people call the provider. */
  public String name() {
    return name;
  }

  /** What the settings say of the provider; empty where they name none. */
  public Optional<SignOnSettings> settings() {
    return issuer.map(at -> rights.settings(name, at.getValue(), client.getValue()));
  }

  /** Where a server that is called like this has people come back to. */
  public static URI back(HttpServletRequest request) {
    return URI.create(Origin.of(request) + request.getContextPath() + BACK);
  }

  /** What is wrong with the provider now; asks it, and keeps nothing of what it says. */
  Optional<SignOnTrouble> trouble() {
    if (issuer.isEmpty()) {
      return Optional.empty();
    }
    try {
      var unused = SignOnProvider.described(issuer.get());
      return Optional.empty();
    } catch (SignOnFailed failed) {
      return failed.trouble();
    }
  }

  /** Somebody who came in here, as they would now; empty where nobody comes in so any more. */
  Optional<Caller> present(Caller before) {
    return Optional.of(before).filter(anybody -> offered()).map(rights::present);
  }

  /** Somebody sets out, to come back there. */
  Journey setOut(URI back) {
    return new Journey(
        new State().getValue(),
        new Nonce().getValue(),
        new CodeVerifier().getValue(),
        back,
        clock.instant());
  }

  /** The provider's page for them. */
  URI page(Journey journey) throws SignOnFailed {
    return new AuthenticationRequest.Builder(ResponseType.CODE, scope, client, journey.back())
        .endpointURI(provider().page())
        .state(new State(journey.state()))
        .nonce(new Nonce(journey.nonce()))
        .codeChallenge(new CodeVerifier(journey.verifier()), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /**
   * Who has come back.
   *
   * @param answer the parameters that they brought along
   */
  Caller comesBack(Journey journey, Map<String, List<String>> answer) throws SignOnFailed {
    if (journey.begun().plus(JOURNEY).isBefore(clock.instant())) {
      throw new SignOnFailed(Reason.STALE, "it was begun too long ago");
    }
    Map<String, Object> claims = provider().claims(journey, code(journey, answer));
    return rights
        .caller(claims, clock.instant().plus(LASTS))
        .orElseThrow(
            () ->
                new SignOnFailed(
                    Reason.NO_ROLE, "none of their groups has a role: see OIDC_ROLES"));
  }

  private AuthorizationCode code(Journey journey, Map<String, List<String>> answer)
      throws SignOnFailed {
    try {
      AuthenticationResponse said = AuthenticationResponseParser.parse(journey.back(), answer);
      // RFC 9207: a provider that names itself must be the one that was asked.
      boolean isFromThere =
          said.getIssuer() == null || said.getIssuer().equals(issuer.orElseThrow());
      if (!new State(journey.state()).equals(said.getState()) || !isFromThere) {
        throw new SignOnFailed(Reason.STALE, "it is the answer to another question");
      }
      if (!said.indicatesSuccess()) {
        throw new SignOnFailed(
            Reason.REFUSED, "it answered " + said.toErrorResponse().getErrorObject().getCode());
      }
      return said.toSuccessResponse().getAuthorizationCode();
    } catch (ParseException nonsense) {
      throw new SignOnFailed(Reason.STALE, nonsense.getMessage(), nonsense);
    }
  }

  /** Whoever comes while it is being asked takes what is known of it, or tries again. */
  private SignOnProvider provider() throws SignOnFailed {
    Known before = known;
    boolean isFresh = before.askedAt().plus(METADATA_KEPT).isAfter(clock.instant());
    if (before.provider().isPresent() && isFresh) {
      return before.provider().get();
    }
    if (!asking.tryLock()) {
      return before.orElseThrow("it is being asked by somebody else");
    }
    try {
      return ask();
    } finally {
      asking.unlock();
    }
  }

  private SignOnProvider ask() throws SignOnFailed {
    Known before = known;
    if (before.silentAt().plus(NOT_ASKED_AGAIN).isAfter(clock.instant())) {
      return before.orElseThrow("it did not answer a moment ago");
    }
    try {
      SignOnProvider answered = SignOnProvider.at(issuer.orElseThrow(), client, secret);
      known = new Known(Optional.of(answered), clock.instant(), Instant.EPOCH);
      return answered;
    } catch (SignOnFailed silent) {
      known = new Known(before.provider(), before.askedAt(), clock.instant());
      return before.provider().orElseThrow(() -> silent);
    }
  }
}
