package dev.atelier.console;

import com.vaadin.flow.component.html.Span;

/** A desktop's status: icon, word and colour. */
final class StatusBadge extends Span {
  private static final long serialVersionUID = 1L;

  StatusBadge() {
    addClassName("badge");
  }

  void show(Activity activity) {
    removeAll();
    setClassName("badge " + activity.style());
    add(activity.icon().create(), new Span(getTranslation(activity.textKey())));
  }
}
