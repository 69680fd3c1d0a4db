package dev.atelier.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.atelier.Secret;
import dev.atelier.identity.SignOnFailed.Reason;
import dev.atelier.identity.SignOnTrouble.Kind;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** A provider of OpenID Connect as it describes itself, and its tokens. Thread-safe. */
final class SignOnProvider {
  private static final int PATIENCE_MS = 10_000;

  /** Signed with keys of the provider's: of two who share a secret, either could have signed. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.PS256, JWSAlgorithm.ES256);

  private final OIDCProviderMetadata metadata;
  private final IDTokenValidator validator;
  private final ClientID client;
  private final Optional<Secret> secret;

  private SignOnProvider(
      OIDCProviderMetadata metadata,
      IDTokenValidator validator,
      ClientID client,
      Optional<Secret> secret) {
    this.metadata = metadata;
    this.validator = validator;
    this.client = client;
    this.secret = secret;
  }

  /** Asks a provider who it is (OpenID Connect Discovery 1.0). */
  static SignOnProvider at(Issuer issuer, ClientID client, Optional<Secret> secret)
      throws SignOnFailed {
    try {
      OIDCProviderMetadata said = described(issuer);
      JWKSource<SecurityContext> keys =
          JWKSourceBuilder.<SecurityContext>create(said.getJWKSetURI().toURL())
              .retrying(true)
              .build();
      IDTokenValidator validator =
          new IDTokenValidator(
              said.getIssuer(), client, new JWSVerificationKeySelector<>(ALGORITHMS, keys), null);
      return new SignOnProvider(said, validator, client, secret);
    } catch (IOException | RuntimeException unreachable) {
      throw new SignOnFailed(Reason.UNREACHABLE, unreachable.getMessage(), unreachable);
    }
  }

  /** What a provider says of itself. */
  static OIDCProviderMetadata described(Issuer issuer) throws SignOnFailed {
    try {
      HTTPRequest request =
          new HTTPRequest(HTTPRequest.Method.GET, OIDCProviderMetadata.resolveURL(issuer));
      HTTPResponse said = send(request);
      if (!said.indicatesSuccess()) {
        throw new SignOnFailed(
            new SignOnTrouble(Kind.NO_DESCRIPTION, "it answered " + said.getStatusCode()), null);
      }
      OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(said.getBodyAsJSONObject());
      // OpenID Connect Discovery 1.0, section 4.3: whoever describes itself as another is not it.
      if (!metadata.getIssuer().equals(issuer)) {
        throw new SignOnFailed(
            new SignOnTrouble(Kind.OTHER_NAME, metadata.getIssuer().getValue()), null);
      }
      requireAddresses(metadata);
      return metadata;
    } catch (IOException unreachable) {
      throw new SignOnFailed(new SignOnTrouble(kindOf(unreachable), ""), unreachable);
    } catch (GeneralException | RuntimeException nonsense) {
      throw new SignOnFailed(new SignOnTrouble(Kind.NO_DESCRIPTION, ""), nonsense);
    }
  }

  /** It may leave out what only some flows need, which are not those of this server. */
  private static void requireAddresses(OIDCProviderMetadata metadata) throws SignOnFailed {
    Map<String, Optional<URI>> needed = new LinkedHashMap<>();
    needed.put(
        "authorization_endpoint", Optional.ofNullable(metadata.getAuthorizationEndpointURI()));
    needed.put("token_endpoint", Optional.ofNullable(metadata.getTokenEndpointURI()));
    needed.put("jwks_uri", Optional.ofNullable(metadata.getJWKSetURI()));
    for (Map.Entry<String, Optional<URI>> each : needed.entrySet()) {
      if (each.getValue().map(URI::getHost).isEmpty()) {
        throw new SignOnFailed(
            new SignOnTrouble(Kind.NO_DESCRIPTION, "it names no " + each.getKey()), null);
      }
    }
  }

