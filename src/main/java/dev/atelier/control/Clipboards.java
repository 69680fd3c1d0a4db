package dev.atelier.control;

import dev.atelier.desktop.Desktop;
import dev.atelier.json.InvalidField;
import dev.atelier.json.JsonBody;
import dev.atelier.session.DesktopUses;
import dev.atelier.session.Sessions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The clipboards of desktops, read and written from outside. To write is to act: it needs control
 * as an action does. Thread-safe.
 */
@ApplicationScoped
public class Clipboards {

  private final Sessions sessions;
  private final DesktopUses uses;
  private final Leases leases;
  private final Hands hands;
  private final ClipboardRecord record;

  @Inject
  Clipboards(
      Sessions sessions, DesktopUses uses, Leases leases, Hands hands, ClipboardRecord record) {
    this.sessions = sessions;
    this.uses = uses;
    this.leases = leases;
    this.hands = hands;
    this.record = record;
  }

  /** For CDI's proxy only. */
  protected Clipboards() {
    this(null, null, null, null, null);
  }

  /** What was last copied on the desktop, or put there by {@link #write}; wakes it. */
  public Optional<String> read(String id, String caller) throws InterruptedException {
    try (DesktopUses.Use looking = uses.begin(id)) {
      Optional<String> text = sessions.desktop(id).clipboard();
      record.used(id, Actor.caller(caller), "clipboard.read", text.orElse(""));
      return text;
    }
  }

  /**
   * Makes a text what the next paste on the desktop inserts; wakes it.
   *
   * @param body {@code {text, lease_id?, epoch?}}
   * @throws ControlHeld when somebody else drives
   */
  public void write(String id, String caller, String body) throws InterruptedException {
    JsonBody json = JsonBody.parse(body);
    String text = json.requiredText("text", 0, Desktop.LONGEST_CLIPBOARD);
    Permit permit = ActionRequest.permit(json);
    json.refuseUnread();
    if (text.getBytes(StandardCharsets.UTF_8).length > Desktop.LONGEST_CLIPBOARD) {
      throw new InvalidField(
          "text", "may have at most " + Desktop.LONGEST_CLIPBOARD + " bytes in UTF-8");
    }
    try (DesktopUses.Use acting = uses.begin(id)) {
      Desktop desktop = sessions.desktop(id);
      requireMayAct(id, caller, permit);
      record.used(id, Actor.caller(caller), "clipboard.written", text);
      leases.passOn(
          id,
          permit,
          () -> {
            desktop.copyToClipboard(text);
            return null;
          });
    }
  }

  private void requireMayAct(String id, String caller, Permit permit) {
    try {
      leases.requireMayAct(id, permit);
    } catch (RuntimeException refusal) {
      hands.refused(id, Actor.caller(caller), "clipboard", refusal.getMessage());
      throw refusal;
    }
  }
}
