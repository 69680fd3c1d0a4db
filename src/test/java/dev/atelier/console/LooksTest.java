package dev.atelier.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.desktop.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is shown of a look before it is chosen is what the desktop image draws. */
class LooksTest {
  private static final Pattern SHOWN = Pattern.compile("--theme-([a-z]+): (#[0-9a-f]{6});");
  private static final Pattern DRAWN = Pattern.compile("(?m)^([a-z]+) (#[0-9A-F]{6})$");

  @Test
  void everyThemeIsShownInTheColoursThatTheImageHas() throws IOException {
    String sheet = Files.readString(Path.of("webapp/assets/looks.css"));
    for (String theme : Look.THEMES) {
      String rule = sheet.substring(sheet.indexOf(".theme-" + theme + " {"));
      Map<String, String> shown = colours(SHOWN, rule.substring(0, rule.indexOf('}')));
      Map<String, String> drawn =
          colours(DRAWN, Files.readString(Path.of("desktop/themes", theme + ".colours")));
      assertThat(shown)
          .as(theme)
          .hasSize(10)
          .allSatisfy((name, colour) -> assertThat(drawn).as(theme).containsEntry(name, colour));
    }
  }

  @Test
  void thePreviewChangesWithTheChoice() {
    LookPicker picker = new LookPicker();
    LookPreview preview = preview(picker);
    assertThat(preview.getClassNames()).contains("theme-terracotta");
    picker.show(new Look("dark", Optional.empty()));
    assertThat(preview.getClassNames()).contains("theme-dark").doesNotContain("theme-terracotta");
    assertThat(preview.getElement().getAttribute("aria-label")).contains("look.preview");
  }

  private static LookPreview preview(LookPicker picker) {
    return picker
        .getChildren()
        .filter(LookPreview.class::isInstance)
        .map(LookPreview.class::cast)
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, String> colours(Pattern pattern, String text) {
    List<MatchResult> found = pattern.matcher(text).results().toList();
    return found.stream()
        .collect(
            Collectors.toMap(
                each -> each.group(1), each -> each.group(2).toLowerCase(Locale.ROOT)));
  }
}
