package dev.atelier.snapshot;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.session.Sessions;
import dev.atelier.task.Task;
import dev.atelier.task.Tasks;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code …/task/{task}/undo}: a desktop brought back to how it was before a task. */
@Dependent
@Path("/sessions/{id}/task/{task}/undo")
@RolesAllowed(Role.MAY_OPERATE)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tasks")
public class UndoResource {
  private final Sessions sessions;
  private final Tasks tasks;
  private final TaskUndo undo;

  @Context private SecurityContext security;

  @Inject
  UndoResource(Sessions sessions, Tasks tasks, TaskUndo undo) {
    this.sessions = sessions;
    this.tasks = tasks;
    this.undo = undo;
  }

  @POST
  @Operation(summary = "Bring the desktop back to how it was before the task")
  public Response undo(@PathParam("id") String id, @PathParam("task") String taskId) {
    sessions.get(id);
    Task task = tasks.get(id, taskId);
    Snapshot safety = undo.undo(task, Caller.of(security.getUserPrincipal()).name());
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("ok", true);
    answer.put("session_id", id);
    answer.put("task_id", taskId);
    answer.put("safety_snapshot_id", safety.id());
    return Response.accepted(answer).build();
  }
}
