package dev.atelier.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.vision.Usage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostsCsvTest {
  @Test
  void whatPeopleWroteIsNoFormulaAndBreaksNoLine() {
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
    assertThat(CostsCsv.of(List.of(spent)))
        .startsWith("day,desktop,person,")
        .contains("\"'=HYPERLINK(\"\"http://x\"\")\",\"'@ada\"", "\"'+pay \"\"it\"\",\nnow\"")
        .endsWith("\"2\",\"1\",\"2\",\"3\",\"4\",\"0.00000001\"\n");
  }
}
