package dev.atelier.console;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.timepicker.TimePicker;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.atelier.json.InvalidField;
import dev.atelier.schedule.ScheduleFields;
import dev.atelier.schedule.Times;
import dev.atelier.schedule.When;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Asks how often, at what time and in which time zone, and shows the next three times. */
final class WhenPicker extends Div {
  private static final long serialVersionUID = 1L;
  private static final int TIMES_SHOWN = 3;
  private static final String OWN = "own choice";
  private static final String HOURLY = "every hour";
  private static final String FIRST = "on the 1st of each month";

  /** The beginnings of what {@link When} reads; the words shown are the bundle's. */
  private static final List<String> CHOICES =
      List.of(
          "every weekday",
          "every day",
          "every Monday",
          "every Tuesday",
          "every Wednesday",
          "every Thursday",
          "every Friday",
          "every Saturday",
          "every Sunday",
          FIRST,
          HOURLY,
          OWN);

  private static final Pattern AT_A_TIME = Pattern.compile("(.+) at (\\d{2}:\\d{2})");
  private static final LocalTime MORNING = LocalTime.of(7, 0);

  private final Select<String> choice = new Select<>();
  private final TimePicker time;
  private final TextField own;
  private final ComboBox<String> zone;
  private final Paragraph next = new Paragraph();

  WhenPicker() {
    addClassName("when");
    time = new TimePicker(getTranslation("when.time"));
    own = new TextField(getTranslation("when.own"));
    zone = new ComboBox<>(getTranslation("when.zone"));
    choice.setId("when-choice");
    choice.setLabel(getTranslation("when.choice"));
    choice.setItems(CHOICES);
    choice.setItemLabelGenerator(this::name);
    choice.setWidthFull();
    time.setId("when-time");
    time.setValue(MORNING);
    own.setId("when-own");
    own.setWidthFull();
    own.setMaxLength(When.LONGEST);
    own.setHelperText(getTranslation("when.own.help", "0 7 * * 1-5"));
    own.setValueChangeMode(ValueChangeMode.LAZY);
    zone.setId("when-zone");
    zone.setItems(ZoneId.getAvailableZoneIds().stream().sorted().toList());
    zone.setValue(ZoneId.systemDefault().getId());
    zone.setWidthFull();
    next.setId("next-times");
    next.addClassName("preview");
    next.getElement().setAttribute("aria-live", "polite");
    choice.addValueChangeListener(event -> preview());
    time.addValueChangeListener(event -> preview());
    own.addValueChangeListener(event -> preview());
    zone.addValueChangeListener(event -> preview());
    choice.setValue(CHOICES.get(0));
    add(choice, time, own, zone, next);
  }

  private String name(String each) {
    return getTranslation("when." + each.toLowerCase(java.util.Locale.ROOT).replace(' ', '.'));
  }

  void show(When when, ZoneId place) {
    zone.setValue(place.getId());
    Matcher plain = AT_A_TIME.matcher(when.text());
    if (plain.matches() && CHOICES.contains(plain.group(1))) {
      time.setValue(LocalTime.parse(plain.group(2)));
      choice.setValue(plain.group(1));
    } else if (when.text().equals(HOURLY)) {
      choice.setValue(HOURLY);
    } else {
      own.setValue(when.text());
      choice.setValue(OWN);
    }
  }

  /**
   * What was chosen.
   *
   * @throws InvalidField of {@code when} where it is no time
   */
  When when() {
    if (choice.getValue().equals(OWN)) {
      return When.read(own.getValue());
    }
    if (choice.getValue().equals(HOURLY)) {
      return When.read(HOURLY);
    }
    LocalTime at = time.getValue() == null ? MORNING : time.getValue();
    return When.read(choice.getValue() + " at " + at.format(DateTimeFormatter.ofPattern("HH:mm")));
  }

  ZoneId zone() {
    return ScheduleFields.zone(zone.getValue() == null ? "" : zone.getValue());
  }

  void refuse(String words) {
    own.setErrorMessage(words);
    own.setInvalid(true);
  }

  private void preview() {
    boolean isOwn = choice.getValue().equals(OWN);
    own.setVisible(isOwn);
    own.setInvalid(false);
    time.setVisible(!isOwn && !choice.getValue().equals(HOURLY));
    try {
      next.setText(getTranslation("when.next", inWords()));
    } catch (InvalidField notYet) {
      next.setText("");
    }
  }

  private String inWords() {
    ZoneId place = zone();
    return Times.next(when(), place, Instant.now(), TIMES_SHOWN).stream()
        .map(moment -> moment(moment, place))
        .collect(Collectors.joining(" · "));
  }

  private String moment(Instant moment, ZoneId place) {
    return DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", getLocale())
        .format(moment.atZone(place));
  }
}
