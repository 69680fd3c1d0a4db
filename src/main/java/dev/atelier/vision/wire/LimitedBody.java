package dev.atelier.vision.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Reads an answer only as far as it can be one: the words of a refusal are cut, a longer answer is
 * an error. Used by one exchange; its calls come one after the other.
 */
final class LimitedBody implements HttpResponse.BodySubscriber<byte[]> {
  private static final int MOST_OF_AN_ANSWER = 16 * 1024 * 1024;
  private static final int MOST_OF_A_REFUSAL = 8 * 1024;

  private final boolean answer;
  private final int most;
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private Flow.Subscription subscription;

  private LimitedBody(boolean answer) {
    this.answer = answer;
    this.most = answer ? MOST_OF_AN_ANSWER : MOST_OF_A_REFUSAL;
  }

  /** An answer has more bytes than any model writes. */
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;

    TooLong() {
      super("more than " + MOST_OF_AN_ANSWER + " bytes");
    }
  }

  static LimitedBody of(HttpResponse.ResponseInfo head) {
    return new LimitedBody(head.statusCode() / 100 == 2);
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription source) {
    subscription = source;
    source.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    for (ByteBuffer part : parts) {
      byte[] bytes = new byte[Math.min(part.remaining(), most - read.size())];
      part.get(bytes);
      read.writeBytes(bytes);
      if (part.hasRemaining()) {
        subscription.cancel();
        end();
        return;
      }
    }
  }

  private void end() {
    if (answer) {
      body.completeExceptionally(new TooLong());
    } else {
      body.complete(read.toByteArray());
    }
  }

  @Override
  public void onError(Throwable broken) {
    body.completeExceptionally(broken);
  }

  @Override
  public void onComplete() {
    body.complete(read.toByteArray());
  }
}
