package dev.atelier.secrets;

import dev.atelier.Secret;
import dev.atelier.desktop.Desktop;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopFocus;
import dev.atelier.desktop.FocusedField;
import dev.atelier.desktop.KeyChord;
import dev.atelier.desktop.MouseButton;
import dev.atelier.desktop.Point;
import dev.atelier.desktop.Region;
import dev.atelier.desktop.Size;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Types secrets into the fields of one desktop. A secret that is for a site is typed only while the
 * browser itself says that the field with the keyboard is of that site; that is asked before every
 * few letters. Thread-safe.
 */
final class Filling {
  private static final Duration FOCUS_LIMIT = Duration.ofSeconds(3);
  private static final int FOCUS_STEP_MILLIS = 100;
  private static final int LETTERS_AT_A_TIME = 4;

  /** Above and below a place in a window of which nothing is known. */
  private static final int BAND = 60;

  private static final Duration QUIET = Duration.ofMillis(150);
  private static final Duration SHOWN_LIMIT = Duration.ofSeconds(2);
  private static final KeyChord ALL = KeyChord.parse("ctrl+a");

  private final String sessionId;
  private final Vault vault;
  private final Supplier<Optional<DesktopFocus>> focus;
  private final Executor aside;

  /**
   * @param focus what browsers on the desktop say, where they can be asked
   * @param aside for what touches the database: a task's own thread may be interrupted
   */
  Filling(String sessionId, Vault vault, Supplier<Optional<DesktopFocus>> focus, Executor aside) {
    this.sessionId = sessionId;
    this.vault = vault;
    this.focus = focus;
    this.aside = aside;
  }

  /**
   * Types a secret, in place of what is in the field.
   *
   * @param plain the desktop itself
   * @return what was done, in one line
   * @throws DesktopException when it is refused, with the reason
   */
  String fill(String name, Desktop plain, Cover cover, Point at) throws InterruptedException {
    VaultEntry secret = aside(() -> allowed(name));
    Secret value = aside(() -> value(secret));
    plain.moveMouse(at);
    plain.click(MouseButton.LEFT, 1);
    try {
      if (secret.site().isEmpty()) {
        begin(secret, value, band(plain.size(), at), cover);
        plain.type(value.revealed());
      } else {
        typeOnItsSite(secret, value, plain, cover, at);
      }
      plain.settledScreenshot(QUIET, SHOWN_LIMIT);
    } finally {
      cover.typed(secret.name());
    }
    return "filled in the secret “" + secret.name() + "”; it is covered in pictures";
  }

  private void typeOnItsSite(VaultEntry secret, Secret value, Desktop plain, Cover cover, Point at)
      throws InterruptedException {
    try (DesktopFocus.Talk talk = talk(secret)) {
      FocusedField field = awaitField(talk, secret, at);
      require(secret, field);
      begin(secret, value, field.place(), cover);
      plain.press(ALL);
      plain.release(ALL);
      typeWhileItIs(field, talk, at, plain, value.revealed());
    }
  }

  /** Waits also when interrupted. */
  private <T> T aside(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, aside).join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException own ? own : failed;
    }
  }

  private VaultEntry allowed(String name) {
    vault
        .problem()
        .ifPresent(
            closed -> {
              throw new DesktopException(closed);
            });
    return vault.on(sessionId).stream()
        .filter(secret -> secret.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new DesktopException(
                    "there is no secret “" + name + "” for this desktop; nothing was typed"));
  }

  private Secret value(VaultEntry secret) {
    try {
      return vault.value(secret);
    } catch (VaultRefused | UnknownSecret unreadable) {
      throw new DesktopException(unreadable.getMessage(), unreadable);
    }
  }

  private DesktopFocus.Talk talk(VaultEntry secret) {
    return aside(focus)
        .orElseThrow(() -> refusal(secret, "which page is open cannot be told on this desktop"))
        .begin(sessionId);
  }

  /** A click may take a moment to be heard. */
  private static FocusedField awaitField(DesktopFocus.Talk talk, VaultEntry secret, Point at)
      throws InterruptedException {
    long end = System.nanoTime() + FOCUS_LIMIT.toNanos();
    Optional<FocusedField> field = talk.at(at);
    while (field.isEmpty() && System.nanoTime() < end) {
      Thread.sleep(FOCUS_STEP_MILLIS);
      field = talk.at(at);
    }
    return field.orElseThrow(
        () -> refusal(secret, "no field of a page in Firefox has the keyboard at " + at));
  }

  private static void require(VaultEntry secret, FocusedField field) {
    AllowedSite site = secret.site().orElseThrow();
    field.pages().stream()
        .filter(page -> !site.holds(page))
        .findFirst()
        .ifPresent(
            page -> {
              throw refusal(
                  secret,
                  AllowedSite.placeOf(page)
                      .map(place -> "this field is part of a page of " + place)
                      .orElse("this field is part of a page of no site"));
            });
    if (!field.hides() && !secret.inSight()) {
      throw refusal(secret, "this field would show it; it may only go where dots stand for it");
    }
  }

  private static DesktopException refusal(VaultEntry secret, String why) {
    return new DesktopException(
        "the secret “%s” is for %s, and %s; nothing was typed"
            .formatted(secret.name(), secret.place(), why));
  }

  /** Covered, and on record, before the first key. */
  private void begin(VaultEntry secret, Secret value, Region place, Cover cover) {
    aside(
        () -> {
          vault.used(secret, value, sessionId, place);
          return place;
        });
    cover.begin(secret.name(), value, place);
  }

  private static void typeWhileItIs(
      FocusedField field, DesktopFocus.Talk talk, Point at, Desktop plain, String text)
      throws InterruptedException {
    int[] letters = text.codePoints().toArray();
    for (int from = 0; from < letters.length; from += LETTERS_AT_A_TIME) {
      requireStill(field, talk, at);
      int count = Math.min(LETTERS_AT_A_TIME, letters.length - from);
      plain.type(new String(letters, from, count));
    }
    requireStill(field, talk, at);
  }

  private static void requireStill(FocusedField field, DesktopFocus.Talk talk, Point at) {
    boolean still =
        talk.at(at)
            .filter(now -> now.hides() == field.hides() && now.pages().equals(field.pages()))
            .isPresent();
    if (!still) {
      throw new DesktopException(
          "the keyboard left the field while the secret was being typed, so part of it may be"
              + " missing; look at the page and fill it again");
    }
  }

  private static Region band(Size screen, Point at) {
    int top = Math.max(0, at.y() - BAND);
    return new Region(0, top, screen.width(), Math.min(screen.height(), at.y() + BAND) - top);
  }
}
