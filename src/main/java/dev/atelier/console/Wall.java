package dev.atelier.console;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HtmlContainer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** A list that changes its order with as few moves as it can; what has the focus keeps it. */
final class Wall extends HtmlContainer {
  private static final long serialVersionUID = 1L;

  /** A browser takes the focus from what is moved, but not when it is a person that leaves it. */
  private static final String REMEMBER_FOCUS =
      """
      const leave = () => {
        this.focused = null;
        if (!this.isConnected) {
          document.removeEventListener("pointerdown", leave, true);
        }
      };
      document.addEventListener("pointerdown", leave, true);
      this.addEventListener("focusin", (event) => { this.focused = event.target; });
      """;

  private static final String GIVE_FOCUS_BACK =
      """
      if (this.focused && document.activeElement === document.body && this.contains(this.focused)) {
        this.focused.focus({ preventScroll: true });
      }
      """;

  Wall() {
    this("ul");
    addClassName("wall");
  }

  /**
   * One that looks otherwise.
   *
   * @param tag of a list with an order, or without one
   */
  Wall(String tag) {
    super(tag);
  }

  @Override
  protected void onAttach(AttachEvent event) {
    getElement().executeJs(REMEMBER_FOCUS);
  }

  /** Shows these, in this order, and no others. */
  void arrange(List<? extends Component> wanted) {
    List<Component> present = getChildren().toList();
    if (present.equals(wanted)) {
      return;
    }
    Set<Component> staying = staying(present, wanted);
    present.stream().filter(each -> !staying.contains(each)).forEach(this::remove);
    for (int place = 0; place < wanted.size(); place++) {
      if (!staying.contains(wanted.get(place))) {
        addComponentAtIndex(place, wanted.get(place));
      }
    }
    getElement().executeJs(GIVE_FOCUS_BACK);
  }

  /** As many as can stay where they are: the longest of them that are in the wanted order. */
  static Set<Component> staying(
      List<? extends Component> present, List<? extends Component> wanted) {
    int[] places = present.stream().mapToInt(wanted::indexOf).toArray();
    int[] length = new int[places.length];
    int[] before = new int[places.length];
    int last = -1;
    for (int at = 0; at < places.length; at++) {
      int here = at;
      before[at] =
          IntStream.range(0, places[at] < 0 ? 0 : at)
              .filter(other -> length[other] > 0 && places[other] < places[here])
              .reduce(-1, (best, other) -> best < 0 || length[other] > length[best] ? other : best);
      length[at] = places[at] < 0 ? 0 : 1 + (before[at] < 0 ? 0 : length[before[at]]);
      last = length[at] > 0 && (last < 0 || length[at] > length[last]) ? at : last;
    }
    Set<Component> staying = new HashSet<>();
    for (int at = last; at >= 0; at = before[at]) {
      staying.add(present.get(at));
    }
    return staying;
  }
}
