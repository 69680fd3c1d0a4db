package dev.atelier.backup;

import dev.atelier.Caller;
import dev.atelier.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /system/backups}: the server's data, saved. */
@Dependent
@Path("/system/backups")
@RolesAllowed(Role.MAY_ADMINISTER)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Server")
public class BackupsResource {
  private final Backups backups;
  private final Restores restores;

  @Context private SecurityContext security;

  @Inject
  BackupsResource(Backups backups, Restores restores) {
    this.backups = backups;
    this.restores = restores;
  }

  @GET
  @Operation(summary = "The backups that lie on the server, newest first")
  public Map<String, Object> list() {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("items", backups.all().stream().map(BackupView::of).toList());
    List<String> unreadable = backups.unreadable();
    if (!unreadable.isEmpty()) {
      answer.put("unreadable", unreadable);
    }
    backups.making().ifPresent(making -> answer.put("making", BackupView.of(making)));
    backups.problem().ifPresent(problem -> answer.put("problem", problem));
    return answer;
  }

  @POST
  @Operation(summary = "Save the database and the pictures as they are now")
  public Response make() {
    return created(backups.make(caller()));
  }

  @DELETE
  @Path("making")
  @Operation(summary = "Give up the backup that is being made; nothing of it is left")
  public Response cancel() {
    Backups.requireAll(caller());
    backups.cancel();
    return Response.noContent().build();
  }

  @PUT
  @Path("upload")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Bring the file of a backup here; all of it is checked")
  public Response upload(InputStream file) {
    return created(backups.take(file, caller()));
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One backup")
  public Map<String, Object> get(@PathParam("id") String id) {
    return BackupView.of(backups.get(id));
  }

  /** Written here and not by JAX-RS, which would keep all of it in memory. */
  @GET
  @Path("{id}/file")
  @Produces("application/zip")
  @Operation(summary = "The file of a backup, to be kept elsewhere")
  public void file(@PathParam("id") String id, @Context HttpServletResponse response)
      throws IOException {
    java.nio.file.Path file = backups.fetched(id, caller());
    response.setContentType("application/zip");
    response.setHeader("Content-Disposition", "attachment; filename=\"atelier-" + id + ".zip\"");
    response.setHeader("Cache-Control", "no-store");
    response.setContentLengthLong(Files.size(file));
    try (InputStream content = Files.newInputStream(file)) {
      response.flushBuffer();
      content.transferTo(response.getOutputStream());
    }
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Remove a backup for good")
  public Response delete(@PathParam("id") String id) {
    restores.delete(id, caller());
    return Response.noContent().build();
  }

  @POST
  @Path("{id}/restore")
  @Operation(summary = "Have everything be as in this backup from the next start of the server on")
  public Response restore(@PathParam("id") String id) {
    return Response.accepted(BackupView.of(restores.ask(id, caller()))).build();
  }

  private static Response created(Backup backup) {
    return Response.created(URI.create("/system/backups/" + backup.id()))
        .entity(BackupView.of(backup))
        .build();
  }

  private Caller caller() {
    return Caller.of(security.getUserPrincipal());
  }
}
