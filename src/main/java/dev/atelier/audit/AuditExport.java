package dev.atelier.audit;

import dev.atelier.Caller;
import dev.atelier.Csv;
import dev.atelier.Standing;
import dev.atelier.control.Actor;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The record as lines of JSON or CSV, written as they are read: a few at once, each on record
 * itself, and no further than the rights of whoever reads. Thread-safe.
 */
@ApplicationScoped
class AuditExport {
  private static final int PAGE = 200;
  static final String NDJSON = "application/x-ndjson";
  static final String CSV = "text/csv";
  private static final String ENDED =
      "The export ends here, before its end: you may read less, or no more, since it began.";

  private final AuditRepository repository;
  private final AuditTrail trail;
  private final Standing standing;
  private final ExportPlaces places = new ExportPlaces();

  /** Reads on behind the last entry that was written out. */
  interface Pages {
    /**
     * @param last empty at the beginning
     */
    List<AuditEntry> after(Optional<AuditEntry> last, int limit);
  }

  /**
   * What is to be written out.
   *
   * @param terms what the caller asked for, as the record of it names it
   */
  record Order(Caller caller, String format, int limit, Map<String, Object> terms) {
    Order {
      if (!format.equals("ndjson") && !format.equals("csv")) {
        throw new InvalidField("format", "must be ndjson or csv");
      }
    }

    boolean isCsv() {
      return format.equals("csv");
    }
  }

  @Inject
  AuditExport(AuditRepository repository, AuditTrail trail, Standing standing) {
    this.repository = repository;
    this.trail = trail;
    this.standing = standing;
  }

  /** For CDI's proxy only. */
  protected AuditExport() {
    this(null, null, null);
  }

  /** One chain, the oldest first. */
  Response of(
      Caller caller, String id, String sinceText, String type, String limitText, String format) {
    int since = Parameter.whole("since", sinceText, 0, Integer.MAX_VALUE, 0);
    int limit = Parameter.whole("limit", limitText, 1, Integer.MAX_VALUE, Integer.MAX_VALUE);
    if (type != null && !AuditQuestion.TYPE.matcher(type).matches()) {
      throw new InvalidField("type", "must be such as task.started, or task.* for all of a kind");
    }
    Map<String, Object> terms = new LinkedHashMap<>();
    terms.put("session_id", id);
    Optional.ofNullable(type).ifPresent(wanted -> terms.put("type", wanted));
    Optional.ofNullable(sinceText).ifPresent(from -> terms.put("since", since));
    return of(
        (last, most) ->
            repository.entries(
                id,
                last.map(AuditEntry::seq).orElse((long) since),
                Optional.ofNullable(type),
                most),
        new Order(caller, format, limit, terms));
  }

  /** What is read page by page. */
  Response of(Pages pages, Order order) {
    return Response.ok(lines(pages, order), order.isCsv() ? CSV : NDJSON).build();
  }

  StreamingOutput lines(Pages pages, Order order) {
    return output -> write(output, pages, order);
  }

  /** Takes its place no sooner, so that it is given back whatever becomes of the answer. */
  private void write(OutputStream output, Pages pages, Order order) throws IOException {
    String name = order.caller().name();
    places.take(name);
    try {
      trail.append(AuditTrail.SERVER, Actor.caller(name), "audit.exported", detail(order));
      writeAll(new OutputStreamWriter(output, StandardCharsets.UTF_8), pages, order);
    } finally {
      places.give(name);
    }
  }

  private static Map<String, Object> detail(Order order) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("format", order.format());
    detail.putAll(order.terms());
    if (order.limit() < Integer.MAX_VALUE) {
      detail.put("limit", order.limit());
    }
    return detail;
  }

  private void writeAll(Writer writer, Pages pages, Order order) throws IOException {
    writer.write(order.isCsv() ? AuditCsv.HEADER : "");
    Optional<AuditEntry> last = Optional.empty();
    int left = order.limit();
    boolean more = true;
    while (more) {
      if (!standing.unchanged(order.caller())) {
        writer.write(ended(order));
        writer.flush();
        return;
      }
      int most = Math.min(PAGE, left);
      List<AuditEntry> page = pages.after(last, most);
      for (AuditEntry entry : page) {
        writer.write(order.isCsv() ? AuditCsv.line(entry) : Json.write(AuditView.of(entry)));
        writer.write('\n');
        last = Optional.of(entry);
      }
      writer.flush();
      left -= page.size();
      more = left > 0 && page.size() == most;
    }
  }

  /** A last line by which nobody takes a part for the whole. */
  private static String ended(Order order) {
    String line = order.isCsv() ? Csv.line(Stream.of(ENDED)) : Json.write(Map.of("ended", ENDED));
    return line + "\n";
  }
}
