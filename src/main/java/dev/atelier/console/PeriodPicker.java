package dev.atelier.console;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Input;
import com.vaadin.flow.component.html.NativeLabel;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import dev.atelier.cost.Period;
import dev.atelier.json.InvalidField;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Asks which days are looked at: today, this month, or from one to another. */
final class PeriodPicker extends Div {
  private static final long serialVersionUID = 1L;

  private final RadioButtonGroup<Choice> choices = new RadioButtonGroup<>();
  private final Input from = new Input();
  private final Input until = new Input();
  private final Div days = new Div();
  private final Span wrong = new Span();

  private enum Choice {
    TODAY,
    MONTH,
    DAYS
  }

  /**
   * @param changed is told when other days are looked at
   */
  PeriodPicker(LocalDate today, Runnable changed) {
    addClassName("period");
    choices.setId("period");
    choices.setLabel(getTranslation("costs.period"));
    choices.setItems(Choice.values());
    choices.setItemLabelGenerator(
        choice ->
            switch (choice) {
              case TODAY -> getTranslation("costs.today");
              case MONTH -> getTranslation("costs.month");
              case DAYS -> getTranslation("costs.days");
            });
    choices.setValue(Choice.TODAY);
    choices.addValueChangeListener(event -> changed.run());
    days.addClassName("days");
    days.add(
        field("costs.from", "costs-from", from, today.minusDays(6), changed),
        field("costs.until", "costs-until", until, today, changed));
    wrong.addClassName("problem");
    wrong.getElement().setAttribute("role", "alert");
    add(choices, days, wrong);
  }

  private Div field(String key, String id, Input input, LocalDate day, Runnable changed) {
    input.setType("date");
    input.setId(id);
    input.setValue(day.toString());
    input.addValueChangeListener(event -> changed.run());
    NativeLabel label = new NativeLabel(getTranslation(key));
    label.setFor(input);
    return new Div(label, input);
  }

  /** Empty while what is chosen makes no sense, which is said. */
  Optional<Period> period(LocalDate today) {
    boolean chosen = choices.getValue() == Choice.DAYS;
    days.setVisible(chosen);
    wrong.setText("");
    try {
      return Optional.of(
          chosen
              ? new Period(LocalDate.parse(from.getValue()), LocalDate.parse(until.getValue()))
              : choices.getValue() == Choice.MONTH ? Period.monthTo(today) : Period.day(today));
    } catch (DateTimeParseException | InvalidField senseless) {
      wrong.setText(getTranslation("costs.days.wrong", Period.MOST_DAYS));
      return Optional.empty();
    }
  }
}
