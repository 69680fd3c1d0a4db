package dev.atelier.ocr;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Opens neural networks from the class path, with little memory. Thread-safe. */
final class Onnx {
  private static final String WHERE_LIBRARIES_ARE = "onnxruntime.native.path";
  private static final List<String> LIBRARIES =
      List.of("libonnxruntime.so", "libonnxruntime4j_jni.so");
  private static OrtEnvironment environment;

  private Onnx() {}

  /** Opens a network that computes on the thread that asks it. */
  static OrtSession open(String resource) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      // The arena is as large as the largest input takes, which is bounded; the C library's
      // allocator would keep three times as much.
      options.setCPUArenaAllocator(true);
      options.setMemoryPatternOptimization(false);
      options.addConfigEntry("session.use_device_allocator_for_initializers", "1");
      return environment().createSession(bytes(resource), options);
    } catch (OrtException refused) {
      throw new IllegalStateException("cannot open " + resource, refused);
    }
  }

  static synchronized OrtEnvironment environment() {
    if (environment == null) {
      environment = load();
    }
    return environment;
  }

  /**
   * Loads the native libraries from a directory that is gone again once they are loaded: left to
   * itself the runtime leaves a copy behind whenever the server is killed.
   */
  private static OrtEnvironment load() {
    String source = source();
    if (source.isEmpty() || System.getProperty(WHERE_LIBRARIES_ARE) != null) {
      return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "atelier");
    }
    try {
      Path directory = Files.createTempDirectory("atelier-ocr");
      try {
        for (String library : LIBRARIES) {
          try (InputStream in = resource(source + library)) {
            Files.copy(in, directory.resolve(library));
          }
        }
        System.setProperty(WHERE_LIBRARIES_ARE, directory.toString());
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "atelier");
      } finally {
        System.clearProperty(WHERE_LIBRARIES_ARE);
        for (String library : LIBRARIES) {
          Files.deleteIfExists(directory.resolve(library));
        }
        Files.delete(directory);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot unpack the OCR libraries", failed);
    }
  }

  /** Where the jar keeps the libraries of this machine; empty where the runtime should look. */
  private static String source() {
    if (!System.getProperty("os.name").startsWith("Linux")) {
      return "";
    }
    return switch (System.getProperty("os.arch")) {
      case "amd64", "x86_64" -> "ai/onnxruntime/native/linux-x64/";
      case "aarch64" -> "ai/onnxruntime/native/linux-aarch64/";
      default -> "";
    };
  }

  static byte[] bytes(String resource) {
    try (InputStream in = resource(resource)) {
      return in.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read " + resource, broken);
    }
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = Onnx.class.getClassLoader().getResourceAsStream(name);
    if (in == null) {
      throw new IOException(name + " is not on the class path");
    }
    return in;
  }
}
