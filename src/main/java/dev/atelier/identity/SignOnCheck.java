package dev.atelier.identity;

import dev.atelier.BackgroundWork;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Tries whether the provider of single sign-on can be used, within a time. Thread-safe. */
@ApplicationScoped
public class SignOnCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final SignOn signOn;
  private final BackgroundWork background;
  private final Duration patience;

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

  /** What is wrong with it at this moment; empty when nothing is, or there is none. */
  public Optional<SignOnTrouble> trouble() {
    CompletableFuture<Optional<SignOnTrouble>> answer = new CompletableFuture<>();
    // What it is asked with has limits for each step, and none for the name server.
    background.run(() -> ask(answer));
    return answer
        .completeOnTimeout(
            Optional.of(new SignOnTrouble(SignOnTrouble.Kind.SILENT, "")),
            patience.toMillis(),
            TimeUnit.MILLISECONDS)
        .join();
  }

  private void ask(CompletableFuture<Optional<SignOnTrouble>> answer) {
    try {
      answer.complete(signOn.trouble());
    } catch (RuntimeException | Error unforeseen) {
      answer.completeExceptionally(unforeseen);
    }
  }
}
