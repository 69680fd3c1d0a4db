package dev.atelier.console;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** A bar of what was spent against its cap, with words beside it. */
final class SpendMeter extends Div {
  private static final long serialVersionUID = 1L;
  private static final BigDecimal HUNDRED = new BigDecimal("100");
  private static final int NEARLY = 80;
  private static final int FULL = 100;

  private final Div bar = new Div();
  private final Span words = new Span();

  SpendMeter() {
    addClassName("meter");
    Div track = new Div(bar);
    track.addClassName("track");
    track.getElement().setAttribute("aria-hidden", "true");
    words.addClassName("words");
    add(track, words);
  }

  /** Nothing is shown where there is no cap. */
  void show(BigDecimal spent, Optional<BigDecimal> cap) {
    setVisible(cap.isPresent());
    cap.ifPresent(most -> show(percent(spent, most), most));
  }

  private void show(int percent, BigDecimal cap) {
    String state = percent >= FULL ? "reached" : percent >= NEARLY ? "nearly" : "fine";
    setClassName("meter " + state);
    bar.getStyle().setWidth(Math.min(percent, FULL) + "%");
    words.setText(getTranslation("costs.meter." + state, percent, SpendLine.cap(cap)));
  }

  /** Never 100 before the cap is reached. */
  static int percent(BigDecimal spent, BigDecimal cap) {
    return cap.signum() == 0
        ? FULL
        : spent.multiply(HUNDRED).divide(cap, 0, RoundingMode.DOWN).intValue();
  }
}
