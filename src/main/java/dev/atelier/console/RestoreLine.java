package dev.atelier.console;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.atelier.backup.RestoreWish;
import dev.atelier.backup.Restores;

/** What the next start goes back to, what was gone back to last, or why that could not be. */
final class RestoreLine extends Div {
  private static final long serialVersionUID = 1L;

  private final transient Restores restores;
  private final transient Runnable withdraw;

  RestoreLine(Restores restores, Runnable withdraw) {
    this.restores = restores;
    this.withdraw = withdraw;
    setId("restore");
    getElement().setAttribute("role", "status");
  }

  void show() {
    removeAll();
    setClassName("restore-line");
    restores.pending().ifPresent(this::showPending);
    restores
        .problem()
        .ifPresent(
            why ->
                add(
                    sentence(
                        getTranslation("backup.refused", Failures.asSentence(why, getLocale())))));
    restores
        .latest()
        .ifPresent(latest -> add(new TimedSentence("backup.restored", latest.wish().backupOf())));
    setVisible(getChildren().findAny().isPresent());
  }

  private void showPending(RestoreWish wish) {
    addClassName("pending");
    TimedSentence when = new TimedSentence("backup.pending", wish.backupOf());
    when.addComponentAsFirst(VaadinIcon.CLOCK.create());
    Button back = new Button(getTranslation("backup.withdraw"), event -> withdraw.run());
    back.setId("restore-withdraw");
    add(when, sentence(getTranslation("backup.pending.how")), back);
  }

  private static Paragraph sentence(String words) {
    return new Paragraph(words);
  }
}
