package dev.atelier.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.Base64;

/**
 * The keys that tokens must be signed with, in every form that MicroProfile JWT allows: PEM, a JWK,
 * a set of them, each also in Base64; from the settings, a file or an address.
 */
final class VerificationKeys {
  static final String KEY = "mp.jwt.verify.publickey";
  static final String LOCATION = KEY + ".location";

  private VerificationKeys() {}

  /**
   * Those of a text.
   *
   * @throws IllegalArgumentException when it is none of the forms
   */
  static JWKSource<SecurityContext> of(String text) {
    return new ImmutableJWKSet<>(set(KEY, text.strip()));
  }

  /**
   * Those at an address, which are asked for again when a token names one that is not known, or
   * those of a file, read once.
   */
  static JWKSource<SecurityContext> at(String location) {
    String place = location.strip();
    try {
      if (place.startsWith("http://") || place.startsWith("https://")) {
        return JWKSourceBuilder.<SecurityContext>create(URI.create(place).toURL())
            .retrying(true)
            .build();
      }
      Path file = place.startsWith("file:") ? Path.of(URI.create(place)) : Path.of(place);
      return new ImmutableJWKSet<>(set(LOCATION, Files.readString(file).strip()));
    } catch (MalformedURLException | IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          LOCATION + ": “" + place + "” holds no key: " + malformed.getMessage(), malformed);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(LOCATION + ": " + place + " cannot be read", unreadable);
    }
  }

  private static JWKSet set(String setting, String text) {
    try {
      if (text.startsWith("{")) {
        return text.contains("\"keys\"") ? JWKSet.parse(text) : new JWKSet(JWK.parse(text));
      }
      String body = text.replaceAll("-----(BEGIN|END) PUBLIC KEY-----|\\s", "");
      byte[] bytes = Base64.getMimeDecoder().decode(body.replace('-', '+').replace('_', '/'));
      if (bytes.length > 0 && bytes[0] == '{') {
        return set(setting, new String(bytes, StandardCharsets.UTF_8));
      }
      return new JWKSet(key(bytes));
    } catch (ParseException
        | JOSEException
        | GeneralSecurityException
        | IllegalArgumentException unknown) {
      throw new IllegalArgumentException(
          setting + ": this is no public key in PEM and no JWK: " + unknown.getMessage(), unknown);
    }
  }

  private static JWK key(byte[] encoded) throws GeneralSecurityException, JOSEException {
    X509EncodedKeySpec spec = new X509EncodedKeySpec(encoded);
    try {
      PublicKey rsa = KeyFactory.getInstance("RSA").generatePublic(spec);
      return new RSAKey.Builder((RSAPublicKey) rsa).build();
    } catch (GeneralSecurityException notRsa) {
      ECPublicKey ec = (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(spec);
      return new ECKey.Builder(Curve.forECParameterSpec(ec.getParams()), ec).build();
    }
  }
}
