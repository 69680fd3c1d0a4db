package dev.atelier.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks at the page that is open for what keeps people out, by axe-core. */
record Axe(Chrome chrome) {
  private static final Path AXE = Path.of("webapp/node_modules/axe-core/axe.min.js");

  /** What a frame shows is a page of its own, to be opened by itself. */
  private static final String LOOK =
      """
      return axe.run(document, { iframes: false, resultTypes: ["violations"] }).then((found) =>
        found.violations
          .filter((rule) => ["serious", "critical"].includes(rule.impact))
          .flatMap((rule) => rule.nodes.map((node) =>
            `${rule.id} at ${node.target.join(" ")}: ${node.failureSummary} ${node.html}`)));
      """;

  /** Serious and critical findings, with the place of each. */
  List<String> findings() {
    try {
      chrome.script(Files.readString(AXE));
    } catch (IOException missing) {
      throw new UncheckedIOException("npm ci in webapp brings it", missing);
    }
    return ((List<?>) chrome.script(LOOK)).stream().map(String::valueOf).toList();
  }
}
