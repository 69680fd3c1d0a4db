package dev.atelier.console;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.atelier.BackgroundWork;
import dev.atelier.backup.Backups;
import dev.atelier.backup.Restores;
import dev.atelier.desktop.DesktopRuntimes;
import dev.atelier.doctor.Doctor;
import dev.atelier.doctor.ModelTests;
import dev.atelier.doctor.Versions;
import dev.atelier.plugin.Plugins;
import dev.atelier.vision.VisionBackends;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** How the server is and what it is made of; saved and brought back here. */
@Dependent
@Route(value = "system", layout = ConsoleLayout.class)
@StyleSheet("context://assets/system.css")
public class SystemView extends Div implements HasDynamicTitle {
  private static final long serialVersionUID = 1L;

  @Inject
  public SystemView(
      Doctor doctor,
      ModelTests tests,
      Versions versions,
      Backups backups,
      Restores restores,
      VisionBackends backends,
      DesktopRuntimes runtimes,
      Plugins plugins,
      BackgroundWork background) {
    addClassName("system-view");
    Errands errands = new Errands(background);
    add(
        new H1(getTranslation("system.title")),
        new DoctorList(doctor, errands),
        new BackupList(backups, restores, errands),
        new ModelTestList(backends, tests, errands),
        new EngineList(runtimes.engines()),
        new VersionList(versions, errands),
        plugins(plugins));
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
