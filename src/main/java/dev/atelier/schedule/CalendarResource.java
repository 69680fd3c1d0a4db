package dev.atelier.schedule;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.json.InvalidField;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /schedules/calendar}: what the clock is going to give. */
@Dependent
@Path("/schedules/calendar")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.MAY_VIEW)
@Tag(name = "Schedules")
public class CalendarResource {
  private static final Duration USUAL = Duration.ofDays(7);
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private final Schedules schedules;
  private final Clock clock;

  @Context private SecurityContext security;

  @Inject
  CalendarResource(Schedules schedules, Clock clock) {
    this.schedules = schedules;
    this.clock = clock;
  }

  @GET
  @Operation(summary = "The times of your desktops' schedules that are on, the earliest first")
  public Map<String, Object> calendar(
      @QueryParam("from") String from, @QueryParam("until") String until) {
    Instant begin = from == null ? clock.instant() : moment("from", from);
    Instant end = until == null ? begin.plus(USUAL) : moment("until", until);
    if (!end.isAfter(begin) || Duration.between(begin, end).compareTo(Outlook.LONGEST) > 0) {
      throw new InvalidField(
          "until", "must be after from, by at most " + Outlook.LONGEST.toDays() + " days");
    }
    Outlook outlook = schedules.outlook(Caller.of(security.getUserPrincipal()), begin, end);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("items", outlook.items().stream().map(CalendarResource::view).toList());
    answer.put("next", outlook.next().orElse(null));
    return answer;
  }

  private static Instant moment(String field, String text) {
    try {
      Instant moment = Instant.parse(text);
      if (moment.isAfter(Instant.EPOCH) && moment.isBefore(LATEST)) {
        return moment;
      }
    } catch (DateTimeException noTime) {
      throw wrong(field);
    }
    throw wrong(field);
  }

  private static InvalidField wrong(String field) {
    return new InvalidField(field, "must be a time such as 2026-11-23T07:00:00Z");
  }

  private static Map<String, Object> view(Outlook.Planned planned) {
    ScheduleDraft draft = planned.schedule().draft();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("at", planned.at());
    view.put("schedule_id", planned.schedule().id());
    view.put("name", draft.name());
    view.put("session_id", draft.sessionId());
    view.put("time_zone", draft.zone().getId());
    return view;
  }
}
