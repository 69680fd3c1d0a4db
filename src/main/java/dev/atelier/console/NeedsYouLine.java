package dev.atelier.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.RouterLink;
import dev.atelier.task.TaskChanged;
import dev.atelier.task.Tasks;

/**
 * How many desktops wait for a person, as a link to the wall, where they come first, and in the
 * title of the browser's tab.
 */
@Tag("atelier-needs-you")
final class NeedsYouLine extends Span implements News {
  private static final long serialVersionUID = 1L;
  private final transient Tasks tasks;
  private final transient Newsroom newsroom;
  private final RouterLink link = new RouterLink("", WallView.class);
  private final Span words = new Span();

  NeedsYouLine(Tasks tasks, Newsroom newsroom) {
    this.tasks = tasks;
    this.newsroom = newsroom;
    setId("needs-you");
    link.addClassName("badge");
    link.addClassName(Activity.NEEDS_YOU.style());
    link.add(VaadinIcon.HAND.create(), words);
    add(link);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    newsroom.follow(this, this);
    show();
  }

  @Override
  public void taskChanged(TaskChanged change) {
    show();
  }

  private void show() {
    long waiting = tasks.asking().stream().filter(task -> Visitor.sees(task.sessionId())).count();
    link.setVisible(waiting > 0);
    words.setText(getTranslation("needsYou.waiting", waiting));
    getElement().setAttribute("tab", waiting > 0 ? getTranslation("needsYou.tab", waiting) : "");
  }
}
