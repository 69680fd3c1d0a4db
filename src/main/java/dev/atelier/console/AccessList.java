package dev.atelier.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Those who may come in by one way, searched by name where there are many. */
final class AccessList extends Section {
  private static final long serialVersionUID = 1L;

  /** So many are seen at a glance. */
  private static final int GLANCE = 8;

  private final String noneKey;
  private final Wall list = new Wall("ul");
  private final Paragraph none = new Paragraph();
  private final TextField search = new TextField();
  private transient List<Entry> entries = List.of();

  /**
   * One of them, by the name that is searched.
   *
   * @param rights what its buttons work with; where that is the same, the buttons stay
   * @param facts what is only to be read of it
   */
  record Entry(String name, Object rights, Div facts, ListItem item) {

    /** The earlier one, with the facts of this. */
    Entry keeping(Entry earlier) {
      earlier.facts.removeAll();
      earlier.facts.add(facts.getChildren().toArray(Component[]::new));
      return earlier;
    }
  }

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

  /** Who is there as before keeps the buttons, so that what has the focus keeps it. */
  void show(List<Entry> all) {
    Map<Object, Entry> before = new HashMap<>();
    entries.forEach(entry -> before.put(entry.rights(), entry));
    entries =
        all.stream()
            .map(
                entry ->
                    Optional.ofNullable(before.get(entry.rights()))
                        .map(entry::keeping)
                        .orElse(entry))
            .toList();
    search.setVisible(entries.size() > GLANCE);
    filter();
  }

  private void filter() {
    String wanted = search.isVisible() ? search.getValue().strip() : "";
    String part = wanted.toLowerCase(Locale.ROOT);
    List<ListItem> wantedItems =
        entries.stream()
            .filter(entry -> entry.name().toLowerCase(Locale.ROOT).contains(part))
            .map(Entry::item)
            .toList();
    list.arrange(wantedItems);
    none.setVisible(wantedItems.isEmpty());
    none.setText(
        entries.isEmpty() ? getTranslation(noneKey) : getTranslation("access.noMatch", wanted));
  }
}
