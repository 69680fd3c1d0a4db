package dev.atelier.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Paragraph;
import java.time.Instant;

/** A sentence with a time in it, as the clock of whoever reads it has that. */
final class TimedSentence extends Paragraph {
  private static final long serialVersionUID = 1L;

  /** Stands for the time until the words around it are known. */
  private static final String HERE = "\u0000";

  /**
   * @param textKey of words with the time as their first value
   */
  TimedSentence(String textKey, Instant time) {
    String[] around = getTranslation(textKey, HERE).split(HERE, 2);
    Component moment = new Moment(time);
    add(new Text(around[0]), moment);
    if (around.length > 1) {
      add(new Text(around[1]));
    }
  }
}
