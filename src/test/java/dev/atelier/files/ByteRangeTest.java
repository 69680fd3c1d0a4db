package dev.atelier.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.desktop.DesktopFiles;
import dev.atelier.json.InvalidField;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of files, as headers name them; RFC 9110, section 14. */
class ByteRangeTest {
  private static final DesktopFiles.Whole WHOLE = new DesktopFiles.Whole(11, "k");

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=2-4, 2, 3",
    "bytes=2-, 2, 8",
    "bytes=9-, 9, 1",
    "bytes=2-99, 2, 8",
    "bytes=-3, 7, 3",
    "bytes=-99, 0, 10"
  })
  void oneRangeIsAPart(String header, long from, long count) {
    assertThat(ByteRange.asked(header, 10)).contains(new ByteRange(from, count));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "bytes=", "bytes=-", "bytes=0-1,3-4", "lines=1-2", "bytes=4-2", "bytes=a-b"})
  void whatIsNoSingleRangeMeansAllOfIt(String header) {
    assertThat(ByteRange.asked(header, 10)).isEmpty();
    assertThat(ByteRange.asked(null, 10)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=-0"})
  void whatTheFileDoesNotHaveIsSaid(String header) {
    assertThatThrownBy(() -> ByteRange.asked(header, 10)).isInstanceOf(RangeNotThere.class);
    assertThatThrownBy(() -> ByteRange.asked("bytes=-5", 0)).isInstanceOf(RangeNotThere.class);
  }

  @Test
  void aPieceIsReadFromItsHeader() {
    assertThat(Piece.read("bytes 0-4/11", "k")).isEqualTo(new Piece(false, 0, 5, WHOLE));
    assertThat(Piece.read("bytes 5-10/11", "k")).isEqualTo(new Piece(false, 5, 6, WHOLE));
    assertThat(Piece.read("bytes */11", "k")).isEqualTo(new Piece(true, 0, 0, WHOLE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "bytes", "bytes 0-4/*", "bytes 4-0/11", "bytes 0-11/11", "bytes=0-4/11"})
  void aPieceThatCannotBeIsRefusedByName(String header) {
    assertThatThrownBy(() -> Piece.read(header, "k"))
        .isInstanceOf(InvalidField.class)
        .hasMessageContaining("Content-Range");
  }

  @Test
  void aPieceHasAsManyBytesAsItSays() throws IOException {
    Piece piece = Piece.read("bytes 0-4/11", "k");
    piece.requireLength(5);
    piece.requireLength(-1);
    assertThatThrownBy(() -> piece.requireLength(6)).isInstanceOf(InvalidField.class);
    assertThat(piece.of(new ByteArrayInputStream(new byte[5])).readAllBytes()).hasSize(5);
    assertThatThrownBy(() -> piece.of(new ByteArrayInputStream(new byte[6])).readAllBytes())
        .isInstanceOf(IOException.class);
  }
}
