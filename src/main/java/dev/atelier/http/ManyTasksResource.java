package dev.atelier.http;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.Unforeseen;
import dev.atelier.json.InvalidField;
import dev.atelier.json.JsonBody;
import dev.atelier.session.Sessions;
import dev.atelier.session.UnknownSession;
import dev.atelier.task.Task;
import dev.atelier.task.TaskRequest;
import dev.atelier.task.Tasks;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code POST /tasks}: one goal given to many desktops. */
@Dependent
@Path("/tasks")
@RolesAllowed(Role.MAY_OPERATE)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tasks")
public class ManyTasksResource {
  private static final Logger LOG = Logger.getLogger(ManyTasksResource.class.getName());
  private static final int MOST_DESKTOPS = 50;
  private static final int LONGEST_ID = 40;

  private final Tasks tasks;
  private final Sessions sessions;

  @Context private SecurityContext security;

  @Inject
  ManyTasksResource(Tasks tasks, Sessions sessions) {
    this.tasks = tasks;
    this.sessions = sessions;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Give one goal to many desktops; checked whole first, then given to one by one")
  public Response submit(String body) {
    JsonBody json = JsonBody.parse(body);
    List<String> ids =
        json.texts("sessions", MOST_DESKTOPS, 1, LONGEST_ID)
            .filter(named -> !named.isEmpty())
            .orElseThrow(
                () ->
                    new InvalidField("sessions", "must name 1 to " + MOST_DESKTOPS + " desktops"));
    TaskRequest request = TaskRequest.read(json);
    json.refuseUnread();
    Caller caller = Caller.of(security.getUserPrincipal());
    requireAll(ids, request, caller);
    List<Map<String, Object>> items = ids.stream().map(id -> given(id, request, caller)).toList();
    return Response.accepted(Map.of("items", items)).build();
  }

  /** Nothing is given unless each desktop is there and could take it on. */
  private void requireAll(List<String> ids, TaskRequest request, Caller caller) {
    Set<String> named = new HashSet<>();
    for (int n = 0; n < ids.size(); n++) {
      String field = "sessions[" + n + "]";
      if (!named.add(ids.get(n))) {
        throw new InvalidField(field, "is named twice");
      }
      requireThere(ids.get(n), field, caller);
      tasks.requireAcceptable(ids.get(n), request);
    }
  }

  private void requireThere(String id, String field, Caller caller) {
    try {
      if (caller.sees(sessions.get(id).id())) {
        return;
      }
    } catch (UnknownSession gone) {
      LOG.log(Level.FINE, "not there", gone);
    }
    throw new InvalidField(field, "is no desktop: there is no session " + id);
  }

  private Map<String, Object> given(String id, TaskRequest request, Caller caller) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("session_id", id);
    try {
      Task task = tasks.submit(id, request, caller);
      item.put("task_id", task.id());
      item.put("status", task.status().word());
    } catch (RuntimeException refused) {
      item.put("error", words(refused));
    }
    return item;
  }

  private static String words(RuntimeException refused) {
    return ProblemMapper.known(refused)
        .map(Problem::detail)
        .orElseGet(
            () -> {
              LOG.log(Level.SEVERE, "a task could not be given", refused);
              return Unforeseen.WORDS;
            });
  }
}