  private static Kind kindOf(IOException unreachable) {
    if (unreachable instanceof UnknownHostException) {
      return Kind.NO_SUCH_HOST;
    }
    if (unreachable instanceof SocketTimeoutException) {
      return Kind.SILENT;
    }
    if (unreachable instanceof SSLHandshakeException) {
      return Kind.NOT_TRUSTED;
    }
    // Where plain HTTP is spoken, what is not TLS is answered to it.
    return unreachable instanceof SSLException ? Kind.NO_DESCRIPTION : Kind.NOBODY_THERE;
  }

  /** Where people log in. */
  URI page() {
    return metadata.getAuthorizationEndpointURI();
  }

  /** What it says of somebody who has come back with a code. */
  Map<String, Object> claims(SignOn.Journey journey, AuthorizationCode code) throws SignOnFailed {
    try {
      OIDCTokens tokens = tokens(journey, code);
      Map<String, Object> claims =
          new HashMap<>(
              validator
                  .validate(tokens.getIDToken(), new Nonce(journey.nonce()))
                  .toJWTClaimsSet()
                  .getClaims());
      Map<String, Object> more = more(tokens);
      if (more.containsKey("sub") && !more.get("sub").equals(claims.get("sub"))) {
        throw new SignOnFailed(Reason.INVALID, "it tells of somebody else");
      }
      more.forEach(claims::putIfAbsent);
      return claims;
    } catch (ParseException | BadJOSEException | JOSEException wrong) {
      throw new SignOnFailed(Reason.INVALID, wrong.getMessage(), wrong);
    } catch (IOException unreachable) {
      throw new SignOnFailed(Reason.UNREACHABLE, unreachable.getMessage(), unreachable);
    }
  }

  private OIDCTokens tokens(SignOn.Journey journey, AuthorizationCode code)
      throws IOException, ParseException, SignOnFailed {
    AuthorizationCodeGrant grant =
        new AuthorizationCodeGrant(code, journey.back(), new CodeVerifier(journey.verifier()));
    URI endpoint = metadata.getTokenEndpointURI();
    TokenRequest request =
        secret
            .map(known -> new TokenRequest.Builder(endpoint, proof(known), grant))
            .orElseGet(() -> new TokenRequest.Builder(endpoint, client, grant))
            .build();
    TokenResponse said = OIDCTokenResponseParser.parse(send(request.toHTTPRequest()));
    if (!said.indicatesSuccess()) {
      throw new SignOnFailed(
          Reason.INVALID, "it answered " + said.toErrorResponse().getErrorObject().getCode());
    }
    return ((OIDCTokenResponse) said.toSuccessResponse()).getOIDCTokens();
  }

  private ClientAuthentication proof(Secret known) {
    var secret = new com.nimbusds.oauth2.sdk.auth.Secret(known.revealed());
    List<ClientAuthenticationMethod> ways = metadata.getTokenEndpointAuthMethods();
    return ways == null || ways.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        ? new ClientSecretBasic(client, secret)
        : new ClientSecretPost(client, secret);
  }

  /** Many a provider names groups, or even the name, only here. */
  private Map<String, Object> more(OIDCTokens tokens)
      throws IOException, ParseException, SignOnFailed {
    if (metadata.getUserInfoEndpointURI() == null) {
      return Map.of();
    }
    UserInfoRequest request =
        new UserInfoRequest(metadata.getUserInfoEndpointURI(), tokens.getAccessToken());
    UserInfoResponse said = UserInfoResponse.parse(send(request.toHTTPRequest()));
    if (!said.indicatesSuccess()) {
      throw new SignOnFailed(
          Reason.UNREACHABLE,
          "its user info answered " + said.toErrorResponse().getErrorObject().getHTTPStatusCode());
    }
    // What bounds somebody may stand only here: without it they do not come in.
    return Optional.ofNullable(said.toSuccessResponse().getUserInfo())
        .orElseThrow(
            () -> new SignOnFailed(Reason.INVALID, "its user info is signed; let it be plain"))
        .toJSONObject();
  }

  private static HTTPResponse send(HTTPRequest request) throws IOException {
    request.setConnectTimeout(PATIENCE_MS);
    request.setReadTimeout(PATIENCE_MS);
    request.setFollowRedirects(false);
    return request.send();
  }
}
