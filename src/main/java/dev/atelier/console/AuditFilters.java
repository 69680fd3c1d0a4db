package dev.atelier.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.atelier.audit.AuditEntry;
import dev.atelier.audit.AuditFilter;
import dev.atelier.session.Session;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Asks what is wanted of the record: who, what, where, when and which words. */
final class AuditFilters extends Div {
  private static final long serialVersionUID = 1L;
  private static final int PAUSE_IN_TYPING_MS = 500;
  private static final int LONGEST = 200;

  /** As {@code type} says them to the API. */
  private static final List<String> KINDS =
      List.of(
          "task.*",
          "action",
          "session.*",
          "control.*",
          "file.*",
          "clipboard.*",
          "snapshot.*",
          "recipe.*",
          "schedule.*",
          "budget.*",
          "auth.*",
          "audit.*",
          "secret.*",
          "webhook.*",
          "pictures.*");

  private static final List<String> NO_PERSONS = List.of("task", "schedule", "desktop", "server");

  private final TextField words = new TextField(getTranslation("audit.words"));
  private final ComboBox<String> who = new ComboBox<>(getTranslation("audit.who"));
  private final ComboBox<String> what = new ComboBox<>(getTranslation("audit.what"));
  private final ComboBox<String> desktop = new ComboBox<>(getTranslation("audit.where"));
  private final DayPicker from = new DayPicker(getTranslation("audit.from"));
  private final DayPicker until = new DayPicker(getTranslation("audit.until"));
  private transient ZoneId zone = ZoneId.systemDefault();

  /**
   * @param me the name of whoever asks
   * @param serversToo whether what is about no desktop can be asked for
   */
  AuditFilters(
      List<Session> desktops, UnaryOperator<String> whoInWords, String me, boolean serversToo) {
    addClassName("audit-filters");
    words.setPrefixComponent(VaadinIcon.SEARCH.create());
    words.setValueChangeMode(ValueChangeMode.LAZY);
    words.setValueChangeTimeout(PAUSE_IN_TYPING_MS);
    words.setMaxLength(LONGEST);
    words.setClearButtonVisible(true);
    List<String> actors = new ArrayList<>(List.of(me));
    actors.addAll(NO_PERSONS);
    who.setItems(actors.stream().distinct().toList());
    who.setItemLabelGenerator(whoInWords::apply);
    who.setAllowCustomValue(true);
    who.addCustomValueSetListener(event -> who.setValue(event.getDetail().strip()));
    what.setItems(KINDS);
    what.setItemLabelGenerator(kind -> getTranslation("audit.kind." + kind.replace(".*", "")));
    showDesktops(desktops, serversToo);
    id(words, "audit-words");
    id(who, "audit-who");
    id(what, "audit-what");
    id(desktop, "audit-where");
    id(from, "audit-from");
    id(until, "audit-until");
    List.of(who, what, desktop).forEach(box -> box.setClearButtonVisible(true));
    List.of(who, what, desktop).forEach(box -> box.setPlaceholder(getTranslation("audit.any")));
  }

  private <C extends Component & HasSize> void id(C field, String id) {
    field.setId(id);
    add(field);
  }

  private void showDesktops(List<Session> desktops, boolean serversToo) {
    List<String> ids = new ArrayList<>(desktops.stream().map(Session::id).toList());
    if (serversToo) {
      ids.add(AuditEntry.SERVER);
    }
    var labels = desktops.stream().collect(Collectors.toMap(Session::id, Session::label));
    desktop.setItems(ids);
    desktop.setItemLabelGenerator(
        id -> labels.getOrDefault(id, getTranslation("audit.desktop.server")));
  }

  /** In whose days the days are meant. */
  void setZone(ZoneId zone) {
    this.zone = zone;
  }

  void onChange(Runnable changed) {
    words.addValueChangeListener(event -> changed.run());
    who.addValueChangeListener(event -> changed.run());
    what.addValueChangeListener(event -> changed.run());
    desktop.addValueChangeListener(event -> changed.run());
    from.addValueChangeListener(event -> changed.run());
    until.addValueChangeListener(event -> changed.run());
  }

  /** What is asked for, of what there is for somebody. */
  AuditFilter narrow(AuditFilter all) {
    return all.by(who.getOptionalValue())
        .ofType(what.getOptionalValue())
        .on(desktop.getOptionalValue())
        .within(beginning(from.getValue(), 0), beginning(until.getValue(), 1))
        .saying(Optional.of(words.getValue().strip()).filter(text -> !text.isEmpty()));
  }

  private Optional<Instant> beginning(LocalDate day, int daysLater) {
    return Optional.ofNullable(day)
        .filter(date -> date.getYear() >= 1970 && date.getYear() < 9999)
        .map(date -> date.plusDays(daysLater).atStartOfDay(zone).toInstant());
  }

  /** Where the API writes out the same. */
  static String address(AuditFilter filter, String format) {
    StringBuilder address = new StringBuilder("/audit/entries?format=" + format);
    filter.actor().ifPresent(text -> more(address, "actor", text));
    filter.type().ifPresent(text -> more(address, "type", text));
    filter.chain().ifPresent(text -> more(address, "session_id", text));
    filter.since().ifPresent(at -> more(address, "since", at.toString()));
    filter.until().ifPresent(at -> more(address, "until", at.toString()));
    filter.words().ifPresent(text -> more(address, "q", text));
    return address.toString();
  }

  private static void more(StringBuilder address, String name, String value) {
    address
        .append('&')
        .append(name)
        .append('=')
        .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
  }
}
