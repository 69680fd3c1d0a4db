package dev.atelier.plugin;

import dev.atelier.desktop.DesktopRuntime;
import dev.atelier.ocr.OcrEngine;
import dev.atelier.task.TaskGuard;
import dev.atelier.vision.VisionBackend;
import java.util.Map;

/**
 * A bean that came from a jar.
 *
 * @param jar the name of the jar's file
 * @param type the bean's class
 */
public record PluginBean(String jar, Class<?> type) {
  private static final Map<Class<?>, String> PORTS =
      Map.of(
          VisionBackend.class, "vision backend",
          OcrEngine.class, "OCR engine",
          TaskGuard.class, "task guard",
          DesktopRuntime.class, "desktop runtime");

  /** What it is, in words; a bean that fills no port only serves the others of its jar. */
  public String kind() {
    return PORTS.entrySet().stream()
        .filter(port -> port.getKey().isAssignableFrom(type))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }

  boolean fillsAPort() {
    return !kind().isEmpty();
  }
}
