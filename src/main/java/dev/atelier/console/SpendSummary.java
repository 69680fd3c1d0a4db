package dev.atelier.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Optional;

/** What was spent today and this month, beside what may be. */
final class SpendSummary extends Div {
  private static final long serialVersionUID = 1L;

  private final ZoneId zone;
  private final Span today = amount("spent-today");
  private final SpendMeter meter = new SpendMeter();
  private final Paragraph forecast = new Paragraph();
  private final Span month = amount("spent-month");
  private final Span each = amount("cap-of-desktops");
  private final Paragraph bounded = quiet("costs.bounded");

  /**
   * @param zone whose midnight begins a day
   */
  SpendSummary(ZoneId zone) {
    this.zone = zone;
    addClassName("summary");
    forecast.setId("forecast");
    add(
        card("costs.today", today, meter, forecast, bounded),
        card("costs.month", month, quiet("costs.midnight", zone.getId())),
        card("costs.perDesktop", each, quiet("costs.perDesktop.what")));
  }

  private static Span amount(String id) {
    Span amount = new Span();
    amount.setId(id);
    amount.addClassName("amount");
    return amount;
  }

  private Paragraph quiet(String key, Object... values) {
    Paragraph words = new Paragraph(getTranslation(key, values));
    words.addClassName("quiet");
    return words;
  }

  private Div card(String title, Component... parts) {
    Div card = new Div(new H2(getTranslation(title)));
    card.add(parts);
    card.addClassName("card");
    return card;
  }

  /**
   * Shows other amounts.
   *
   * @param cap of the day; empty for whoever sees only some desktops
   * @param capOfDesktop empty where there is none
   * @param reachedAt when the day's cap is reached at the present pace
   */
  void show(
      BigDecimal spentToday,
      BigDecimal spentThisMonth,
      Optional<BigDecimal> cap,
      Optional<BigDecimal> capOfDesktop,
      Optional<Instant> reachedAt) {
    String spent = SpendLine.usd(spentToday);
    today.setText(
        cap.map(most -> getTranslation("costs.of", spent, SpendLine.cap(most))).orElse(spent));
    meter.show(spentToday, cap);
    bounded.setVisible(cap.isEmpty());
    forecast.setVisible(reachedAt.isPresent());
    reachedAt.ifPresent(at -> forecast.setText(getTranslation("costs.forecast", time(at))));
    month.setText(SpendLine.usd(spentThisMonth));
    each.setText(
        capOfDesktop.map(SpendLine::cap).orElseGet(() -> getTranslation("costs.cap.none")));
  }

  private String time(Instant at) {
    return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
        .withLocale(getLocale())
        .format(at.atZone(zone));
  }
}
