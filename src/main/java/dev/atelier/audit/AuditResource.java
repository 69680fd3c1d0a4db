package dev.atelier.audit;

import dev.atelier.json.InvalidField;
import dev.atelier.json.Json;
import dev.atelier.json.Parameter;
import dev.atelier.session.Sessions;
import dev.atelier.session.UnknownSession;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /sessions/{id}/audit}: the record of a desktop, to read and to verify. */
@Dependent
@Path("/sessions/{id}/audit")
@Tag(name = "Audit")
public class AuditResource {
  private static final int PAGE = 1000;
  private static final String NDJSON = "application/x-ndjson";
  private static final String CSV = "text/csv";
  private static final Pattern TYPE = Pattern.compile("[a-z_]+(\\.([a-z_]+|\\*))?");

  private final AuditRepository repository;
  private final Sessions sessions;

  @Inject
  AuditResource(AuditRepository repository, Sessions sessions) {
    this.repository = repository;
    this.sessions = sessions;
  }

  @GET
  @Produces({NDJSON, CSV})
  @Operation(summary = "The record, oldest first, a line each")
  public Response read(
      @PathParam("id") String id,
      @QueryParam("since") String sinceText,
      @QueryParam("type") String type,
      @QueryParam("limit") String limitText,
      @QueryParam("format") @DefaultValue("ndjson") String format) {
    requireKnown(id);
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

  @GET
  @Path("verify")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Whether the record is whole and unchanged")
  public Verification verify(@PathParam("id") String id) {
    requireKnown(id);
    return Verification.of(repository, id);
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

  private void requireKnown(String id) {
    if (!sessions.known(id)) {
      throw new UnknownSession(id);
    }
  }
}
