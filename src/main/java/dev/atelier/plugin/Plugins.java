package dev.atelier.plugin;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The jars of the plug-in directory: their beans take part like the server's own. Read once, when
 * the server starts; a jar that cannot be read is left out and told as a problem.
 */
public class Plugins implements Extension {
  private static final Logger LOG = Logger.getLogger(Plugins.class.getName());
  private static final String DIRECTORY = "ATELIER_PLUGINS";

  private final List<PluginBean> beans = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  void addTo(@Observes BeforeBeanDiscovery discovery, BeanManager manager) {
    String directory =
        ConfigProvider.getConfig().getOptionalValue(DIRECTORY, String.class).orElse("plugins");
    for (Path jar : jars(Path.of(directory))) {
      read(new PluginJar(jar));
    }
    for (PluginBean bean : beans) {
      discovery.addAnnotatedType(
          manager.createAnnotatedType(bean.type()), bean.jar() + "!" + bean.type().getName());
    }
  }

  void read(PluginJar jar) {
    try {
      List<PluginBean> found = jar.beans();
      if (found.isEmpty()) {
        tell(
            jar, "it holds no bean of VisionBackend, OcrEngine, TaskGuard or DesktopRuntime", null);
        return;
      }
      beans.addAll(found);
      LOG.info(() -> "plug-in " + jar.file() + ": " + found.size() + " beans");
    } catch (IOException | ClassNotFoundException | RuntimeException | LinkageError broken) {
      tell(jar, "it cannot be read: " + broken, broken);
    }
  }

  private void tell(PluginJar jar, String why, Throwable cause) {
    String problem = "the plug-in " + jar.file().getFileName() + " is left out: " + why;
    problems.add(problem);
    LOG.log(Level.SEVERE, problem, cause);
  }

  private static List<Path> jars(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException unreadable) {
      LOG.log(Level.SEVERE, unreadable, () -> directory + " cannot be read");
      return List.of();
    }
  }

  /** What fills a port, in the order of the jars' names. */
  public List<PluginBean> beans() {
    return beans.stream().filter(PluginBean::fillsAPort).toList();
  }

  /** Jars that were left out, in words. */
  public List<String> problems() {
    return List.copyOf(problems);
  }
}
