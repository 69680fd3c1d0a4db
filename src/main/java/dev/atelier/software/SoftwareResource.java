package dev.atelier.software;

import dev.atelier.BackgroundWork;
import dev.atelier.Caller;
import dev.atelier.NotAllowed;
import dev.atelier.Role;
import dev.atelier.Unforeseen;
import dev.atelier.control.ControlHeld;
import dev.atelier.desktop.DesktopException;
import dev.atelier.desktop.PackageName;
import dev.atelier.json.InvalidField;
import dev.atelier.json.JsonBody;
import dev.atelier.session.DesktopBusy;
import dev.atelier.session.DesktopNotReady;
import dev.atelier.session.Sessions;
import dev.atelier.session.UnknownSession;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code …/packages} and {@code …/upgrade}: software on a desktop, with progress line by line. */
@Dependent
@Path("/sessions/{id}")
@RolesAllowed(Role.MAY_ADMINISTER)
@Tag(name = "Software")
public class SoftwareResource {
  private static final Logger LOG = Logger.getLogger(SoftwareResource.class.getName());
  private static final int MOST_PACKAGES = 100;
  private static final int LONGEST_NAME = 120;

  private final Software software;
  private final Sessions sessions;
  private final BackgroundWork background;
  private final boolean allowed;

  @Context private SecurityContext security;

  @Inject
  SoftwareResource(
      Software software,
      Sessions sessions,
      BackgroundWork background,
      @ConfigProperty(name = "DESKTOP_SOFTWARE", defaultValue = "true") boolean allowed) {
    this.allowed = allowed;
    this.software = software;
    this.sessions = sessions;
    this.background = background;
  }

  @RolesAllowed(Role.MAY_VIEW)
  @GET
  @Path("packages")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "The Debian packages that a desktop has beyond the usual")
  public Map<String, Object> installed(@PathParam("id") String id) throws InterruptedException {
    return Map.of("items", software.installed(id).stream().map(PackageName::text).toList());
  }

  @POST
  @Path("packages")
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(ProgressLines.TYPE)
  @Operation(summary = "Install Debian packages; the desktop stays open")
  public ProgressLines install(@PathParam("id") String id, String body) {
    sessions.get(id);
    if (!allowed) {
      throw new NotAllowed(
          "nothing is installed on desktops of this server: its DESKTOP_SOFTWARE is false");
    }
    JsonBody json = JsonBody.parse(body);
    List<PackageName> packages =
        json
            .texts("packages", MOST_PACKAGES, 1, LONGEST_NAME)
            .filter(names -> !names.isEmpty())
            .orElseThrow(() -> new InvalidField("packages", "is missing: a list of names"))
            .stream()
            .map(SoftwareResource::name)
            .toList();
    json.refuseUnread();
    String actor = caller();
    return work(lines -> software.install(id, packages, actor, lines.progress()));
  }

  @POST
  @Path("upgrade")
  @Produces(ProgressLines.TYPE)
  @Operation(summary = "Make a desktop anew from the present base; home and packages stay")
  public ProgressLines upgrade(@PathParam("id") String id) {
    sessions.get(id);
    sessions.requireIdle(id);
    String actor = caller();
    return work(lines -> software.upgrade(id, actor, lines.progress()));
  }

  /** What is done in the background, and told as it goes on. */
  @FunctionalInterface
  private interface Work {
    void run(ProgressLines lines) throws InterruptedException;
  }

  private ProgressLines work(Work work) {
    ProgressLines lines = new ProgressLines();
    background.run(
        () -> {
          try {
            work.run(lines);
            lines.succeeded();
          } catch (DesktopException | DesktopNotReady | DesktopBusy | ControlHeld told) {
            lines.failed(told.getMessage());
          } catch (UnknownSession gone) {
            lines.failed("the desktop was deleted meanwhile");
          } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            lines.failed("the server is stopping");
          } catch (RuntimeException | Error unexpected) {
            LOG.log(Level.SEVERE, "software could not be changed", unexpected);
            lines.failed(Unforeseen.WORDS);
          }
        });
    return lines;
  }

  private static PackageName name(String text) {
    try {
      return new PackageName(text);
    } catch (IllegalArgumentException wrong) {
      throw new InvalidField("packages", "holds what is " + wrong.getMessage());
    }
  }

  private String caller() {
    return Caller.of(security.getUserPrincipal()).name();
  }
}
