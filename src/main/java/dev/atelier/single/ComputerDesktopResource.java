package dev.atelier.single;

import dev.atelier.session.ScreenshotResource;
import dev.atelier.session.Sessions;
import dev.atelier.snapshot.Snapshots;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The same as {@link SingleDesktopResource} under {@code /api/computer}. */
@Dependent
@Typed(ComputerDesktopResource.class)
@Path("/api/computer")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Single desktop")
public class ComputerDesktopResource extends SingleDesktopResource {

  @Inject
  ComputerDesktopResource(
      Desk desk, Sessions sessions, Snapshots snapshots, ScreenshotResource screen) {
    super(desk, sessions, snapshots, screen);
  }
}
