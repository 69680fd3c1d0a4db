package dev.atelier.mcp;

import static dev.atelier.mcp.Toolroom.OPERATOR;
import static dev.atelier.mcp.Toolroom.VIEWER;
import static dev.atelier.mcp.Toolroom.object;
import static dev.atelier.mcp.Toolroom.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.atelier.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class FileToolsTest {
  @TempDir private Path home;
  private Toolroom room;

  @BeforeEach
  void open() throws InterruptedException {
    room = new Toolroom();
    room.room().runtime().homesAt(home);
  }

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void whatIsWrittenIsListedAndRead() {
    Said written =
        room.say(OPERATOR, "write_file", "path", "Documents/a.txt", "text", "first\n日本語");
    assertThat(words(written)).isEqualTo("Documents/a.txt holds 15 bytes now");
    assertThat(object(room.say(OPERATOR, "list_files", "dir", "Documents")).get("items").toString())
        .contains("name=a.txt", "kind=file", "bytes=15");
    assertThat(object(room.say(OPERATOR, "read_file", "path", "Documents/a.txt")))
        .isEqualTo(Map.of("bytes", 15, "read", 15, "text", "first\n日本語"));
    // In the middle of a letter.
    assertThat(object(room.say(OPERATOR, "read_file", "path", "Documents/a.txt", "most", 8)))
        .isEqualTo(Map.of("bytes", 15, "read", 8, "text", "first\n"));
  }

  @Test
  void whatIsNoTextComesAsBase64() throws IOException {
    byte[] bytes = {(byte) 0x89, 'P', 'N', 'G', 0};
    String base64 = Base64.getEncoder().encodeToString(bytes);
    room.say(OPERATOR, "write_file", "path", "a.png", "base64", base64);
    assertThat(Files.readAllBytes(home.resolve("a.png"))).isEqualTo(bytes);
    assertThat(object(room.say(OPERATOR, "read_file", "path", "a.png")))
        .containsEntry("base64", base64);
  }

  @Test
  void whoOnlyWatchesSeesNoFiles() {
    for (String name : List.of("list_files", "read_file", "write_file")) {
      assertThat(room.servers().tool(name).orElseThrow().role()).isEqualTo(Role.OPERATOR);
      assertThat(words(room.say(VIEWER, name))).contains("yours is viewer");
    }
  }

  @Test
  void mistakesAreSaidInWords() {
    assertThat(words(room.say(OPERATOR, "read_file", "path", "../x"))).contains("from the home on");
    assertThat(words(room.say(OPERATOR, "read_file", "path", "none"))).contains("there is no none");
    assertThat(words(room.say(OPERATOR, "read_file"))).isEqualTo("path is missing");
    for (Object[] wrong : new Object[][] {{"path", "a"}, {"path", "a", "text", "", "base64", ""}}) {
      assertThat(words(room.say(OPERATOR, "write_file", wrong))).contains("one of them");
    }
    assertThat(words(room.say(OPERATOR, "write_file", "path", "a", "base64", "!")))
        .contains("not base64");
  }
}
