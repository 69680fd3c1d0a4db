package dev.atelier.schedule;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.json.InvalidField;
import dev.atelier.json.Parameter;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /schedules}: goals given by the clock. */
@Dependent
@Path("/schedules")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.MAY_VIEW)
@Tag(name = "Schedules")
public class SchedulesResource {
  private static final int TIMES_SHOWN = 3;
  private static final int MOST_RUNS = 200;
  private static final int USUAL_RUNS = 50;

  private final Schedules schedules;
  private final Runs runs;
  private final Clock clock;

  @Context private SecurityContext security;

  @Inject
  SchedulesResource(Schedules schedules, Runs runs, Clock clock) {
    this.schedules = schedules;
    this.runs = runs;
    this.clock = clock;
  }

  @GET
  @Operation(summary = "The schedules of your desktops, with their next three times")
  public Map<String, Object> list() {
    return answer(schedules.seenBy(caller()).stream().map(this::view).toList(), null);
  }

  @POST
  @RolesAllowed(Role.MAY_OPERATE)
  @Operation(summary = "Give a desktop a goal or a recipe again and again")
  public Response add(String body) {
    Schedule schedule = schedules.add(ScheduleFields.draft(body), caller());
    return Response.created(URI.create("/schedules/" + schedule.id()))
        .entity(view(schedule))
        .build();
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One schedule")
  public Map<String, Object> get(@PathParam("id") String id) {
    return view(schedules.get(id, caller()));
  }

  @PUT
  @Path("{id}")
  @RolesAllowed(Role.MAY_OPERATE)
  @Operation(summary = "Replace all of a schedule, which runs as you from then on")
  public Map<String, Object> change(@PathParam("id") String id, String body) {
    schedules.get(id, caller());
    return view(schedules.change(id, ScheduleFields.draft(body), caller()));
  }

  @DELETE
  @Path("{id}")
  @RolesAllowed(Role.MAY_OPERATE)
  @Operation(summary = "Delete a schedule and its history; its owner or an admin may")
  public Response remove(@PathParam("id") String id) {
    schedules.remove(id, caller());
    return Response.noContent().build();
  }

  @GET
  @Path("{id}/runs")
  @Operation(summary = "What became of its times, the newest first")
  public Map<String, Object> runs(
      @PathParam("id") String id,
      @QueryParam("limit") String limit,
      @QueryParam("before") String before) {
    schedules.get(id, caller());
    int most = Parameter.whole("limit", limit, 1, MOST_RUNS, USUAL_RUNS);
    List<ScheduleRun> found =
        schedules.runs(id, Optional.ofNullable(before).map(SchedulesResource::moment), most);
    return answer(
        found.stream().map(SchedulesResource::view).toList(),
        found.size() < most ? null : found.get(found.size() - 1).plannedAt().toString());
  }

  private static Instant moment(String text) {
    try {
      Instant moment = Instant.parse(text);
      if (moment.isAfter(Instant.EPOCH) && moment.isBefore(Instant.parse("9999-01-01T00:00:00Z"))) {
        return moment;
      }
    } catch (DateTimeException noTime) {
      throw new InvalidField("before", "must be the next of an earlier answer, or a time");
    }
    throw new InvalidField("before", "must be the next of an earlier answer, or a time");
  }

  @POST
  @Path("{id}/run")
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed(Role.MAY_OPERATE)
  @Operation(summary = "Run it now, as whoever it runs as; the answer may be that it was refused")
  public Response runNow(@PathParam("id") String id) {
    schedules.get(id, caller());
    return Response.accepted(view(runs.now(id, caller().name()))).build();
  }

  private Caller caller() {
    return Caller.of(security.getUserPrincipal());
  }

  private static Map<String, Object> answer(List<Map<String, Object>> items, String next) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("items", items);
    answer.put("next", next);
    return answer;
  }

  private Map<String, Object> view(Schedule schedule) {
    ScheduleDraft draft = schedule.draft();
    Work work = draft.work();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", schedule.id());
    view.put("name", draft.name());
    view.put("session_id", draft.sessionId());
    view.put("recipe_id", work.recipeId().orElse(null));
    view.put("blanks", new TreeMap<>(work.blanks()));
    view.put("goal", work.goal().orElse(null));
    view.put("backend", work.backend().orElse(null));
    view.put("when", draft.when().text());
    view.put("cron", draft.when().cron());
    view.put("in_words", draft.when().inWords());
    view.put("time_zone", draft.zone().getId());
    view.put("enabled", draft.enabled());
    view.put("overlap", draft.overlap().word());
    view.put("missed", draft.missed().word());
    view.put("max_steps", draft.maxSteps().orElse(null));
    view.put("max_usd", draft.maxUsd().orElse(null));
    view.put("next_runs", nextTimes(schedule));
    view.put(
        "last_run",
        schedules.runs(schedule.id(), Optional.empty(), 1).stream()
            .map(SchedulesResource::view)
            .findFirst()
            .orElse(null));
    view.put("owner", schedule.madeBy().name());
    view.put("runs_as", schedule.runsAs().name());
    view.put("created_at", schedule.madeAt());
    view.put("changed_at", schedule.changedAt());
    return view;
  }

  private List<Instant> nextTimes(Schedule schedule) {
    return schedule.draft().enabled()
        ? schedule.nextTimes(clock.instant(), TIMES_SHOWN)
        : List.of();
  }

  private static Map<String, Object> view(ScheduleRun run) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", run.id());
    view.put("planned_at", run.plannedAt());
    view.put("started_at", run.startedAt());
    view.put("ended_at", run.endedAt().orElse(null));
    view.put("outcome", run.outcome().word());
    view.put("reason", run.reason().isEmpty() ? null : run.reason());
    view.put("task_id", run.taskId().orElse(null));
    return view;
  }
}
