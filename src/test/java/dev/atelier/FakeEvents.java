package dev.atelier;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Events without a container: remembered in order, and told to observers at once. Thread-safe. */
public final class FakeEvents<T> implements Event<T> {
  private final List<T> fired = new CopyOnWriteArrayList<>();
  private final List<Consumer<? super T>> observers = new CopyOnWriteArrayList<>();

  /** What was fired, in order; an event whose observer objected is among it. */
  public List<T> fired() {
    return List.copyOf(fired);
  }

  /** Adds an observer; what it throws reaches whoever fires. */
  public FakeEvents<T> observedBy(Consumer<? super T> observer) {
    observers.add(observer);
    return this;
  }

  @Override
  public void fire(T event) {
    fired.add(event);
    observers.forEach(observer -> observer.accept(event));
  }

  @Override
  public <U extends T> CompletionStage<U> fireAsync(U event) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <U extends T> CompletionStage<U> fireAsync(U event, NotificationOptions options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Event<T> select(Annotation... qualifiers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <U extends T> Event<U> select(Class<U> subtype, Annotation... qualifiers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <U extends T> Event<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
    throw new UnsupportedOperationException();
  }
}
