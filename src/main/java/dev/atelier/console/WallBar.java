package dev.atelier.console;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.function.Consumer;
import java.util.function.Function;

/** Where people choose which desktops the wall shows, and in which order. */
final class WallBar extends Div {
  private static final long serialVersionUID = 1L;

  private final TextField search = new TextField();
  private final Select<WallFilter.Standing> standing;
  private final Select<WallFilter.Order> order;
  private final Span count = new Span();

  /**
   * @param chosen told of every choice
   */
  WallBar(Consumer<WallFilter> chosen) {
    addClassName("wall-bar");
    search.setId("wall-search");
    search.setLabel(getTranslation("wall.search"));
    search.setPrefixComponent(VaadinIcon.SEARCH.create());
    search.setClearButtonVisible(true);
    search.setValueChangeMode(ValueChangeMode.LAZY);
    standing =
        select(
            "wall-show", "wall.show", WallFilter.Standing.values(), WallFilter.Standing::textKey);
    order =
        select("wall-order", "wall.order", WallFilter.Order.values(), WallFilter.Order::textKey);
    count.addClassName("quiet");
    count.getElement().setAttribute("role", "status");
    search.addValueChangeListener(event -> tell(event.isFromClient(), chosen));
    standing.addValueChangeListener(event -> tell(event.isFromClient(), chosen));
    order.addValueChangeListener(event -> tell(event.isFromClient(), chosen));
    add(search, standing, order, count);
  }

  private <T> Select<T> select(String id, String key, T[] items, Function<T, String> textKey) {
    Select<T> select = new Select<>();
    select.setId(id);
    select.setLabel(getTranslation(key));
    select.setItems(items);
    select.setItemLabelGenerator(item -> getTranslation(textKey.apply(item)));
    return select;
  }

  private void tell(boolean byPerson, Consumer<WallFilter> chosen) {
    if (byPerson) {
      chosen.accept(new WallFilter(search.getValue(), standing.getValue(), order.getValue()));
    }
  }

  void show(WallFilter filter) {
    search.setValue(filter.search());
    standing.setValue(filter.standing());
    order.setValue(filter.order());
  }

  /** How many are shown, of how many. */
  void showCount(int shown, int all) {
    count.setText(getTranslation("wall.count", shown, all));
    count.setVisible(shown < all);
  }
}
