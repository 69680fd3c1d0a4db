package dev.atelier.console;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JavaScript;
import dev.atelier.json.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Files that go along with a goal. The browser sends them to the desktop's Downloads by the API, in
 * pieces and as whoever is logged in; here is known where they are.
 */
@Tag("atelier-attachments")
@JavaScript("context://assets/attachments.js")
final class AttachmentPicker extends Component {
  private static final long serialVersionUID = 1L;
  private static final List<String> TEXTS =
      List.of("add", "remove", "waiting", "there", "unread", "folder", "most");

  private List<String> paths = List.of();
  private int coming;

  AttachmentPicker() {
    setId("attachments");
    Map<String, String> texts = new TreeMap<>();
    TEXTS.forEach(text -> texts.put(text, getTranslation("attachments." + text)));
    getElement().setAttribute("texts", Json.write(texts));
    getElement()
        .addEventListener(
            "attachments-changed",
            event -> {
              paths = Json.readTexts(event.getEventData().getString("event.detail.paths"));
              coming = (int) event.getEventData().getNumber("event.detail.coming");
            })
        .addEventData("event.detail.paths")
        .addEventData("event.detail.coming");
  }

  /** To which desktop they go. */
  void sendTo(String sessionId) {
    getElement().setAttribute("session", sessionId);
  }

  /** Where they are, below the desktop's home. */
  List<String> paths() {
    return paths;
  }

  /** Whether some are still on their way. */
  boolean isBusy() {
    return coming > 0;
  }

  void clear() {
    paths = List.of();
    coming = 0;
    getElement().callJsFunction("clear");
  }
}
