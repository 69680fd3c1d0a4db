package dev.atelier.console;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;
import java.util.Locale;

/** Those who may come in by one way, searched by name where there are many. */
final class AccessList extends Section {
  private static final long serialVersionUID = 1L;

  /** So many are seen at a glance. */
  private static final int GLANCE = 8;

  private final String noneKey;
  private final UnorderedList list = new UnorderedList();
  private final Paragraph none = new Paragraph();
  private final TextField search = new TextField();
  private transient List<Entry> entries = List.of();

  /** One of them, by the name that is searched. */
  record Entry(String name, ListItem item) {}

  /**
   * @param id of the list; what belongs to it is called after it
   * @param noneKey of the words where there is nobody
   * @param add lets another one in
   */
  AccessList(String id, String titleKey, String noneKey, Button add) {
    this.noneKey = noneKey;
    list.setId(id);
    none.addClassName("quiet");
    none.setId(id + "-none");
    search.setId(id + "-search");
    search.setPlaceholder(getTranslation("access.search"));
    search.setAriaLabel(getTranslation("access.search"));
    search.setPrefixComponent(VaadinIcon.SEARCH.create());
    search.setClearButtonVisible(true);
    search.setValueChangeMode(ValueChangeMode.LAZY);
    search.addValueChangeListener(event -> filter());
    Div bar = new Div(new H2(getTranslation(titleKey)), add);
    bar.addClassName("bar");
    add(bar, search, none, list);
  }

  void show(List<Entry> all) {
    entries = List.copyOf(all);
    search.setVisible(entries.size() > GLANCE);
    filter();
  }

  private void filter() {
    String wanted = search.isVisible() ? search.getValue().strip() : "";
    String part = wanted.toLowerCase(Locale.ROOT);
    list.removeAll();
    entries.stream()
        .filter(entry -> entry.name().toLowerCase(Locale.ROOT).contains(part))
        .forEach(entry -> list.add(entry.item()));
    boolean isEmpty = list.getChildren().findAny().isEmpty();
    none.setVisible(isEmpty);
    none.setText(
        entries.isEmpty() ? getTranslation(noneKey) : getTranslation("access.noMatch", wanted));
  }
}
