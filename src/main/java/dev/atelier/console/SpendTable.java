package dev.atelier.console;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.atelier.cost.Sum;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What was spent on each of some things, the dearest first. */
final class SpendTable extends Div {
  private static final long serialVersionUID = 1L;

  private final NativeTableBody body = new NativeTableBody();
  private final Paragraph more;
  private final transient Function<Sum, String> name;

  /**
   * @param what the key of the text that says what they are
   * @param name what people call each
   */
  SpendTable(String id, String what, Function<Sum, String> name) {
    this.name = name;
    setId(id);
    addClassName("spend-table");
    H2 title = new H2(getTranslation(what));
    title.setId(id + "-title");
    NativeTableHeader header =
        new NativeTableHeader(
            new NativeTableRow(
                column("costs.column.name", ""),
                column("costs.column.calls", "number"),
                column("costs.column.usd", "number")));
    NativeTable table = new NativeTable(header, body);
    table.getElement().setAttribute("aria-labelledby", id + "-title");
    more = new Paragraph(getTranslation("costs.more"));
    more.addClassName("quiet");
    add(title, table, more);
  }

  private NativeTableHeaderCell column(String key, String style) {
    NativeTableHeaderCell cell = new NativeTableHeaderCell(getTranslation(key));
    cell.getElement().setAttribute("scope", "col");
    cell.setClassName(style);
    return cell;
  }

  /**
   * Shows others.
   *
   * @param most how many are shown
   * @param cap of each, where it has one
   */
  void show(List<Sum> sums, int most, Optional<BigDecimal> cap) {
    body.removeAll();
    sums.stream().limit(most).forEach(sum -> body.add(row(sum, cap)));
    more.setVisible(sums.size() > most);
  }

  private NativeTableRow row(Sum sum, Optional<BigDecimal> cap) {
    NativeTableHeaderCell named = new NativeTableHeaderCell();
    named.getElement().setAttribute("scope", "row");
    Span words = new Span(name.apply(sum));
    words.addClassName("name");
    words.setTitle(name.apply(sum));
    named.add(words);
    SpendMeter meter = new SpendMeter();
    meter.show(sum.usd(), cap);
    named.add(meter);
    return new NativeTableRow(
        named, number(Long.toString(sum.calls())), number(SpendLine.usd(sum.usd())));
  }

  private static NativeTableCell number(String text) {
    NativeTableCell cell = new NativeTableCell(text);
    cell.addClassName("number");
    return cell;
  }
}
