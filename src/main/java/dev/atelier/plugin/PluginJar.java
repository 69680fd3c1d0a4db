package dev.atelier.plugin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;

/** One jar of the plug-in directory. */
record PluginJar(Path file) {
  private static final String CLASS = ".class";
  private static final List<Class<? extends Annotation>> SCOPES =
      List.of(ApplicationScoped.class, Dependent.class, Singleton.class);

  /**
   * The classes in it that are beans: those with a scope of their own. They see the server's
   * classes and those of their own jar.
   *
   * @throws IOException when the jar cannot be read
   * @throws LinkageError when it needs classes that are not there
   */
  List<PluginBean> beans() throws IOException, ClassNotFoundException {
    ClassLoader server = PluginJar.class.getClassLoader();
    URLClassLoader loader = new URLClassLoader(new URL[] {file.toUri().toURL()}, server);
    List<String> names;
    try (JarFile jar = new JarFile(file.toFile())) {
      names =
          jar.stream()
              .map(java.util.zip.ZipEntry::getName)
              .filter(name -> name.endsWith(CLASS) && !name.startsWith("META-INF/"))
              .filter(name -> !name.endsWith("-info.class"))
              .map(name -> name.substring(0, name.length() - CLASS.length()).replace('/', '.'))
              .toList();
    }
    List<PluginBean> beans = new java.util.ArrayList<>();
    for (String name : names) {
      Class<?> type = Class.forName(name, false, loader);
      if (SCOPES.stream().anyMatch(type::isAnnotationPresent)) {
        beans.add(new PluginBean(file.getFileName().toString(), type));
      }
    }
    return beans;
  }
}
