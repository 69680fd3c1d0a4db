package dev.atelier.console;

import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.atelier.desktop.DesktopRuntimes;
import dev.atelier.plugin.Plugins;
import dev.atelier.vision.VisionBackends;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** What this server is made of: who decides, where desktops run, which plug-ins are in. */
@Dependent
@Route(value = "system", layout = ConsoleLayout.class)
public class SystemView extends Div implements HasDynamicTitle {
  private static final long serialVersionUID = 1L;

  @Inject
  public SystemView(VisionBackends backends, DesktopRuntimes runtimes, Plugins plugins) {
    addClassName("system-view");
    DescriptionList facts = new DescriptionList();
    fact(facts, "system.backend", backends.standard().name());
    fact(facts, "system.model", backends.standard().model());
    fact(facts, "system.backends", String.join(", ", backends.names()));
    EngineList engines = new EngineList(runtimes.engines());
    if (!engines.isVisible()) {
      fact(facts, "system.runtime", runtimes.standard().name());
    }
    add(new H1(getTranslation("system.title")), facts, engines, plugins(plugins));
  }

  private void fact(DescriptionList facts, String name, String value) {
    facts.add(
        new DescriptionList.Term(getTranslation(name)), new DescriptionList.Description(value));
  }

  private Div plugins(Plugins plugins) {
    UnorderedList list = new UnorderedList();
    list.setId("plugins");
    plugins
        .beans()
        .forEach(
            bean ->
                list.add(
                    new ListItem(
                        getTranslation(
                            "system.plugin",
                            bean.type().getSimpleName(),
                            bean.kind(),
                            bean.jar()))));
    plugins.problems().forEach(problem -> list.add(problem(problem)));
    Div section = new Div(new H2(getTranslation("system.plugins")), list);
    if (plugins.beans().isEmpty() && plugins.problems().isEmpty()) {
      section.add(new Paragraph(getTranslation("system.noPlugins")));
    }
    return section;
  }

  private static ListItem problem(String words) {
    ListItem item = new ListItem(words);
    item.addClassName("problem");
    return item;
  }

  @Override
  public String getPageTitle() {
    return getTranslation("system.page");
  }
}
