package dev.atelier.ocr;

import dev.atelier.desktop.Screenshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Measures how well and how fast the sample screens are read, and prints the table of
 * docs/adr/0002-reading-the-screen.md:
 *
 * <pre>mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *   -Dexec.mainClass=dev.atelier.ocr.OcrBenchmark</pre>
 */
final class OcrBenchmark {
  private static final int ROUNDS = 8;

  private OcrBenchmark() {}

  public static void main(String[] args) throws IOException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : ROUNDS;
    long before = residentMegabytes();
    PpOcrEngine engine = new PpOcrEngine();
    List<SampleScreen> samples = SampleScreen.NAMES.stream().map(SampleScreen::named).toList();
    double cold = milliseconds(engine, samples.get(0).picture());
    System.out.printf(Locale.ROOT, "cold, load and first screen: %.0f ms%n", cold);
    System.out.printf(
        "%-10s %6s %9s %22s %22s %10s%n",
        "screen", "words", "right", "whole p50/p95 ms", "changed p50/p95 ms", "same ms");
    List<Double> allWhole = new ArrayList<>();
    List<Double> allChanged = new ArrayList<>();
    int words = 0;
    int missed = 0;
    for (SampleScreen sample : samples) {
      List<Double> whole = new ArrayList<>();
      List<Double> changed = new ArrayList<>();
      List<Double> same = new ArrayList<>();
      int wrong = 0;
      for (int round = 0; round < rounds; round++) {
        engine.forget();
        whole.add(milliseconds(engine, sample.picture()));
        wrong = sample.missedIn(engine.read(sample.picture())).size();
        same.add(milliseconds(engine, sample.picture()));
        changed.add(milliseconds(engine, partlyAnother(sample, samples, round)));
      }
      words += sample.words().size();
      missed += wrong;
      allWhole.addAll(whole);
      allChanged.addAll(changed);
      System.out.printf(
          Locale.ROOT,
          "%-10s %6d %8.1f%% %22s %22s %10.1f%n",
          sample.name(),
          sample.words().size(),
          100.0 - 100.0 * wrong / sample.words().size(),
          percentiles(whole),
          percentiles(changed),
          percentile(same, 50));
    }
    System.out.printf(
        Locale.ROOT,
        "%-10s %6d %8.1f%% %22s %22s%n",
        "all",
        words,
        100.0 - 100.0 * missed / words,
        percentiles(allWhole),
        percentiles(allChanged));
    System.out.printf("resident memory: %d MB before, %d MB after%n", before, residentMegabytes());
    engine.unload();
  }

  private static double milliseconds(PpOcrEngine engine, Screenshot picture) {
    long start = System.nanoTime();
    engine.read(picture);
    return (System.nanoTime() - start) / 1e6;
  }

  /** The screen with 420 by 300 pixels of another one in it, as when a dialog opens. */
  private static Screenshot partlyAnother(
      SampleScreen sample, List<SampleScreen> samples, int round) {
    Screenshot picture = sample.picture();
    Screenshot other =
        samples.get((samples.indexOf(sample) + 1 + round) % samples.size()).picture();
    int[] pixels = new int[picture.width() * picture.height()];
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        boolean inPart = x >= 60 && x < 480 && y >= 140 && y < 440;
        pixels[y * picture.width() + x] = (inPart ? other : picture).rgb(x, y);
      }
    }
    return new Screenshot(picture.width(), picture.height(), pixels);
  }

  private static String percentiles(List<Double> times) {
    return String.format(Locale.ROOT, "%.0f / %.0f", percentile(times, 50), percentile(times, 95));
  }

  private static double percentile(List<Double> times, int percent) {
    double[] sorted = times.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1L, Math.round(sorted.length * percent / 100.0))];
  }

  private static long residentMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }
}
