package dev.atelier.desktop.rfb;

import dev.atelier.desktop.DesktopException;

/** The VNC server sent what the protocol does not allow; the message names the thing. */
public final class RfbProtocolException extends DesktopException {
  private static final long serialVersionUID = 1L;

  RfbProtocolException(String message) {
    super(message);
  }

  RfbProtocolException(String message, Throwable cause) {
    super(message, cause);
  }
}
