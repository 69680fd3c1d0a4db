package dev.atelier.ocr;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A neural network with one input and one output. Thread-safe: each run computes on its own thread
 * in memory that is used again by a later run, so that what it takes is bounded by the threads.
 */
final class Network implements AutoCloseable {
  private final OrtSession session;
  private final String input;
  private final String output;
  private final int mostIn;
  private final int mostOut;
  private final Queue<Memory> spare = new ConcurrentLinkedQueue<>();

  private record Memory(FloatBuffer in, FloatBuffer out) {}

  /**
   * @param mostIn numbers of the largest input there will be
   * @param mostOut numbers of the largest output there will be
   */
  Network(String resource, int mostIn, int mostOut) {
    this.session = Onnx.open(resource);
    this.input = session.getInputNames().iterator().next();
    this.output = session.getOutputNames().iterator().next();
    this.mostIn = mostIn;
    this.mostOut = mostOut;
  }

  /**
   * Runs the network once.
   *
   * @param fill writes the input by absolute index
   * @param use reads the output, which is gone afterwards
   */
  <R> R run(
      long[] inShape, long[] outShape, Consumer<FloatBuffer> fill, Function<FloatBuffer, R> use) {
    Memory memory = spare.poll();
    if (memory == null) {
      memory = new Memory(floats(mostIn), floats(mostOut));
    }
    FloatBuffer in = memory.in().duplicate().limit(count(inShape));
    FloatBuffer out = memory.out().duplicate().limit(count(outShape));
    fill.accept(in);
    try (OnnxTensor question = OnnxTensor.createTensor(Onnx.environment(), in, inShape);
        OnnxTensor answer = OnnxTensor.createTensor(Onnx.environment(), out, outShape)) {
      session.run(Map.of(input, question), Map.of(output, answer)).close();
      return use.apply(out);
    } catch (OrtException failed) {
      throw new IllegalStateException(
          "a network failed on an input of " + Arrays.toString(inShape), failed);
    } finally {
      spare.add(memory);
    }
  }

  private static int count(long[] shape) {
    return Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
  }

  private static FloatBuffer floats(int count) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(count, Float.BYTES))
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException failed) {
      throw new IllegalStateException("cannot close a network", failed);
    }
  }
}
