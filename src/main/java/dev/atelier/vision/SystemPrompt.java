package dev.atelier.vision;

import dev.atelier.MadeAtStart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What every model is told before it begins: one text, shipped as {@code system-prompt.txt}, that
 * an operator may replace by a file of their own. Thread-safe.
 */
@ApplicationScoped
public class SystemPrompt implements MadeAtStart {
  private final String text;

  /**
   * @throws UncheckedIOException when the configured file cannot be read
   */
  @Inject
  public SystemPrompt(@ConfigProperty(name = "SYSTEM_PROMPT_FILE") Optional<String> file) {
    text =
        file.map(String::strip)
            .filter(name -> !name.isEmpty())
            .map(SystemPrompt::read)
            .orElseGet(SystemPrompt::shipped);
  }

  /** For CDI's proxy only. */
  protected SystemPrompt() {
    text = "";
  }

  /** The prompt for one piece of work, for a screen of that size. */
  public String forWork(Assignment assignment, int width, int height) {
    String ask =
        assignment.askBefore().isEmpty()
            ? ""
            : "Before you do any of the following, stop and ask for approval, and say in plain"
                + " words what exactly you are about to do: "
                + String.join("; ", assignment.askBefore())
                + ".";
    String whole =
        text.replace("{width}", Integer.toString(width))
            .replace("{height}", Integer.toString(height))
            .replace("{ask_before}", ask)
            .strip();
    return assignment.mayFill() ? whole + "\n\n" + aboutSecrets(assignment) : whole;
  }

  private static String aboutSecrets(Assignment assignment) {
    StringBuilder words =
        new StringBuilder(
            "Some secrets are kept for this desktop. Where the goal needs one, do not ask for it and"
                + " do not type it: "
                + Fillable.HOW
                + " It is typed for you, in place of what is in the field, and covered in every"
                + " picture you see. Each can be filled in at its own site only:\n");
    assignment
        .secrets()
        .forEach(
            secret ->
                words
                    .append("- “")
                    .append(secret.name())
                    .append("”, for ")
                    .append(secret.site())
                    .append('\n'));
    return words.toString().strip();
  }

  /** What a person wants done, with its context and with what was done before. */
  public static String goal(Assignment assignment) {
    StringBuilder words = new StringBuilder(assignment.goal().text().strip());
    if (!assignment.goal().context().isBlank()) {
      words.append("\n\nContext:\n").append(assignment.goal().context().strip());
    }
    if (!assignment.goal().attachments().isEmpty()) {
      words
          .append("\n\nFiles given with this goal, in the desktop's home: ")
          .append(inOneLine(assignment.goal().attachments()));
    }
    if (!assignment.done().isEmpty()) {
      words.append("\n\nAnother assistant began this work. These steps were already taken:\n");
      numbered(assignment.done(), words);
      words.append("Look at the screen and go on from there; do not repeat what is done.");
    }
    return words.toString();
  }

  private static String inOneLine(List<String> paths) {
    return String.join(", ", paths).replaceAll("\\p{Cntrl}", "?");
  }

  private static void numbered(List<String> lines, StringBuilder words) {
    for (int n = 0; n < lines.size(); n++) {
      words.append(n + 1).append(". ").append(lines.get(n)).append('\n');
    }
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException("SYSTEM_PROMPT_FILE: " + file + " cannot be read", unreadable);
    }
  }

  private static String shipped() {
    try (InputStream resource = SystemPrompt.class.getResourceAsStream("system-prompt.txt")) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
