package dev.atelier.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JavaScript;
import dev.atelier.json.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Brings the file of a backup here. The browser sends it by the API, as whoever is logged in; here
 * is heard what became of it.
 */
@Tag("atelier-backup-upload")
@JavaScript("context://assets/backup-upload.js")
final class BackupUpload extends Component {
  private static final long serialVersionUID = 1L;
  private static final List<String> TEXTS =
      List.of(
          "upload",
          "cancel",
          "bar",
          "uploading",
          "checking",
          "cancelled",
          "lost",
          "signedOut",
          "tooLarge");

  /**
   * @param refused is given why it is not here
   */
  BackupUpload(Runnable there, Consumer<String> refused) {
    setId("backup-upload");
    Map<String, String> texts = new TreeMap<>();
    TEXTS.forEach(text -> texts.put(text, getTranslation("backup.upload." + text)));
    getElement().setAttribute("texts", Json.write(texts));
    getElement().addEventListener("backup-there", event -> there.run());
    getElement()
        .addEventListener(
            "backup-refused",
            event -> refused.accept(event.getEventData().getString("event.detail.why")))
        .addEventData("event.detail.why");
  }
}
