package dev.atelier.audit;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.json.InvalidField;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /audit/entries}: the record of all desktops together. */
@Dependent
@Path("/audit/entries")
@RolesAllowed(Role.MAY_VIEW)
@Tag(name = "AuditSearch")
public class AuditEntriesResource {
  private final AuditSearch search;
  private final AuditExport export;

  @Inject
  AuditEntriesResource(AuditSearch search, AuditExport export) {
    this.search = search;
    this.export = export;
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, AuditExport.NDJSON, AuditExport.CSV})
  @Operation(summary = "The record of all desktops that there are for the caller, newest first")
  public Response find(
      @QueryParam("since") String since,
      @QueryParam("until") String until,
      @QueryParam("type") String type,
      @QueryParam("actor") String actor,
      @QueryParam("session_id") String sessionId,
      @QueryParam("q") String words,
      @QueryParam("limit") String limit,
      @QueryParam("before") String before,
      @QueryParam("format") @DefaultValue("json") String format,
      @Context SecurityContext security) {
    AuditQuestion question =
        new AuditQuestion(since, until, type, actor, sessionId, words, limit, before);
    Caller caller = Caller.of(security.getUserPrincipal());
    AuditFilter filter = question.filter(caller);
    return switch (format) {
      case "json" -> page(search.find(filter, question.place(), question.pageSize()));
      case "ndjson", "csv" -> written(filter, question, caller, format);
      default -> throw new InvalidField("format", "must be json, ndjson or csv");
    };
  }

  private Response written(
      AuditFilter filter, AuditQuestion question, Caller caller, String format) {
    AuditPlace first = question.place();
    Response lines =
        export.of(
            (last, most) ->
                search.findAll(filter, last.map(AuditPlace::of).orElse(first), most).entries(),
            new AuditExport.Order(caller, format, question.exportLimit(), filter.terms()));
    return Response.fromResponse(lines)
        .header("Content-Disposition", "attachment; filename=\"audit." + format + "\"")
        .build();
  }

  private static Response page(AuditPage page) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("items", page.entries().stream().map(AuditView::of).toList());
    answer.put("next", page.next().map(AuditPlace::spelled).orElse(null));
    answer.put("looked_back_to", page.lookedBackTo().orElse(null));
    return Response.ok(answer, MediaType.APPLICATION_JSON).build();
  }
}
