package dev.atelier.audit;

import dev.atelier.json.InvalidField;
import dev.atelier.json.Json;
import dev.atelier.json.Parameter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The record as lines of JSON or CSV, written as they are read. Thread-safe. */
@ApplicationScoped
class AuditExport {
  private static final int PAGE = 200;
  static final String NDJSON = "application/x-ndjson";
  static final String CSV = "text/csv";

  private final AuditRepository repository;

  /** Reads on behind the last entry that was written out. */
  interface Pages {
    /**
     * @param last empty at the beginning
     */
    List<AuditEntry> after(Optional<AuditEntry> last, int limit);
  }

  @Inject
  AuditExport(AuditRepository repository) {
    this.repository = repository;
  }

  /** For CDI's proxy only. */
  protected AuditExport() {
    this(null);
  }

  Response of(String id, String sinceText, String type, String limitText, String format) {
    int since = Parameter.whole("since", sinceText, 0, Integer.MAX_VALUE, 0);
    int limit = Parameter.whole("limit", limitText, 1, Integer.MAX_VALUE, Integer.MAX_VALUE);
    if (type != null && !AuditQuestion.TYPE.matcher(type).matches()) {
      throw new InvalidField("type", "must be such as task.started, or task.* for all of a kind");
    }
    return of(
        (last, most) ->
            repository.entries(
                id,
                last.map(AuditEntry::seq).orElse((long) since),
                Optional.ofNullable(type),
                most),
        limit,
        format);
  }

  /** What is read page by page. */
  Response of(Pages pages, int limit, String format) {
    return switch (format) {
      case "ndjson" ->
          Response.ok(lines(pages, limit, "", e -> Json.write(AuditView.of(e))), NDJSON).build();
      case "csv" -> Response.ok(lines(pages, limit, AuditCsv.HEADER, AuditCsv::line), CSV).build();
      default -> throw new InvalidField("format", "must be ndjson or csv");
    };
  }

  private static StreamingOutput lines(
      Pages pages, int limit, String header, Function<AuditEntry, String> line) {
    return output -> write(output, pages, limit, header, line);
  }

  private static void write(
      OutputStream output, Pages pages, int limit, String header, Function<AuditEntry, String> line)
      throws IOException {
    Writer writer = new OutputStreamWriter(output, StandardCharsets.UTF_8);
    writer.write(header);
    Optional<AuditEntry> last = Optional.empty();
    int left = limit;
    boolean more = true;
    while (more) {
      int most = Math.min(PAGE, left);
      List<AuditEntry> page = pages.after(last, most);
      for (AuditEntry entry : page) {
        writer.write(line.apply(entry));
        writer.write('\n');
        last = Optional.of(entry);
      }
      writer.flush();
      left -= page.size();
      more = left > 0 && page.size() == most;
    }
  }
}
