package dev.atelier.plugin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.logging.Logger;

/** One jar of the plug-in directory. */
record PluginJar(Path file) {
  private static final Logger LOG = Logger.getLogger(PluginJar.class.getName());
  private static final String CLASS = ".class";
  private static final List<Class<? extends Annotation>> SCOPES =
      List.of(ApplicationScoped.class, Dependent.class, Singleton.class);

  /**
   * The classes in it that are beans: those with a scope of their own. They see the server's
   * classes and those of their own jar.
   *
   * @return at least one that fills a port, or none at all
   * @throws IOException when the jar cannot be read
   * @throws LinkageError when it needs classes that are not there
   */
  List<PluginBean> beans() throws IOException, ClassNotFoundException {
    ClassLoader server = PluginJar.class.getClassLoader();
    URLClassLoader loader = new URLClassLoader(new URL[] {file.toUri().toURL()}, server);
    boolean isUsed = false;
    try {
      List<PluginBean> beans = beans(loader);
      isUsed = beans.stream().anyMatch(PluginBean::fillsAPort);
      return isUsed ? beans : List.of();
    } finally {
      if (!isUsed) {
        loader.close();
      }
    }
  }

  private List<PluginBean> beans(ClassLoader loader) throws IOException, ClassNotFoundException {
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
    List<PluginBean> beans = new ArrayList<>();
    for (String name : names) {
      Class<?> type = Class.forName(name, false, loader);
      if (SCOPES.stream().anyMatch(type::isAnnotationPresent)) {
        resolve(type);
        beans.add(new PluginBean(file.getFileName().toString(), type));
      }
    }
    return beans;
  }

  /** What is missing here would otherwise stop the whole server, once CDI looks at the bean. */
  private static void resolve(Class<?> bean) {
    List<Type> named = new ArrayList<>();
    for (Class<?> type = bean; type != Object.class; type = type.getSuperclass()) {
      for (Constructor<?> constructor : type.getDeclaredConstructors()) {
        named.addAll(List.of(constructor.getGenericParameterTypes()));
      }
      for (Field field : type.getDeclaredFields()) {
        named.add(field.getGenericType());
      }
      for (Method method : type.getDeclaredMethods()) {
        named.add(method.getGenericReturnType());
        named.addAll(List.of(method.getGenericParameterTypes()));
      }
      named.addAll(List.of(type.getGenericInterfaces()));
    }
    LOG.fine(() -> bean.getName() + " names " + named.size() + " types, and all are there");
  }
}
