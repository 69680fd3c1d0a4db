package dev.atelier.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import java.util.ArrayList;
import java.util.List;

/** The stages of something that takes its time: which are done, which is now, which are to come. */
final class StageList extends Div {
  private static final long serialVersionUID = 1L;

  private final List<Stage> stages = new ArrayList<>();
  private final Span said = new Span();

  /** The seconds since it is shown, counted by the browser; they stand once it is over. */
  @Tag("atelier-elapsed")
  private static final class Elapsed extends Component {
    private static final long serialVersionUID = 1L;

    void stop() {
      getElement().setAttribute("over", true);
    }
  }

  /** One stage. */
  private static final class Stage extends ListItem {
    private static final long serialVersionUID = 1L;
    private final Span state = new Span();
    private final Div mark = new Div();
    private final Elapsed elapsed = new Elapsed();

    Stage(String name) {
      state.addClassName("state");
      mark.addClassName("stage-mark");
      Span title = new Span(name);
      title.addClassName("stage-name");
      add(mark, title, state);
    }

    void show(String className, VaadinIcon shape) {
      setClassName("stage " + className);
      mark.removeAll();
      Icon icon = shape.create();
      icon.getElement().setAttribute("aria-hidden", "true");
      mark.add(icon);
      state.setText(getTranslation("stage." + className));
    }

    void toCome() {
      getElement().removeAttribute("aria-current");
      show("to-come", VaadinIcon.CIRCLE_THIN);
      elapsed.getElement().removeAttribute("over");
      elapsed.removeFromParent();
    }

    void now() {
      getElement().setAttribute("aria-current", "step");
      show("now", VaadinIcon.HOURGLASS);
      add(elapsed);
    }

    void done() {
      getElement().removeAttribute("aria-current");
      show("done", VaadinIcon.CHECK_CIRCLE);
      elapsed.stop();
    }
  }

  /**
   * @param names what the stages are called, in order
   */
  StageList(String... names) {
    addClassName("stages");
    OrderedList list = new OrderedList();
    for (String name : names) {
      Stage stage = new Stage(name);
      stages.add(stage);
      list.add(stage);
    }
    said.addClassName("said");
    said.getElement().setAttribute("role", "status");
    add(list, said);
    show(0);
  }

  /** The stage of that number, from 0, is now; one behind the last says that all is done. */
  void show(int present) {
    for (int number = 0; number < stages.size(); number++) {
      Stage stage = stages.get(number);
      if (number < present) {
        stage.done();
      } else if (number > present) {
        stage.toCome();
      } else if (!stage.hasClassName("now")) {
        stage.now();
      }
    }
  }

  /** For whoever hears the page instead of seeing it. */
  void say(String words) {
    said.setText(words);
  }
}
