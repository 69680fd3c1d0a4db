package dev.atelier.console;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.atelier.desktop.EngineReport;
import java.util.List;

/** The engines, each with a word and an icon for how it is; not shown unless there are several. */
final class EngineList extends Div {
  private static final long serialVersionUID = 1L;

  EngineList(List<EngineReport> engines) {
    UnorderedList list = new UnorderedList();
    list.setId("engines");
    engines.forEach(engine -> list.add(item(engine)));
    add(new H2(getTranslation("system.engines")), list);
    setVisible(!engines.isEmpty());
  }

  private ListItem item(EngineReport engine) {
    ListItem item = new ListItem();
    boolean well = engine.problem().isEmpty();
    item.setClassName(well ? "engine" : "engine problem");
    String state = well ? "well" : engine.reachable() ? "notReady" : "down";
    item.add(
        (well ? VaadinIcon.CHECK_CIRCLE : VaadinIcon.WARNING).create(),
        new Span(getTranslation("system.engine." + state, engine.name(), engine.desktops())));
    engine
        .problem()
        .map(problem -> Failures.asSentence(problem, getLocale()))
        .ifPresent(problem -> item.add(new Span(problem)));
    return item;
  }
}
