package dev.atelier.console;

import com.vaadin.flow.component.UI;
import java.io.Serializable;
import java.util.List;
import java.util.function.Supplier;

/** Whether a page holds what would be lost; the browser asks as well before it is closed. */
final class UnsavedWork implements Serializable {
  private static final long serialVersionUID = 1L;

  private transient Supplier<List<Object>> present = List::of;
  private transient List<Object> kept = List.of();
  private boolean told;

  /** From now on, what is there at this moment is as good as saved. */
  void watch(Supplier<List<Object>> fields) {
    present = fields;
    kept = fields.get();
    look();
  }

  /** There is nothing any more that could be lost. */
  void nothing() {
    watch(List::of);
  }

  boolean isThere() {
    return !present.get().equals(kept);
  }

  /** Looks whether there is something else now. */
  void look() {
    if (isThere() != told) {
      told = !told;
      UI.getCurrent()
          .getPage()
          .executeJs("window.onbeforeunload = $0 ? (event) => event.preventDefault() : null", told);
    }
  }
}
