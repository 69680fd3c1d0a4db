package dev.atelier.identity;

/**
 * Why a provider of single sign-on cannot be used just now.
 *
 * @param detail what is worth knowing beside the kind: how it answered, or what it calls itself
 */
public record SignOnTrouble(Kind kind, String detail) {

  /** What a person can do something about. */
  public enum Kind {
    NO_SUCH_HOST(
        "no machine of that name is known here",
        "look for a slip in OIDC_ISSUER, and whether this server can ask its name server"),
    NOBODY_THERE(
        "nothing answers at its address",
        "start it, or open the way from this server to it in the firewall"),
    SILENT(
        "it did not answer in time", "look whether it is overloaded, or a firewall drops the way"),
    NOT_TRUSTED(
        "its certificate is not trusted here",
        "give it one of a known authority, or add its authority to those that Java trusts"),
    NO_DESCRIPTION(
        "what answers there does not describe itself as a provider of OpenID Connect",
        "set OIDC_ISSUER to the address that stands before /.well-known/openid-configuration"),
    OTHER_NAME(
        "it calls itself by another address than OIDC_ISSUER",
        "set OIDC_ISSUER to exactly what it calls itself");

    private final String why;
    private final String wayOut;

    Kind(String why, String wayOut) {
      this.why = why;
      this.wayOut = wayOut;
    }
  }

  /** What is wrong, and the way out, for programs and the log. */
  public String inWords() {
    String more = detail.isEmpty() ? "" : " (" + detail + ")";
    return kind.why + more + "; " + kind.wayOut;
  }
}
