package dev.atelier.console;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.atelier.task.ResultFile;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Files, each with a link by which it is downloaded. */
final class ResultLinks extends Div {
  private static final long serialVersionUID = 1L;
  private static final int MOST_SHOWN = 12;
  private static final long KILO = 1000;

  ResultLinks(String sessionId, List<ResultFile> files) {
    addClassName("results");
    setId("result-files");
    Span heading = new Span(getTranslation("results.title"));
    heading.addClassName("heading");
    UnorderedList list = new UnorderedList();
    files.stream().limit(MOST_SHOWN).forEach(file -> list.add(item(sessionId, file)));
    add(heading, list);
    if (files.size() > MOST_SHOWN) {
      add(new Span(getTranslation("results.more", files.size() - MOST_SHOWN)));
    }
  }

  private ListItem item(String sessionId, ResultFile file) {
    Anchor link = new Anchor(address(sessionId, file.path()), file.path());
    // Not a place of the console, which its router would look for.
    link.getElement().setAttribute("router-ignore", true);
    link.getElement().setAttribute("download", true);
    Span size = new Span(size(file.sizeBytes(), getLocale()));
    size.addClassName("quiet");
    return new ListItem(link, size);
  }

  static String address(String sessionId, String path) {
    return "/sessions/"
        + sessionId
        + "/files/"
        + Arrays.stream(path.split("/", -1))
            .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
            .collect(Collectors.joining("/"));
  }

  static String size(long bytes, Locale locale) {
    if (bytes < KILO) {
      return bytes + " B";
    }
    double size = bytes / (double) KILO;
    for (String unit : List.of("kB", "MB")) {
      if (size < KILO) {
        return String.format(locale, size < 10 ? "%.1f %s" : "%.0f %s", size, unit);
      }
      size /= KILO;
    }
    return String.format(locale, "%.1f GB", size);
  }
}
