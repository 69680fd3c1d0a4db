package dev.atelier.files;

import dev.atelier.desktop.DesktopFiles;
import dev.atelier.json.InvalidField;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** On what terms a request wants a file written. */
final class WriteTerms {
  private static final String DIGEST = "Repr-Digest";
  private static final Pattern SHA256 =
      Pattern.compile("(?:^|.*,)\\s*sha-256=:([A-Za-z0-9+/]{43}=):\\s*(?:,.*|$)");

  private WriteTerms() {}

  /**
   * Reads {@code If-None-Match: *} (only where there is no such file) and {@code Repr-Digest} (RFC
   * 9530: the digest of the whole file).
   */
  static DesktopFiles.Terms of(HttpServletRequest request) {
    String match = request.getHeader("If-None-Match");
    if (match != null && !match.strip().equals("*")) {
      throw new InvalidField("If-None-Match", "can only be * when a file is written");
    }
    return new DesktopFiles.Terms(
        match != null, Optional.ofNullable(request.getHeader(DIGEST)).map(WriteTerms::hex));
  }

  private static String hex(String header) {
    Matcher words = SHA256.matcher(header);
    if (!words.matches()) {
      throw new InvalidField(DIGEST, "must be sha-256=:…: with the digest in base64");
    }
    return HexFormat.of().formatHex(Base64.getDecoder().decode(words.group(1)));
  }
}
