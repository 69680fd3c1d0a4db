package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AccessListTest {
  private final AccessList list =
      new AccessList("people", "access.people", "access.noPeople", new Button());

  private static AccessList.Entry entry(String name, String rights, String seen) {
    Div facts = new Div(new Span(seen));
    return new AccessList.Entry(
        name, name + rights, facts, new ListItem(new Div(new Span(name), facts), new Button()));
  }

  @Test
  void whatOthersChangeLeavesTheOtherRowsInThePage() {
    list.show(List.of(entry("ada", "admin", "never"), entry("bob", "viewer", "never")));
    List<ListItem> before = items();
    list.show(
        List.of(
            entry("ada", "admin", "today"),
            entry("bob", "operator", "never"),
            entry("eve", "viewer", "never")));
    assertThat(items()).hasSize(3).startsWith(before.get(0)).doesNotContain(before.get(1));
    assertThat(
            all(items().get(0)).filter(Span.class::isInstance).map(span -> ((Span) span).getText()))
        .containsExactly("ada", "today");
    list.show(List.of(entry("eve", "viewer", "never")));
    assertThat(items()).hasSize(1);
  }

  private List<ListItem> items() {
    return all(list).filter(ListItem.class::isInstance).map(ListItem.class::cast).toList();
  }

  private static Stream<Component> all(Component root) {
    return Stream.concat(Stream.of(root), root.getChildren().flatMap(AccessListTest::all));
  }
}
