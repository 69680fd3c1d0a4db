package dev.atelier.console;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import dev.atelier.backup.Backup;

/** A backup: when, by whom, what is in it, and what may be done with it. */
final class BackupItem extends ListItem {
  private static final long serialVersionUID = 1L;

  /** What is done with a backup. */
  interface Deeds {
    void restore(Backup backup);

    void delete(Backup backup);
  }

  BackupItem(Backup backup, Deeds deeds) {
    setClassName("backup");
    TimedSentence when =
        new TimedSentence("backup.of." + backup.origin().word(), backup.createdAt());
    when.addClassName("when");
    Paragraph holds =
        new Paragraph(
            getTranslation(
                "backup.holds",
                backup.contents().desktops(),
                backup.contents().tasks(),
                backup.contents().auditEntries(),
                Room.words(backup.bytes(), getLocale())));
    holds.addClassName("quiet");
    Paragraph by = new Paragraph(getTranslation("backup.by", backup.madeBy(), backup.version()));
    by.addClassName("quiet");
    Button restore = new Button(getTranslation("backup.restore"), event -> deeds.restore(backup));
    restore.addClassName("restore");
    Button delete = new Button(getTranslation("backup.delete"), event -> deeds.delete(backup));
    delete.addClassName("delete");
    Div buttons = new Div(file(backup), restore, delete);
    buttons.addClassName("buttons");
    add(when, holds, by, buttons);
  }

  private Anchor file(Backup backup) {
    Anchor file = new Anchor("/system/backups/" + backup.id() + "/file", "");
    file.add(VaadinIcon.DOWNLOAD.create(), new Span(getTranslation("backup.file")));
    file.getElement().setAttribute("download", true);
    file.setRouterIgnore(true);
    return file;
  }
}
