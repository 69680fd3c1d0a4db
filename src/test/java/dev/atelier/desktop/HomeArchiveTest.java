package dev.atelier.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HomeArchiveTest {
  private static final Path PLACE = Path.of("/home/operator");

  @Test
  void filesKeepTheirNamesContentsTimesAndPermissions() throws IOException {
    String longName = "Documents/" + "ä".repeat(120) + ".txt";
    Map<String, TarArchiveEntry> read =
        written(
            new Tar()
                .directory("operator/")
                .directory("operator/Documents/")
                .file("operator/" + longName, "hello", 0640));
    assertThat(read.keySet()).containsExactly("Documents/", longName);
    assertThat(read.get(longName).getSize()).isEqualTo(5);
    assertThat(read.get(longName).getMode() & 0777).isEqualTo(0640);
    assertThat(read.get(longName).getLastModifiedTime().toMillis()).isEqualTo(Tar.WHEN);
  }

  @Test
  void whatBelongsToARunningProgramStaysBehind() throws IOException {
    assertThat(
            written(
                    new Tar()
                        .link("operator/.mozilla/firefox/abc.default/lock", "172.17.0.2:+77")
                        .file("operator/.mozilla/firefox/abc.default/.parentlock", "", 0600)
                        .file("operator/.mozilla/firefox/abc.default/cookies.sqlite", "c", 0600)
                        .link("operator/.config/chromium/SingletonLock", "desktop-12")
                        .file("operator/Documents/.~lock.plan.odt#", "", 0600)
                        .file("operator/.cache/mozilla/big", "b", 0600)
                        .file("operator/Documents/lock", "mine", 0600))
                .keySet())
        .containsExactly(".mozilla/firefox/abc.default/cookies.sqlite", "Documents/lock");
  }

  @Test
  void pipesAndDevicesAreNotCopiedAndNoProgramGainsRights() throws IOException {
    Map<String, TarArchiveEntry> read =
        written(
            new Tar()
                .special("operator/pipe", TarConstants.LF_FIFO)
                .special("operator/disk", TarConstants.LF_BLK)
                .file("operator/tool", "x", 04755));
    assertThat(read.keySet()).containsExactly("tool");
    assertThat(read.get("tool").getMode() & 07777).isEqualTo(0755);
  }

  @Test
  void whatIsLinkedToACacheThatPeopleFillIsSavedWithIt() throws IOException {
    byte[] written =
        write(
            new Tar()
                .file("operator/.cache/uv/archive/six.py", "six", 0644)
                .file("operator/.cache/fontconfig/x", "c", 0644)
                .hardLink("operator/.venv/six.py", "operator/.cache/uv/archive/six.py"));
    assertThat(checked(written).keySet())
        .containsExactly("./.cache/uv/archive/six.py", "./.venv/six.py");
  }

  @ParameterizedTest
  @ValueSource(strings = {".cache/mozilla/big", ".~lock.plan.odt#"})
  void aLinkToWhatStaysBehindIsRefusedWhenItIsSavedAndNotWhenItIsBroughtBack(String original)
      throws IOException {
    Tar tar =
        new Tar()
            .file("operator/" + original, "b", 0644)
            .hardLink("operator/mine", "operator/" + original);
    assertThatThrownBy(() -> write(tar))
        .isInstanceOf(DesktopException.class)
        .hasMessageContainingAll("“mine” is a hard link to “" + original + "”", "remove one");
  }

  @Test
  void aLinkToAPipeStaysBehindWithIt() throws IOException {
    byte[] written =
        write(
            new Tar()
                .special("operator/a", TarConstants.LF_FIFO)
                .hardLink("operator/b", "operator/a")
                .file("operator/c", "x", 0644));
    assertThat(checked(written).keySet()).containsExactly("./c");
  }

  @Test
  void namesAreBytesAndNotAllOfThemText() throws IOException {
    byte[] longName = latin("operator/" + "\u00e8".repeat(150));
    byte[] written =
        write(
            new Tar()
                .pax("path", latin("operator/caf\u00e9"))
                .file("operator/x", "acute", 0644)
                .pax("path", latin("operator/caf\u00e8"))
                .file("operator/x", "grave", 0644)
                .pax("path", longName)
                .file("operator/x", "long", 0644)
                .pax("path", "operator/gr\u00fc\u00df".getBytes(StandardCharsets.UTF_8))
                .link("operator/x", "x")
                .pax("linkpath", latin("caf\u00e8"))
                .link("operator/y", "x"));
    ByteArrayOutputStream passed = new ByteArrayOutputStream();
    HomeArchive.check(new ByteArrayInputStream(written), 1000, 37, passed);
    Map<String, TarArchiveEntry> raw = entries(passed.toByteArray(), StandardCharsets.ISO_8859_1);
    String text = new String(latin("gr\u00c3\u00bc\u00c3\u009f"), StandardCharsets.ISO_8859_1);
    assertThat(raw.keySet())
        .containsExactly(
            "./caf\u00e9", "./caf\u00e8", "./" + "\u00e8".repeat(150), "./" + text, "./y");
    assertThat(raw.get("./y").getLinkName()).isEqualTo("caf\u00e8");
    assertThat(entries(passed.toByteArray())).containsKey("./gr\u00fc\u00df");
  }

  @Test
  void aSizeInAHeaderStandsInForThatOfTheEntry() throws IOException {
    byte[] written =
        write(
            new Tar()
                .pax("size", latin("700"))
                .file("operator/a", "a".repeat(700), 0644)
                .pax("path", latin("operator/caf\u00e9"))
                .file("operator/x", "b", 0644));
    assertThat(entries(written, StandardCharsets.ISO_8859_1)).containsOnlyKeys("a", "caf\u00e9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"7 path", "99 path=x\n", "x path=x\n", "2 \n", "-1 path=x\n"})
  void aBrokenHeaderIsRefused(String records) throws IOException {
    Tar broken = new Tar().header(latin(records)).file("a", "x", 0644);
    assertThatThrownBy(() -> checked(broken.bytes())).isInstanceOf(IOException.class);
  }

  @Test
  void linksKeepTheirTargetsAndThoseThatLeaveTheHomeAreWrittenInFull() throws IOException {
    Map<String, TarArchiveEntry> read =
        written(
            new Tar()
                .link("operator/inside", "Documents/a")
                .link("operator/full", "/usr/bin/python3")
                .link("operator/Documents/outside", "../../../usr/bin/python3")
                .hardLink("operator/twin", "operator/Documents/a"));
    assertThat(read.get("inside").getLinkName()).isEqualTo("Documents/a");
    assertThat(read.get("full").getLinkName()).isEqualTo("/usr/bin/python3");
    assertThat(read.get("Documents/outside").getLinkName()).isEqualTo("/usr/bin/python3");
    assertThat(read.get("twin").getLinkName()).isEqualTo("Documents/a");
  }

  @Test
  void whatWasWrittenPassesTheCheck() throws IOException {
    byte[] written =
        write(
            new Tar()
                .directory("operator/Documents/")
                .file("operator/Documents/a", "hello", 0644)
                .link("operator/b", "Documents/a")
                .hardLink("operator/c", "operator/Documents/a"));
    Map<String, TarArchiveEntry> checked = checked(written);
    assertThat(checked.values())
        .allSatisfy(entry -> assertThat(entry.getLongUserId()).isEqualTo(1000))
        .allSatisfy(entry -> assertThat(entry.getLongGroupId()).isEqualTo(37));
    assertThat(checked.keySet()).containsExactly("./Documents/", "./Documents/a", "./b", "./c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "a/../../x",
        "/etc/passwd",
        "..",
        "./../x",
        "a/..",
        "a/./b",
        ".//a",
        "a//b",
        "."
      })
  void aNameThatLeavesTheHomeIsRefused(String name) throws IOException {
    assertRefused(new Tar().file(name, "x", 0644), "leaves the home");
  }

  @Test
  void aNameBehindALinkIsRefused() throws IOException {
    assertRefused(new Tar().link("d", "/etc").file("d/passwd", "x", 0644), "lies behind a link");
    assertRefused(new Tar().link("d", "/etc").hardLink("mine", "d/shadow"), "lies behind a link");
    assertRefused(
        new Tar().link("d", "/etc").hardLink("e", "d").file("e/passwd", "x", 0644),
        "lies behind a link");
  }

  @Test
  void aHardLinkThatLeavesTheHomeIsRefused() throws IOException {
    assertRefused(new Tar().hardLink("mine", "/etc/shadow"), "leaves the home");
    assertRefused(new Tar().hardLink("mine", "../other/secret"), "leaves the home");
  }

  @ParameterizedTest
  @ValueSource(bytes = {TarConstants.LF_BLK, TarConstants.LF_CHR, TarConstants.LF_FIFO})
  void devicesAreRefused(byte kind) throws IOException {
    assertRefused(new Tar().special("disk", kind), "neither a file nor a directory");
  }

  @Test
  void anArchiveThatWasCutOffIsNotTakenForAWholeOne() throws IOException {
    byte[] whole = new Tar().file("a", "x".repeat(10_000), 0644).bytes();
    byte[] half = java.util.Arrays.copyOf(whole, 5_000);
    assertThatThrownBy(
            () ->
                HomeArchive.check(
                    new ByteArrayInputStream(half), 1000, 37, new ByteArrayOutputStream()))
        .isInstanceOf(IOException.class);
  }

  private static void assertRefused(Tar tar, String why) throws IOException {
    InputStream hostile = new ByteArrayInputStream(tar.bytes());
    assertThatThrownBy(() -> HomeArchive.check(hostile, 1000, 37, new ByteArrayOutputStream()))
        .isInstanceOf(DesktopException.class)
        .hasMessageContaining(why);
  }

  private static Map<String, TarArchiveEntry> written(Tar tar) throws IOException {
    return entries(write(tar));
  }

  private static byte[] write(Tar tar) throws IOException {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    HomeArchive.write(new ByteArrayInputStream(tar.bytes()), "operator", PLACE, written);
    return written.toByteArray();
  }

  private static Map<String, TarArchiveEntry> checked(byte[] tar) throws IOException {
    ByteArrayOutputStream passed = new ByteArrayOutputStream();
    HomeArchive.check(new ByteArrayInputStream(tar), 1000, 37, passed);
    return entries(passed.toByteArray());
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Map<String, TarArchiveEntry> entries(byte[] tar) throws IOException {
    return entries(tar, StandardCharsets.UTF_8);
  }

  private static Map<String, TarArchiveEntry> entries(byte[] tar, Charset names)
      throws IOException {
    Map<String, TarArchiveEntry> entries = new LinkedHashMap<>();
    try (TarArchiveInputStream read =
        new TarArchiveInputStream(new ByteArrayInputStream(tar), names.name())) {
      for (TarArchiveEntry next = read.getNextEntry(); next != null; next = read.getNextEntry()) {
        entries.put(next.getName(), next);
      }
    }
    return entries;
  }

  /** An archive, entry by entry, with names as hostile as one likes. */
  private static final class Tar {
    static final long WHEN = 1_700_000_000_000L;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar =
        new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name());

    Tar() {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    Tar directory(String name) throws IOException {
      return put(new TarArchiveEntry(name), "");
    }

    Tar file(String name, String content, int mode) throws IOException {
      TarArchiveEntry entry = new TarArchiveEntry(name, true);
      entry.setMode(mode);
      return put(entry, content);
    }

    Tar link(String name, String target) throws IOException {
      return linked(name, TarConstants.LF_SYMLINK, target);
    }

    Tar hardLink(String name, String target) throws IOException {
      return linked(name, TarConstants.LF_LINK, target);
    }

    Tar special(String name, byte kind) throws IOException {
      return put(new TarArchiveEntry(name, kind), "");
    }

    /** What is said of the next entry, as the engine says it: in bytes, be they text or not. */
    Tar pax(String key, byte[] value) throws IOException {
      int length = key.length() + value.length + 3;
      length += Integer.toString(length + 2).length();
      ByteArrayOutputStream record = new ByteArrayOutputStream();
      record.write(latin(length + " " + key + "="));
      record.write(value);
      record.write('\n');
      return header(record.toByteArray());
    }

    Tar header(byte[] records) throws IOException {
      TarArchiveEntry entry = new TarArchiveEntry("header", TarConstants.LF_PAX_EXTENDED_HEADER_LC);
      entry.setSize(records.length);
      tar.putArchiveEntry(entry);
      tar.write(records);
      tar.closeArchiveEntry();
      return this;
    }

    private Tar linked(String name, byte kind, String target) throws IOException {
      TarArchiveEntry entry = new TarArchiveEntry(name, kind);
      entry.setLinkName(target);
      return put(entry, "");
    }

    private Tar put(TarArchiveEntry entry, String content) throws IOException {
      byte[] data = content.getBytes(StandardCharsets.UTF_8);
      entry.setModTime(WHEN);
      if (entry.isFile()) {
        entry.setSize(data.length);
      }
      tar.putArchiveEntry(entry);
      tar.write(data);
      tar.closeArchiveEntry();
      return this;
    }

    byte[] bytes() throws IOException {
      tar.close();
      return bytes.toByteArray();
    }
  }
}
