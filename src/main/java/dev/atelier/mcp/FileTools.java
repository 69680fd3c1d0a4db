package dev.atelier.mcp;

import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.DesktopFiles;
import dev.atelier.desktop.HomePath;
import dev.atelier.files.FilesView;
import dev.atelier.files.Homes;
import dev.atelier.json.InvalidField;
import dev.atelier.json.JsonBody;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Files of a desktop's home. Thread-safe. */
@ApplicationScoped
class FileTools implements Toolbox {
  private static final int LONGEST_PATH = 3500;
  private static final int LONGEST_TEXT = 1 << 20;
  private static final int MOST_READ = 262_144;
  private static final int USUALLY_READ = 65_536;

  private final Homes homes;
  private final Choice choice;

  @Inject
  FileTools(Homes homes, Choice choice) {
    this.homes = homes;
    this.choice = choice;
  }

  /** For CDI's proxy only. */
  protected FileTools() {
    this(null, null);
  }

  @Override
  public List<McpTool> tools() {
    return List.of(list(), read(), write());
  }

  private McpTool list() {
    return McpTool.confiding(
        "list_files",
        "List files",
        "What a directory of a desktop's home holds: name, kind, bytes, time of the last change. A"
            + " sleeping desktop is woken.",
        Arguments.ofDesktop()
            .with(
                "dir",
                Arguments.text("such as Documents or Downloads; the home itself where left out")),
        this::list);
  }

  private McpTool read() {
    return McpTool.confiding(
        "read_file",
        "Read a file",
        "The beginning of a file of a desktop's home, as text where it is UTF-8, else as base64."
            + " bytes is the size of all of it.",
        Arguments.ofDesktop()
            .requiring("path", path())
            .with(
                "most",
                Arguments.whole(
                    "how many bytes at most; %d where left out".formatted(USUALLY_READ),
                    1,
                    MOST_READ)),
        this::read);
  }

  private McpTool write() {
    return McpTool.changing(
        "write_file",
        "Write a file",
        "Writes a file of a desktop's home whole, in place of one that is there; directories on the"
            + " way are made.",
        Arguments.ofDesktop()
            .requiring("path", path())
            .with("text", Arguments.text("the content as text"))
            .with("base64", Arguments.text("the content as base64, in place of text")),
        true,
        this::write);
  }

  private static Map<String, Object> path() {
    return Arguments.text("below the home, such as Documents/letter.txt");
  }

  /** Work whose bytes may not come. */
  @FunctionalInterface
  private interface Deed<T> {
    T perform() throws InterruptedException, IOException;
  }

  private static <T> T perform(Deed<T> deed) throws InterruptedException {
    try {
      return deed.perform();
    } catch (IOException cut) {
      throw new DesktopException("the file could not be read to its end", cut);
    }
  }

  private Said list(JsonBody arguments, Call call) throws InterruptedException {
    String id = choice.of(arguments, call.visit().caller()).id();
    HomePath directory =
        arguments.text("dir", 0, LONGEST_PATH).map(HomePath::new).orElse(HomePath.HOME);
    arguments.refuseUnread();
    return Said.json(
        FilesView.of(perform(() -> homes.list(id, directory, call.visit().caller().name()))));
  }

  private Said read(JsonBody arguments, Call call) throws InterruptedException {
    String id = choice.of(arguments, call.visit().caller()).id();
    HomePath file = new HomePath(arguments.requiredText("path", 0, LONGEST_PATH));
    int most = arguments.whole("most", 1, MOST_READ).orElse(USUALLY_READ);
    arguments.refuseUnread();
    return perform(
        () -> homes.read(id, file, call.visit().caller().name(), open -> told(open, most)));
  }

  private static Said told(DesktopFiles.Reading open, int most) throws IOException {
    byte[] begin = open.content().readNBytes((int) Math.min(most, open.bytes()));
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("bytes", open.bytes());
    told.put("read", begin.length);
    text(begin, begin.length < open.bytes())
        .ifPresentOrElse(
            text -> told.put("text", text),
            () -> told.put("base64", Base64.getEncoder().encodeToString(begin)));
    return Said.json(told);
  }

  /** As text, where it is; of a letter that was cut at the end there is nothing. */
  private static Optional<String> text(byte[] bytes, boolean cut) {
    int least = cut ? Math.max(0, bytes.length - 3) : bytes.length;
    for (int length = bytes.length; length >= least; length--) {
      try {
        return Optional.of(
            StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes, 0, length))
                .toString());
      } catch (CharacterCodingException notHere) {
        // Perhaps one byte before.
      }
    }
    return Optional.empty();
  }

  private Said write(JsonBody arguments, Call call) throws InterruptedException {
    String id = choice.of(arguments, call.visit().caller()).id();
    HomePath file = new HomePath(arguments.requiredText("path", 0, LONGEST_PATH));
    byte[] content = content(arguments);
    arguments.refuseUnread();
    return perform(
        () -> {
          homes.write(id, file, new ByteArrayInputStream(content), call.visit().caller().name());
          return Said.words("%s holds %d bytes now".formatted(file, content.length));
        });
  }

  private static byte[] content(JsonBody arguments) {
    Optional<String> text = arguments.text("text", 0, LONGEST_TEXT);
    Optional<String> base64 = arguments.text("base64", 0, LONGEST_TEXT);
    if (text.isPresent() == base64.isPresent()) {
      throw new InvalidField("text", "or base64 must be there, one of them");
    }
    try {
      return text.map(words -> words.getBytes(StandardCharsets.UTF_8))
          .orElseGet(() -> Base64.getDecoder().decode(base64.orElseThrow()));
    } catch (IllegalArgumentException wrong) {
      throw new InvalidField("base64", "is not base64: " + wrong.getMessage());
    }
  }
}
