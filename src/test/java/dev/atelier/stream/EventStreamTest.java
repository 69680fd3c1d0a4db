package dev.atelier.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.stream.EventStream.ServerEvent;
import dev.atelier.stream.EventStream.Source;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class EventStreamTest {
  private static final int PLENTY = 1000;

  private final FakeClient client = new FakeClient();
  private final Numbers source = new Numbers();
  private final AtomicInteger closings = new AtomicInteger();

  /** Numbered events, as many as there are so far. */
  private static final class Numbers implements Source {
    private int there;
    private int told;
    private boolean over;
    private boolean broken;
    private final List<Integer> asked = new ArrayList<>();

    @Override
    public List<ServerEvent> next() {
      if (broken) {
        throw new IllegalStateException("the database is gone");
      }
      asked.add(told);
      if (told == there) {
        return List.of();
      }
      told++;
      return List.of(new ServerEvent("step", Integer.toString(told), "{\"n\":" + told + "}"));
    }

    @Override
    public boolean ended() {
      return over && told == there;
    }
  }

  @Test
  void anEventIsWrittenAsTheFormatWantsIt() throws IOException {
    source.there = 1;
    open();
    client.reads(PLENTY);
    assertThat(client.received()).isEqualTo("event: step\nid: 1\ndata: {\"n\":1}\n\n");
    assertThat(client.headers())
        .containsEntry("Content-Type", "text/event-stream")
        .containsEntry("Cache-Control", "no-store");
  }

  @Test
  void anEventWithoutAnIdHasNoIdLine() {
    assertThat(
            new String(
                new ServerEvent("end", "", "{}").bytes(), java.nio.charset.StandardCharsets.UTF_8))
        .isEqualTo("event: end\ndata: {}\n\n");
  }

  @Test
  void whatComesLaterIsToldWhenTheStreamIsWoken() throws IOException {
    EventStream stream = open();
    client.reads(PLENTY);
    source.there = 2;
    stream.wake();
    assertThat(client.received()).contains("id: 1\n").contains("id: 2\n");
  }

  @Test
  void aClientThatDoesNotReadIsWrittenNothingAndCostsNothing() throws IOException {
    source.there = 500;
    EventStream stream = open();
    client.reads(3);
    for (int n = 0; n < 100; n++) {
      stream.wake();
      stream.keepAlive();
    }
    assertThat(client.received().lines().filter(line -> line.startsWith("id: "))).hasSize(3);
    assertThat(source.told).isLessThanOrEqualTo(4);
    assertThat(stream.closed()).isFalse();
  }

  @Test
  void aClientThatReadsNothingForTooLongIsClosed() throws IOException {
    source.there = 500;
    EventStream stream = open(Duration.ZERO);
    client.reads(3);
    stream.wake();
    assertThat(stream.closed()).isFalse();
    stream.keepAlive();
    assertThat(stream.closed()).isTrue();
    assertThat(closings).hasValue(1);
    assertThat(client.completed()).isEqualTo(1);
    stream.keepAlive();
    assertThat(closings).hasValue(1);
  }

  @Test
  void aQuietStreamWhoseClientReadsStaysOpen() throws IOException {
    EventStream stream = open(Duration.ZERO);
    client.reads(PLENTY);
    stream.keepAlive();
    stream.keepAlive();
    assertThat(stream.closed()).isFalse();
  }

  @Test
  void aClientThatReadsOnMissesNothing() throws IOException {
    source.there = 5;
    EventStream stream = open();
    client.reads(2);
    source.there = 9;
    stream.wake();
    client.reads(PLENTY);
    assertThat(client.received().lines().filter(line -> line.startsWith("id: ")))
        .containsExactly(
            "id: 1", "id: 2", "id: 3", "id: 4", "id: 5", "id: 6", "id: 7", "id: 8", "id: 9");
  }

  @Test
  void nothingIsWrittenBeforeTheContainerSaysThatItMay() throws IOException {
    source.there = 1;
    EventStream stream = open();
    client.makesRoom(PLENTY);
    stream.wake();
    stream.keepAlive();
    assertThat(client.received()).isEmpty();
    client.reads(0);
    assertThat(client.received()).startsWith("event: step");
  }

  @Test
  void aCommentKeepsAQuietStreamAlive() throws IOException {
    EventStream stream = open();
    client.reads(PLENTY);
    stream.keepAlive();
    assertThat(client.received()).isEqualTo(":\n\n");
  }

  @Test
  void anEventIsAsGoodAsAComment() throws IOException {
    EventStream stream = open();
    client.reads(PLENTY);
    source.there = 1;
    stream.keepAlive();
    assertThat(client.received()).startsWith("event: step").doesNotContain(":\n\n\n");
    assertThat(client.received()).doesNotStartWith(":").doesNotEndWith("\n:\n\n");
  }

  @Test
  void theStreamEndsAfterItsLastEvent() throws IOException {
    source.there = 2;
    source.over = true;
    EventStream stream = open();
    client.reads(PLENTY);
    assertThat(client.received()).endsWith("data: {\"n\":2}\n\n");
    assertThat(client.completed()).isEqualTo(1);
    assertThat(closings).hasValue(1);
    assertThat(stream.closed()).isTrue();
  }

  @Test
  void aStreamThatHasEndedStaysSilent() throws IOException {
    source.over = true;
    EventStream stream = open();
    client.reads(PLENTY);
    source.there = 7;
    stream.wake();
    stream.keepAlive();
    client.reads(PLENTY);
    assertThat(client.received()).isEmpty();
    assertThat(closings).hasValue(1);
    assertThat(client.completed()).isEqualTo(1);
  }

  @Test
  void aClientThatHasGoneIsForgottenOnce() throws IOException {
    EventStream stream = open();
    client.reads(PLENTY);
    client.isFoundGone();
    client.isFoundGone();
    stream.wake();
    assertThat(closings).hasValue(1);
    assertThat(stream.closed()).isTrue();
  }

  @Test
  void aClientThatHasGoneIsNoticedAtTheNextWrite() throws IOException {
    EventStream stream = open();
    client.reads(PLENTY);
    client.goesAway();
    stream.keepAlive();
    assertThat(closings).hasValue(1);
    assertThat(client.completed()).isEqualTo(1);
  }

  @Test
  void aSourceThatFailsEndsTheStreamSoThatTheClientAsksAgain() throws IOException {
    EventStream stream = open();
    client.reads(PLENTY);
    source.broken = true;
    stream.wake();
    assertThat(closings).hasValue(1);
    assertThat(client.completed()).isEqualTo(1);
  }

  private EventStream open() throws IOException {
    return EventStream.open(client.request(), client.response(), source, closings::incrementAndGet);
  }

  private EventStream open(Duration patience) throws IOException {
    return EventStream.open(
        client.request(), client.response(), source, closings::incrementAndGet, patience);
  }
}
