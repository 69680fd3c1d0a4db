package dev.atelier.identity;

import dev.atelier.BackgroundWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Tries whether the provider of single sign-on can be used, within a time, once at a time.
 * Thread-safe.
 */
@ApplicationScoped
public class SignOnCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final SignOn signOn;
  private final BackgroundWork background;
  private final Duration patience;
  private CompletableFuture<Optional<SignOnTrouble>> asked =
      CompletableFuture.completedFuture(Optional.empty());

  @Inject
  SignOnCheck(SignOn signOn, BackgroundWork background) {
    this(signOn, background, PATIENCE);
  }

  SignOnCheck(SignOn signOn, BackgroundWork background, Duration patience) {
    this.signOn = signOn;
    this.background = background;
    this.patience = patience;
  }

  /** For CDI's proxy only. */
  protected SignOnCheck() {
    this(null, null);
  }

  /**
   * What is wrong with it at this moment; empty when nothing is, or there is none. Whoever asks
   * while it is being tried is told what comes of that.
   */
  public Optional<SignOnTrouble> trouble() {
    return underWay()
        .copy()
        .completeOnTimeout(
            Optional.of(new SignOnTrouble(SignOnTrouble.Kind.SILENT, "")),
            patience.toMillis(),
            TimeUnit.MILLISECONDS)
        .join();
  }

  private synchronized CompletableFuture<Optional<SignOnTrouble>> underWay() {
    if (asked.isDone()) {
      CompletableFuture<Optional<SignOnTrouble>> answer = new CompletableFuture<>();
      asked = answer;
      // What it is asked with has limits for each step, and none for the name server.
      background.run(() -> ask(answer));
    }
    return asked;
  }

  private void ask(CompletableFuture<Optional<SignOnTrouble>> answer) {
    try {
      answer.complete(signOn.trouble());
    } catch (RuntimeException | Error unforeseen) {
      answer.completeExceptionally(unforeseen);
    }
  }
}
