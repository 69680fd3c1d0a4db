package dev.atelier;

import jakarta.servlet.ServletRequest;
import java.security.SecureRandom;
import java.util.Base64;

/** The word by which a page's policy knows the page's own scripts; another one for each answer. */
public final class ScriptNonce {
  /** Where a request carries it. */
  public static final String ATTRIBUTE = ScriptNonce.class.getName();

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 16;

  private ScriptNonce() {}

  /** Makes one for the answer to a request, and lets the request carry it. */
  public static String make(ServletRequest request) {
    byte[] random = new byte[BYTES];
    RANDOM.nextBytes(random);
    String nonce = Base64.getEncoder().encodeToString(random);
    request.setAttribute(ATTRIBUTE, nonce);
    return nonce;
  }
}
