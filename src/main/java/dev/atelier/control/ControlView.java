package dev.atelier.control;

import java.util.LinkedHashMap;
import java.util.Map;

/** Control of a desktop as the contract shows it. */
public final class ControlView {
  private ControlView() {}

  public static Map<String, Object> of(ControlState state) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("holder", state.driving().map(Lease::holder).map(ControlView::of).orElse(null));
    view.put("epoch", state.driving().map(Lease::epoch).orElse(0L));
    view.put("task_id", state.taskId().orElse(null));
    view.put("since", state.since().orElse(null));
    view.put("expires_at", state.until().orElse(null));
    view.put("heartbeat_s", Leases.HEARTBEAT.toSeconds());
    return view;
  }

  private static Map<String, Object> of(Holder holder) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("kind", holder.kind());
    if (holder instanceof Holder.Person person) {
      view.put("name", person.name());
      view.put("passing", person.passing());
    } else if (holder instanceof Holder.WorkingTask task) {
      view.put("task_id", task.taskId());
    } else if (holder instanceof Holder.Maintenance maintenance) {
      view.put("doing", maintenance.doing());
    }
    return view;
  }
}
