package dev.atelier.desktop.docker;

import com.github.dockerjava.api.exception.DockerException;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DiskFull;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Turns what docker-java throws into a sentence that a person can act on. */
final class EngineRefusal {
  private static final Pattern JSON_MESSAGE =
      Pattern.compile("\\{\\s*\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*}");

  private EngineRefusal() {}

  static DesktopException inWords(String doing, EngineAddress address, RuntimeException refusal) {
    if (refusal instanceof DesktopException already) {
      return already;
    }
    if (refusal instanceof DockerException spoken) {
      String where = address.name().map(name -> " on “" + name + "”").orElse("");
      return told("could not " + doing + where + ": ", message(spoken), refusal);
    }
    return new DesktopException("could not " + doing + ": " + silence(address, refusal), refusal);
  }

  /** A stream to or from the engine, or a file beside it, that broke. */
  static DesktopException inWords(String doing, IOException broken) {
    return told("could not " + doing + ": ", String.valueOf(broken.getMessage()), broken);
  }

  /** The engine's own words, without the JSON around them. */
  static String message(DockerException spoken) {
    String text = String.valueOf(spoken.getMessage()).strip();
    Matcher json = JSON_MESSAGE.matcher(text);
    return json.find() ? json.group(1).replace("\\\"", "\"").replace("\\n", " ").strip() : text;
  }

  private static DesktopException told(String doing, String message, Exception cause) {
    String words = message.toLowerCase(Locale.ROOT);
    return words.contains("no space left")
        ? new DiskFull(doing + "the disk is full; free some space (" + message + ")", cause)
        : new DesktopException(doing + advice(message, words), cause);
  }

  private static String advice(String message, String words) {
    if (words.contains("no such image")) {
      return "the desktop image is not there; build it with ./setup.sh (" + message + ")";
    }
    if (words.contains("cannot allocate memory") || words.contains("out of memory")) {
      return "the machine has too little free memory (" + message + ")";
    }
    return message;
  }

  private static String silence(EngineAddress address, RuntimeException refusal) {
    String reason = refusal.toString();
    for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketTimeoutException && cause.getMessage().startsWith("no answer")) {
        return "the container engine " + address + " gives " + cause.getMessage();
      }
      if (cause instanceof SSLException) {
        return "the container engine "
            + address
            + " and this server do not accept each other's certificates ("
            + cause.getMessage()
            + ")";
      }
      if (cause instanceof IOException) {
        reason = String.valueOf(cause.getMessage());
      }
    }
    if (reason.startsWith("Expected 101")) {
      return "the container engine refused it (" + reason + ")";
    }
    if (reason.contains("Permission denied")) {
      return "the container engine "
          + address
          + " does not let this user in; add the user to the group docker";
    }
    return "the container engine "
        + address
        + " does not answer ("
        + reason
        + "); start it, or name another in "
        + address.setting();
  }
}
