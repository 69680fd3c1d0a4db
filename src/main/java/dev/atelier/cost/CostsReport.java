package dev.atelier.cost;

import dev.atelier.Caller;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;

/** Spending, caps and forecast, as the contract shows them. */
@Dependent
class CostsReport {
  private final Costs costs;
  private final Caps caps;
  private final Budget budget;

  @Inject
  CostsReport(Costs costs, Caps caps, Budget budget) {
    this.costs = costs;
    this.caps = caps;
    this.budget = budget;
  }

  /** By field. */
  Map<String, Object> of(By by, Period period, Caller caller, int limit) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("from", period.from());
    report.put("until", period.until());
    report.put("by", by.word());
    report.put("time_zone", budget.zone().getId());
    report.put("total_usd", costs.total(period, caller));
    report.put(
        "items", costs.sums(by, period, caller, limit).stream().map(CostsReport::item).toList());
    report.put("today_usd", costs.total(Period.day(budget.today()), caller));
    report.put("resets_at", budget.resetsAt());
    DailyCaps now = caps.now();
    report.put("caps", Map.of("day", of(now.day(), caller), "desktop", of(now.desktop(), caller)));
    report.put("cap_reached_at", costs.capReachedAt(caller).orElse(null));
    return report;
  }

  private static Map<String, Object> item(Sum sum) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("key", sum.key());
    item.put("name", sum.name().orElse(null));
    item.put("usd", sum.usd());
    item.put("calls", sum.calls());
    return item;
  }

  /** Who set it is nothing to those who see certain desktops only. */
  private static Map<String, Object> of(DailyCap cap, Caller caller) {
    Map<String, Object> view = of(cap);
    if (!caller.seesAll()) {
      view.put("set_by", null);
    }
    return view;
  }

  static Map<String, Object> of(DailyCap cap) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("usd", cap.usd().orElse(null));
    view.put("configured_usd", cap.configured().orElse(null));
    view.put("set_by", cap.set().map(SetCap::by).orElse(null));
    view.put("set_at", cap.set().map(SetCap::at).orElse(null));
    return view;
  }
}
