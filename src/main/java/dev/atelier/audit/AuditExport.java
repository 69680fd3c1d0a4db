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
import java.util.regex.Pattern;

/** A chain of the record as lines of JSON or CSV, written as they are read. Thread-safe. */
@ApplicationScoped
class AuditExport {
  private static final int PAGE = 1000;
  static final String NDJSON = "application/x-ndjson";
  static final String CSV = "text/csv";
  private static final Pattern TYPE = Pattern.compile("[a-z_]+(\\.([a-z_]+|\\*))?");

  private final AuditRepository repository;

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
    if (type != null && !TYPE.matcher(type).matches()) {
      throw new InvalidField("type", "must be such as task.started, or task.* for all of a kind");
    }
    return switch (format) {
      case "ndjson" ->
          Response.ok(lines(id, since, type, limit, "", e -> Json.write(AuditView.of(e))), NDJSON)
              .build();
      case "csv" ->
          Response.ok(lines(id, since, type, limit, AuditCsv.HEADER, AuditCsv::line), CSV).build();
      default -> throw new InvalidField("format", "must be ndjson or csv");
    };
  }

  private StreamingOutput lines(
      String chain,
      long since,
      String type,
      int limit,
      String header,
      Function<AuditEntry, String> line) {
    return output -> write(output, chain, since, Optional.ofNullable(type), limit, header, line);
  }

  private void write(
      OutputStream output,
      String chain,
      long since,
      Optional<String> type,
      int limit,
      String header,
      Function<AuditEntry, String> line)
      throws IOException {
    Writer writer = new OutputStreamWriter(output, StandardCharsets.UTF_8);
    writer.write(header);
    int left = limit;
    long last = since;
    List<AuditEntry> page;
    do {
      page = repository.entries(chain, last, type, Math.min(PAGE, left));
      for (AuditEntry entry : page) {
        writer.write(line.apply(entry));
        writer.write('\n');
        last = entry.seq();
      }
      left -= page.size();
      writer.flush();
    } while (left > 0 && !page.isEmpty());
  }
}
