package dev.atelier.console;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.dom.Element;
import dev.atelier.cost.Period;
import dev.atelier.cost.Sum;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Optional;

/** What each day cost, as a picture and, for whoever rather reads, as a table. */
final class SpendChart extends Div {
  private static final long serialVersionUID = 1L;
  private static final String NARROW = "(max-width: 600px)";
  private static final String DARK = "(prefers-color-scheme: dark)";

  private final Element picture = new Element("picture");
  private final Paragraph line = new Paragraph();
  private final SpendTable table = new SpendTable("by-day", "costs.byDay", this::date);
  private int shown;

  SpendChart() {
    addClassName("spend-chart");
    line.addClassName("quiet");
    add(new H2(getTranslation("costs.chart")));
    getElement().appendChild(picture);
    add(line, new NativeDetails(getTranslation("costs.chart.table"), table));
  }

  private String date(Sum sum) {
    return date(LocalDate.parse(sum.key()));
  }

  private String date(LocalDate day) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
        .withLocale(getLocale())
        .format(day);
  }

  /**
   * Shows other days.
   *
   * @param cap in words, where a line is drawn for it
   */
  void show(Period period, List<Sum> days, Optional<String> cap) {
    shown++;
    picture.removeAllChildren();
    picture.appendChild(
        source(period, NARROW + " and " + DARK, "dark", 360),
        source(period, NARROW, "light", 360),
        source(period, DARK, "dark", 960));
    Element image = new Element("img");
    image.setAttribute("src", address(period, "light", 960));
    image.setAttribute(
        "alt", getTranslation("costs.chart.alt", date(period.from()), date(period.until())));
    picture.appendChild(image);
    line.setVisible(cap.isPresent());
    cap.ifPresent(usd -> line.setText(getTranslation("costs.chart.line", usd)));
    table.show(days, Period.MOST_DAYS, Optional.empty());
  }

  private Element source(Period period, String media, String theme, int width) {
    Element source = new Element("source");
    source.setAttribute("media", media);
    source.setAttribute("srcset", address(period, theme, width));
    return source;
  }

  /** With a number that changes, or the browser would go on showing the picture it has. */
  private String address(Period period, String theme, int width) {
    return "/costs/chart.svg?from=%s&until=%s&theme=%s&width=%d&shown=%d"
        .formatted(period.from(), period.until(), theme, width, shown);
  }
}
