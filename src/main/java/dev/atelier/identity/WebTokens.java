package dev.atelier.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.atelier.Caller;
import dev.atelier.Credential;
import dev.atelier.MadeAtStart;
import dev.atelier.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * JSON Web Tokens of an issuer that the settings name, as MicroProfile JWT 2.1 has them: signed
 * with its key, not expired, for this server. Their {@code groups} name the role. Thread-safe.
 */
@ApplicationScoped
public class WebTokens implements MadeAtStart {
  private static final Logger LOG = Logger.getLogger(WebTokens.class.getName());
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);
  private static final int MOST_SKEW_S = 60;

  private final Optional<DefaultJWTProcessor<SecurityContext>> processor;
  private final Optional<String> issuer;

  /**
   * @throws IllegalArgumentException when a key cannot be read, or it is not said whose it is
   */
  @Inject
  public WebTokens(
      @ConfigProperty(name = "mp.jwt.verify.publickey") Optional<String> key,
      @ConfigProperty(name = "mp.jwt.verify.publickey.location") Optional<String> location,
      @ConfigProperty(name = "mp.jwt.verify.issuer") Optional<String> issuer,
      @ConfigProperty(name = "mp.jwt.verify.audiences") Optional<String> audiences,
      Clock clock) {
    Optional<JWKSource<SecurityContext>> keys =
        key.filter(text -> !text.isBlank())
            .map(VerificationKeys::of)
            .or(() -> location.filter(text -> !text.isBlank()).map(VerificationKeys::at));
    this.processor = keys.map(source -> processor(source, issuer, audiences, clock));
    this.issuer = processor.flatMap(checked -> issuer).map(String::strip);
  }

  /** For CDI's proxy only. */
  protected WebTokens() {
    processor = Optional.empty();
    issuer = Optional.empty();
  }

  private static DefaultJWTProcessor<SecurityContext> processor(
      JWKSource<SecurityContext> keys,
      Optional<String> issuer,
      Optional<String> audiences,
      Clock clock) {
    String from =
        issuer
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "mp.jwt.verify.issuer is missing: say whose tokens are signed with "
                            + VerificationKeys.KEY));
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
    DefaultJWTClaimsVerifier<SecurityContext> claims =
        new DefaultJWTClaimsVerifier<>(
            audiences.map(WebTokens::words).orElse(null),
            new JWTClaimsSet.Builder().issuer(from).build(),
            Set.of("exp"),
            null) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    claims.setMaxClockSkew(MOST_SKEW_S);
    processor.setJWTClaimsSetVerifier(claims);
    return processor;
  }

  private static Set<String> words(String list) {
    Set<String> words =
        Arrays.stream(list.split(","))
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .collect(Collectors.toSet());
    return words.isEmpty() ? null : words;
  }

  /** Whether there is an issuer whose tokens open this server. */
  boolean expected() {
    return processor.isPresent();
  }

  /** Whose tokens open this server; empty where nobody's do. */
  public Optional<String> issuer() {
    return issuer;
  }

  /** Who a token is of; empty when it opens nothing. */
  Optional<Caller> caller(String token) {
    if (processor.isEmpty() || token.chars().filter(letter -> letter == '.').count() != 2) {
      return Optional.empty();
    }
    try {
      return caller(processor.get().process(token, null));
    } catch (BadJOSEException | ParseException refused) {
      LOG.log(Level.FINE, "a web token was refused", refused);
    } catch (JOSEException noKeys) {
      LOG.log(Level.WARNING, "a web token could not be checked: " + noKeys.getMessage());
    }
    return Optional.empty();
  }

  private static Optional<Caller> caller(JWTClaimsSet claims) throws ParseException {
    Optional<List<String>> groups = Optional.ofNullable(claims.getStringListClaim("groups"));
    Optional<Set<String>> desktops =
        Optional.ofNullable(claims.getStringListClaim("desktops")).map(HashSet::new);
    String name = name(claims);
    Credential credential =
        new Credential(
            Credential.Kind.JWT,
            Secrets.hash(claims.getIssuer() + " " + claims.getSubject() + " " + name),
            "",
            Optional.of(claims.getExpirationTime().toInstant().plusSeconds(MOST_SKEW_S)));
    return roleOf(groups.orElse(List.of()))
        .map(role -> new Caller(name, role, desktops, credential));
  }

  /** The highest role that is among the groups. */
  static Optional<Role> roleOf(List<String> groups) {
    return groups.stream().flatMap(group -> Role.of(group).stream()).max(Role::compareTo);
  }

  private static String name(JWTClaimsSet claims) {
    return IssuedName.of(
        Stream.of("upn", "preferred_username", "sub").map(claims::getClaim), "web token");
  }
}
