package dev.atelier.files;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.desktop.DesktopFiles;
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
import java.util.Optional;
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
  private final UploadLimit limit;

  @Context private HttpServletRequest request;
  @Context private SecurityContext security;

  @Inject
  FilesResource(Homes homes, UploadLimit limit) {
    this.homes = homes;
    this.limit = limit;
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
  @Operation(summary = "A file of the home, or a part of it")
  public void read(
      @PathParam("id") String id,
      @PathParam("path") String path,
      @Context HttpServletResponse response)
      throws InterruptedException, IOException {
    HomePath file = asked(path);
    Download download = new Download(request, response);
    homes.read(id, file, caller(), open -> download.give(file, open));
  }

  @PUT
  @Path("{path: .+}")
  @Consumes(MediaType.WILDCARD)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Write a file of the home, whole or, with Content-Range, in pieces")
  public Response write(
      @PathParam("id") String id, @PathParam("path") String path, InputStream content)
      throws InterruptedException, IOException {
    HomePath file = asked(path);
    DesktopFiles.Terms terms = WriteTerms.of(request);
    Optional<Piece> piece = Piece.of(request);
    if (piece.isEmpty()) {
      homes.write(id, file, content, terms, caller());
      return Response.noContent().build();
    }
    long total = piece.get().whole().total();
    limit.requireRoomFor(total);
    piece.get().requireLength(request.getContentLengthLong());
    long received = homes.take(id, file, piece.get(), content, terms, caller());
    return received == total
        ? Response.noContent().build()
        : Response.accepted(new UploadView(received, total))
            .type(MediaType.APPLICATION_JSON)
            .build();
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
