package dev.atelier.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.vision.Usage;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CostsCsvTest {
  @Test
  void whatPeopleWroteIsNoFormulaAndBreaksNoLine() throws IOException {
    SpentOn spent =
        new SpentOn(
            LocalDate.parse("2026-11-21"),
            "=HYPERLINK(\"http://x\")",
            "@ada",
            "dear",
            "big",
            "task_1",
            "+pay \"it\",\nnow",
            2,
            new Usage(1, 2, 3, 4),
            new BigDecimal("0.00000001"));
    assertThat(written(Stream.of(spent)))
        .startsWith("day,desktop,person,")
        .contains("\"'=HYPERLINK(\"\"http://x\"\")\",\"'@ada\"", "\"'+pay \"\"it\"\",\nnow\"")
        .endsWith("\"2\",\"1\",\"2\",\"3\",\"4\",\"0.00000001\"\n");
  }

  @Test
  void nothingIsReadAheadOfWhatIsWritten() {
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            if (new String(text, from, length).contains("task_3")) {
              throw new IOException("the client has gone");
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    AtomicInteger read = new AtomicInteger();
    Stream<SpentOn> endless = Stream.generate(() -> spent("task_" + read.incrementAndGet()));
    assertThatThrownBy(() -> CostsCsv.write(full, endless)).isInstanceOf(IOException.class);
    assertThat(read).hasValue(3);
  }

  private static String written(Stream<SpentOn> all) throws IOException {
    StringWriter text = new StringWriter();
    CostsCsv.write(text, all);
    return text.toString();
  }

  private static SpentOn spent(String task) {
    return new SpentOn(
        LocalDate.parse("2026-11-21"),
        "Accounts",
        "ada",
        "dear",
        "big",
        task,
        "pay",
        2,
        new Usage(1, 2, 3, 4),
        BigDecimal.ONE);
  }
}
