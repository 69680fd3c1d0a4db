package dev.atelier.cost;

import java.awt.BasicStroke;
import java.awt.Font;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.SimpleDateFormat;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.DateAxis;
import org.jfree.chart.axis.DateTickMarkPosition;
import org.jfree.chart.axis.DateTickUnit;
import org.jfree.chart.axis.DateTickUnitType;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.time.Day;
import org.jfree.data.time.TimeSeries;
import org.jfree.data.time.TimeSeriesCollection;

/** A bar for what each day cost, below the line of the cap. */
final class SpendingChart {
  private static final Font LETTERS = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final RectangleInsets FEW_LABELS = new RectangleInsets(10, 4, 10, 6);
  private static final double GAP_OF_BARS = 0.3;
  private static final double ROOM_ABOVE = 1.12;
  private static final double SMALLEST_SCALE = 0.01;
  private static final int ALL_DAYS_NAMED = 7;

  private final List<Sum> days;
  private final Optional<BigDecimal> cap;
  private final ChartTheme theme;
  private final Locale locale;

  /**
   * @param days by day, in order and without gaps
   * @param cap where a line is drawn
   */
  SpendingChart(List<Sum> days, Optional<BigDecimal> cap, ChartTheme theme, Locale locale) {
    this.days = days;
    this.cap = cap;
    this.theme = theme;
    this.locale = locale;
  }

  JFreeChart draw() {
    XYBarRenderer bars = new XYBarRenderer(GAP_OF_BARS);
    bars.setBarPainter(new StandardXYBarPainter());
    bars.setShadowVisible(false);
    bars.setSeriesPaint(0, theme.bar());
    XYPlot plot = new XYPlot(series(), dates(), dollars(), bars);
    plot.setBackgroundPaint(theme.surface());
    plot.setOutlineVisible(false);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinePaint(theme.line());
    plot.setRangeGridlineStroke(new BasicStroke(1));
    cap.ifPresent(usd -> plot.addRangeMarker(line(usd)));
    JFreeChart chart = new JFreeChart(null, LETTERS, plot, false);
    chart.setBackgroundPaint(theme.surface());
    return chart;
  }

  private TimeSeriesCollection series() {
    TimeSeries spent = new TimeSeries("");
    days.forEach(sum -> spent.add(day(sum), sum.usd().doubleValue()));
    return new TimeSeriesCollection(spent);
  }

  private static Day day(Sum sum) {
    LocalDate day = LocalDate.parse(sum.key());
    return new Day(day.getDayOfMonth(), day.getMonthValue(), day.getYear());
  }

  private ValueAxis dates() {
    DateAxis axis = new DateAxis();
    axis.setDateFormatOverride(new SimpleDateFormat("d MMM", locale));
    if (days.size() <= ALL_DAYS_NAMED) {
      axis.setTickUnit(new DateTickUnit(DateTickUnitType.DAY, 1));
    }
    axis.setRange(day(days.get(0)).getStart(), day(days.get(days.size() - 1)).getEnd());
    axis.setTickMarkPosition(DateTickMarkPosition.MIDDLE);
    return quiet(axis);
  }

  private ValueAxis dollars() {
    double highest = days.stream().mapToDouble(sum -> sum.usd().doubleValue()).max().orElse(0);
    double most = Math.max(highest, cap.map(BigDecimal::doubleValue).orElse(SMALLEST_SCALE));
    NumberAxis axis = new NumberAxis();
    axis.setRange(0, Math.max(most, SMALLEST_SCALE) * ROOM_ABOVE);
    axis.setNumberFormatOverride(
        new DecimalFormat("$#,##0.00", DecimalFormatSymbols.getInstance(locale)));
    axis.setTickLabelInsets(FEW_LABELS);
    return quiet(axis);
  }

  private ValueAxis quiet(ValueAxis axis) {
    axis.setTickLabelFont(LETTERS);
    axis.setTickLabelPaint(theme.text());
    axis.setAxisLinePaint(theme.line());
    axis.setTickMarksVisible(false);
    return axis;
  }

  private ValueMarker line(BigDecimal usd) {
    float[] dashes = {6, 4};
    return new ValueMarker(
        usd.doubleValue(),
        theme.cap(),
        new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dashes, 0));
  }
}
