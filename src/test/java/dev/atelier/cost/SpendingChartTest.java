package dev.atelier.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class SpendingChartTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-11-01");

  private static List<Sum> days(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            n ->
                new Sum(
                    FIRST.plusDays(n).toString(),
                    Optional.empty(),
                    BigDecimal.valueOf(n * 7L % 11, 1),
                    n))
        .toList();
  }

  private static String svg(List<Sum> days, String cap, ChartTheme theme, Locale locale) {
    Optional<BigDecimal> line = Optional.ofNullable(cap).map(BigDecimal::new);
    return Svg.of(new SpendingChart(days, line, theme, locale).draw(), 960, 260);
  }

  @Test
  void itIsAPictureOfTheDaysAndTheDollars() throws Exception {
    String svg = svg(days(5), "1.10", ChartTheme.LIGHT, Locale.ENGLISH);
    assertThat(svg).contains(">1 Nov<", ">5 Nov<", ">$0.20<", "stroke-dasharray", "rgb(180,83,47)");
    var document =
        DocumentBuilderFactory.newDefaultNSInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(document.getDocumentElement().getAttribute("viewBox")).isEqualTo("0 0 960 260");
  }

  @Test
  void itSpeaksTheReadersLanguageAndHasTheirColours() {
    String svg = svg(days(3), null, ChartTheme.DARK, Locale.GERMAN);
    assertThat(svg)
        .contains(">1 Nov.<", "0,40<")
        .doesNotContain("rgb(180,83,47)", "stroke-dasharray=\"6");
  }

  @Test
  void aYearAndASingleDayOnWhichNothingWasSpentAreDrawnToo() {
    assertThat(svg(days(366), "1", ChartTheme.LIGHT, Locale.ENGLISH)).endsWith("</svg>");
    assertThat(svg(days(1), null, ChartTheme.LIGHT, Locale.ENGLISH)).contains(">1 Nov<");
  }
}
