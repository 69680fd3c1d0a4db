package dev.atelier.cost;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.json.InvalidField;
import dev.atelier.json.JsonBody;
import dev.atelier.json.Parameter;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /costs}: what was spent on what, and what may be. */
@Dependent
@Path("/costs")
@RolesAllowed(Role.MAY_VIEW)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Costs")
public class CostsResource {
  private static final int MOST_ITEMS = 1000;
  private static final int USUAL_ITEMS = 200;
  private static final int NARROWEST = 240;
  private static final int WIDEST = 2000;
  private static final int USUAL_WIDTH = 960;
  private static final int HEIGHT = 260;

  private final Costs costs;
  private final CostsReport report;
  private final Caps caps;
  private final Budget budget;

  @Context private SecurityContext security;

  @Inject
  CostsResource(Costs costs, CostsReport report, Caps caps, Budget budget) {
    this.costs = costs;
    this.report = report;
    this.caps = caps;
    this.budget = budget;
  }

  @GET
  @Operation(summary = "What was spent on your desktops, added up, with the caps that hold")
  public Map<String, Object> sums(
      @QueryParam("from") String from,
      @QueryParam("until") String until,
      @QueryParam("by") String by,
      @QueryParam("limit") String limit) {
    return report.of(
        By.of(by),
        Period.read(from, until, budget.today()),
        caller(),
        Parameter.whole("limit", limit, 1, MOST_ITEMS, USUAL_ITEMS));
  }

  @GET
  @Path("chart.svg")
  @Produces("image/svg+xml")
  @Operation(summary = "What was spent each day, as a picture")
  public Response chart(
      @QueryParam("from") String from,
      @QueryParam("until") String until,
      @QueryParam("theme") String theme,
      @QueryParam("width") String widthText,
      @Context HttpHeaders headers) {
    Period period = Period.read(from, until, budget.today());
    int width = Parameter.whole("width", widthText, NARROWEST, WIDEST, USUAL_WIDTH);
    List<Sum> days = costs.sums(By.DAY, period, caller(), Period.MOST_DAYS);
    Optional<BigDecimal> line = caller().seesAll() ? Optional.of(budget.cap()) : Optional.empty();
    SpendingChart chart = new SpendingChart(days, line, ChartTheme.of(theme), language(headers));
    return Response.ok(Svg.of(chart.draw(), width, HEIGHT))
        .header("Cache-Control", "private, no-store")
        .header("Vary", "Accept-Language")
        .build();
  }

  private static Locale language(HttpHeaders headers) {
    Locale wanted = headers.getAcceptableLanguages().get(0);
    return wanted.getLanguage().equals("*") ? Locale.ENGLISH : wanted;
  }

  @GET
  @Path("export.csv")
  @Produces("text/csv")
  @Operation(summary = "What was spent by day, desktop, task and model, for a spreadsheet")
  public Response export(@QueryParam("from") String from, @QueryParam("until") String until) {
    Period period = Period.read(from, until, budget.today());
    Caller caller = caller();
    StreamingOutput lines =
        output ->
            CostsCsv.write(
                new OutputStreamWriter(output, StandardCharsets.UTF_8),
                costs.details(period, caller));
    return Response.ok(lines)
        .type("text/csv; charset=utf-8")
        .header(
            "Content-Disposition",
            "attachment; filename=\"costs-%s-%s.csv\"".formatted(period.from(), period.until()))
        .build();
  }

  @PUT
  @Path("caps/{scope}")
  @RolesAllowed(Role.MAY_ADMINISTER)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Have another cap hold, from the next call of a model on")
  public Map<String, Object> change(@PathParam("scope") String scope, String text) {
    CapScope wanted = CapScope.of(scope);
    JsonBody body = JsonBody.parse(text);
    BigDecimal usd =
        body.decimal("usd", "0", Caps.MOST.toPlainString())
            .orElseThrow(() -> new InvalidField("usd", "is missing"));
    body.refuseUnread();
    return CostsReport.of(caps.change(wanted, usd, caller()));
  }

  @DELETE
  @Path("caps/{scope}")
  @RolesAllowed(Role.MAY_ADMINISTER)
  @Operation(summary = "Have the cap of the settings hold again")
  public Response reset(@PathParam("scope") String scope) {
    caps.reset(CapScope.of(scope), caller());
    return Response.noContent().build();
  }

  private Caller caller() {
    return Caller.of(security.getUserPrincipal());
  }
}
