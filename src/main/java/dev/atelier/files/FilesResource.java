package dev.atelier.files;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.desktop.DesktopFiles;
import dev.atelier.desktop.FileRefused;
import dev.atelier.desktop.HomePath;
import dev.atelier.desktop.PathRefused;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * {@code /sessions/{id}/files}: a desktop's home. It may hold log-ins, so that who may only watch
 * does not even see its names.
 */
@Dependent
@Path("/sessions/{id}/files")
@RolesAllowed(Role.MAY_OPERATE)
@Tag(name = "Files")
public class FilesResource {
  private final Homes homes;

  @Context private HttpServletRequest request;
  @Context private SecurityContext security;

  @Inject
  FilesResource(Homes homes) {
    this.homes = homes;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "What a directory of the home holds; the home itself where dir is left out")
  public FilesView list(
      @PathParam("id") String id, @QueryParam("dir") @DefaultValue("") String directory)
      throws InterruptedException, IOException {
    return FilesView.of(homes.list(id, new HomePath(directory), caller()));
  }

  /** Written here and not by JAX-RS, which would not say when it is done with an open file. */
  @GET
  @Path("{path: .+}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @Operation(summary = "A file of the home")
  public void read(
      @PathParam("id") String id,
      @PathParam("path") String path,
      @Context HttpServletResponse response)
      throws InterruptedException, IOException {
    HomePath file = asked(path);
    homes.read(id, file, caller(), open -> answer(file, open, response));
  }

  private HomePath answer(HomePath file, DesktopFiles.Reading open, HttpServletResponse response)
      throws IOException {
    response.setContentType(MediaType.APPLICATION_OCTET_STREAM);
    response.setHeader(
        "Content-Disposition",
        "attachment; filename*=UTF-8''"
            + URLEncoder.encode(file.name(), StandardCharsets.UTF_8).replace("+", "%20"));
    response.setHeader("Cache-Control", "no-store");
    response.setContentLengthLong(open.bytes());
    response.flushBuffer();
    if (!request.getMethod().equals("HEAD")) {
      open.content().transferTo(response.getOutputStream());
    }
    return file;
  }

  @PUT
  @Path("{path: .+}")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Write a file of the home, in place of one that is there")
  public Response write(
      @PathParam("id") String id, @PathParam("path") String path, InputStream content)
      throws InterruptedException, IOException {
    if (request.getHeader("Content-Range") != null) {
      throw new FileRefused("a file is written whole: send all of it, without Content-Range");
    }
    homes.write(id, asked(path), content, caller());
    return Response.noContent().build();
  }

  @DELETE
  @Path("{path: .+}")
  @Operation(summary = "Remove a file, a link or an empty directory of the home")
  public Response delete(@PathParam("id") String id, @PathParam("path") String path)
      throws InterruptedException, IOException {
    homes.delete(id, asked(path), caller());
    return Response.noContent().build();
  }

  /** JAX-RS would leave out what follows a semicolon. */
  private HomePath asked(String path) {
    if (request.getRequestURI().contains(";")) {
      throw new PathRefused("a semicolon in the path must be percent-encoded");
    }
    return new HomePath(path);
  }

  private String caller() {
    return Caller.of(security.getUserPrincipal()).name();
  }
}
