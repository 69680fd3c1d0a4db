package dev.atelier.desktop.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ExecPlumbingTest {

  @Test
  void outputIsTakenOutOfItsFramesAndComplaintsAreKept() throws IOException {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    frame(frames, 1, "one ");
    frame(frames, 2, "trouble\n");
    frame(frames, 1, "");
    frame(frames, 1, "two");
    FramedOutput output = new FramedOutput(new ByteArrayInputStream(frames.toByteArray()));
    assertThat(new String(output.readAllBytes(), UTF_8)).isEqualTo("one two");
    assertThat(output.complaint()).isEqualTo("trouble");
  }

  @Test
  void aCutFrameIsAnError() throws IOException {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    frame(frames, 1, "whole");
    byte[] bytes = frames.toByteArray();
    for (int length = 1; length < bytes.length; length++) {
      FramedOutput output = new FramedOutput(new ByteArrayInputStream(bytes, 0, length));
      assertThatThrownBy(output::readAllBytes).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void nonsenseIsAnErrorAndCostsNoMemory() {
    byte[] unknown = {9, 0, 0, 0, 0, 0, 0, 1, 1};
    byte[] endless = {1, 0, 0, 0, -1, -1, -1, -1};
    for (byte[] bytes : new byte[][] {unknown, endless}) {
      assertThatThrownBy(() -> new FramedOutput(new ByteArrayInputStream(bytes)).readAllBytes())
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void whatGoesIntoThePipeComesOutOfIt() throws Exception {
    StdinPipe pipe = new StdinPipe();
    byte[] sent = new byte[1_000_003];
    new Random(1).nextBytes(sent);
    Thread writer =
        new Thread(
            () -> {
              try (OutputStream output = pipe.writer()) {
                for (int at = 0, step = 1; at < sent.length; at += step, step = step * 3 % 70_001) {
                  output.write(sent, at, Math.min(step, sent.length - at));
                }
              } catch (IOException broken) {
                throw new AssertionError(broken);
              }
            });
    writer.start();
    assertThat(pipe.readAllBytes()).isEqualTo(sent);
    writer.join();
  }

  @Test
  void aFullPipeMakesItsWriterWaitAndClosingReleasesIt() throws Exception {
    StdinPipe pipe = new StdinPipe();
    IOException[] thrown = new IOException[1];
    Thread writer =
        new Thread(
            () -> {
              try {
                pipe.writer().write(new byte[1 << 20]);
              } catch (IOException closed) {
                thrown[0] = closed;
              }
            });
    writer.start();
    writer.join(200);
    assertThat(writer.isAlive()).isTrue();
    pipe.close();
    writer.join();
    assertThat(thrown[0]).isNotNull();
  }

  private static void frame(ByteArrayOutputStream frames, int stream, String text) {
    byte[] payload = text.getBytes(UTF_8);
    frames.writeBytes(new byte[] {(byte) stream, 0, 0, 0, 0, 0, 0, (byte) payload.length});
    frames.writeBytes(payload);
  }
}
