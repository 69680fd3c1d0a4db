package dev.atelier.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Packs plug-ins for tests. */
public final class PluginJars {
  private PluginJars() {}

  /** A jar of a directory of classes. */
  static void pack(Path classes, Path file) throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file));
        Stream<Path> files = Files.walk(classes)) {
      for (Path type : files.filter(Files::isRegularFile).toList()) {
        jar.putNextEntry(new JarEntry(classes.relativize(type).toString()));
        jar.write(Files.readAllBytes(type));
      }
    }
  }

  /** A jar of classes of the tests, each with those that are nested in it named as well. */
  public static void pack(Path file, Class<?>... types) throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
      for (Class<?> type : types) {
        String name = type.getName().replace('.', '/') + ".class";
        try (InputStream bytes = type.getClassLoader().getResourceAsStream(name)) {
          jar.putNextEntry(new JarEntry(name));
          bytes.transferTo(jar);
        }
      }
    }
  }
}
