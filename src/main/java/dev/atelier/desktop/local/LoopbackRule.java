package dev.atelier.desktop.local;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/**
 * Local desktops share the machine with the server, so a server that has them is for this machine
 * alone unless its owner says otherwise.
 *
 * @param bind the address the server listens on
 * @param remoteAllowed whether the owner has said otherwise
 */
record LoopbackRule(String bind, boolean remoteAllowed) {

  /** Why the server must not start like this. */
  Optional<String> objection() {
    if (remoteAllowed || isLoopback(bind.strip())) {
      return Optional.empty();
    }
    return Optional.of(
        "desktops of the local runtime are not isolated from this machine, and the server is to"
            + " listen on "
            + bind
            + ", where others can reach it: set ATELIER_BIND=127.0.0.1, or use a container engine"
            + " (DESKTOP_RUNTIME=docker), or accept the risk with ATELIER_ALLOW_LOCAL_REMOTE=true");
  }

  /** A name other than localhost may mean anything tomorrow, so it is not looked up. */
  private static boolean isLoopback(String address) {
    String bare = address.replaceAll("^\\[(.*)]$", "$1").toLowerCase(Locale.ROOT);
    if (bare.equals("localhost")) {
      return true;
    }
    if (!bare.matches("[0-9.]+") && !bare.contains(":")) {
      return false;
    }
    try {
      return InetAddress.getByName(bare).isLoopbackAddress();
    } catch (UnknownHostException nonsense) {
      return false;
    }
  }
}
