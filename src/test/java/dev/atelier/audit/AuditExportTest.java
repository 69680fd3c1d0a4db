package dev.atelier.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.Caller;
import dev.atelier.FakeEvents;
import dev.atelier.HandSetClock;
import dev.atelier.Role;
import dev.atelier.Standing;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuditExportTest {
  private static final Caller ADA = Caller.of("ada", Role.ADMIN);

  private final MemoryAuditRepository repository = new MemoryAuditRepository();
  private Optional<Caller> now = Optional.of(ADA);
  private final Standing standing = caller -> now.filter(known -> known.name().equals("ada"));

  private AuditExport export(Standing who) {
    return new AuditExport(
        repository, new AuditTrail(repository, new HandSetClock(), new FakeEvents<>()), who);
  }

  private static StreamingOutput lines(AuditExport export, Caller caller, String format) {
    return export.lines(
        (last, most) -> List.of(), new AuditExport.Order(caller, format, 10, Map.of("q", "x")));
  }

  private static String written(StreamingOutput lines) throws IOException {
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    lines.write(output);
    return output.toString(StandardCharsets.UTF_8);
  }

  @Test
  void whoWritesItOutIsOnRecordWithWhatTheyAskedFor() throws IOException {
    assertThat(written(lines(export(standing), ADA, "csv"))).isEqualTo(AuditCsv.HEADER);
    assertThat(repository.entries("server", 0, Optional.empty(), 10))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.type()).isEqualTo("audit.exported");
              assertThat(entry.actor()).isEqualTo("ada");
              assertThat(entry.detail())
                  .containsEntry("format", "csv")
                  .containsEntry("q", "x")
                  .containsEntry("limit", 10);
            });
  }

  @Test
  void whoseRightsEndReadsNoFurtherAndIsToldSo() throws IOException {
    AuditSamples.write(repository, "sess_a", 450);
    for (Optional<Caller> later :
        List.of(
            Optional.<Caller>empty(),
            Optional.of(new Caller("ada", Role.ADMIN, Optional.of(Set.of("sess_a")))))) {
      now = Optional.of(ADA);
      AuditExport export = export(standing);
      List<Integer> pages = new ArrayList<>();
      AuditExport.Pages chain =
          (last, most) -> {
            pages.add(most);
            now = later;
            return repository.entries(
                "sess_a", last.map(AuditEntry::seq).orElse(0L), Optional.empty(), most);
          };
      String text =
          written(export.lines(chain, new AuditExport.Order(ADA, "ndjson", 450, Map.of())));
      assertThat(pages).hasSize(1);
      assertThat(text.lines()).hasSize(201).last().asString().contains("\"ended\"");
    }
  }

  @Test
  void onlySoManyAreWrittenAtOnceAndOfOnePersonFewer() throws IOException {
    AuditExport export = export(caller -> Optional.of(caller));
    List<String> refused = new ArrayList<>();
    within(export, refused, List.of("ada", "ada", "ada", "bob", "bob", "eve", "eve", "zoe"));
    assertThat(refused)
        .hasSize(2)
        .anySatisfy(words -> assertThat(words).startsWith("2 of your exports"))
        .anySatisfy(words -> assertThat(words).startsWith("6 exports of the audit"));
    assertThat(written(lines(export, ADA, "ndjson"))).isEmpty();
  }

  /** Each begins while those before it are being written. */
  private static void within(AuditExport export, List<String> refused, List<String> names) {
    if (names.isEmpty()) {
      return;
    }
    List<String> rest = names.subList(1, names.size());
    OutputStream slow =
        new OutputStream() {
          private boolean begun;

          @Override
          public void write(int one) {
            if (!begun) {
              begun = true;
              within(export, refused, rest);
            }
          }
        };
    try {
      lines(export, Caller.of(names.get(0), Role.ADMIN), "csv").write(slow);
    } catch (TooManyExports busy) {
      refused.add(busy.getMessage());
      assertThat(busy.retryAfterSeconds()).isPositive();
      within(export, refused, rest);
    } catch (IOException failed) {
      throw new java.io.UncheckedIOException(failed);
    }
  }

  @Test
  void anotherFormatIsRefusedBeforeAnythingIsWritten() {
    assertThatThrownBy(() -> lines(export(standing), ADA, "xml")).hasMessageContaining("csv");
  }
}
