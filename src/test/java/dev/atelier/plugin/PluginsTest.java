package dev.atelier.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {
  private static final String GUARD =
      """
      package strict;
      @jakarta.enterprise.context.ApplicationScoped
      public class Guard implements dev.atelier.task.TaskGuard {
        %s
        public String name() { return "strict"; }
        public Verdict judge(dev.atelier.task.Progress progress) { return Verdict.goOn(); }
      }
      """;

  @TempDir private Path room;
  private final Plugins plugins = new Plugins();

  @Test
  void aGuardOfAJarIsFound() throws IOException {
    read("");
    assertThat(plugins.problems()).isEmpty();
    assertThat(plugins.beans())
        .extracting(bean -> bean.jar() + ": " + bean.kind())
        .containsExactly("strict.jar: task guard");
  }

  @Test
  void aBeanWithAFieldOfAMissingClassIsLeftOut() throws IOException {
    assertIsLeftOut("private Missing field;");
  }

  @Test
  void aBeanWithAMethodOfAMissingClassIsLeftOut() throws IOException {
    assertIsLeftOut("Missing method(Missing argument) { return argument; }");
  }

  @Test
  void aBeanWithAListOfAMissingClassIsLeftOut() throws IOException {
    assertIsLeftOut("private java.util.List<Missing> field;");
  }

  @Test
  void aBeanWithAConstructorOfAMissingClassIsLeftOut() throws IOException {
    assertIsLeftOut("public Guard() {} public Guard(Missing argument) {}");
  }

  private void assertIsLeftOut(String member) throws IOException {
    read(member);
    assertThat(plugins.beans()).isEmpty();
    assertThat(plugins.problems())
        .singleElement()
        .asString()
        .contains("strict.jar is left out", "strict", "Missing");
  }

  /** Reads a jar of a guard, which was compiled with a class that is not in the jar. */
  private void read(String member) throws IOException {
    Path sources = Files.createDirectories(room.resolve("sources"));
    Path classes = Files.createDirectories(room.resolve("classes"));
    Path guard = Files.writeString(sources.resolve("Guard.java"), GUARD.formatted(member));
    Path missing =
        Files.writeString(
            sources.resolve("Missing.java"), "package strict; public class Missing {}");
    List<String> arguments =
        List.of("-proc:none", "-d", classes.toString(), guard.toString(), missing.toString());
    assertThat(
            ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, arguments.toArray(String[]::new)))
        .isZero();
    Files.delete(classes.resolve("strict/Missing.class"));
    Path jar = room.resolve("strict.jar");
    PluginJars.pack(classes, jar);
    plugins.read(new PluginJar(jar));
  }
}
