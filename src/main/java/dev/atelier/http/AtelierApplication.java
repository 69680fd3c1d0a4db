package dev.atelier.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** Serves every resource of the rooms at the root of the origin. */
@ApplicationScoped
@ApplicationPath("/")
public class AtelierApplication extends Application {

  /** Leaves JSON to {@link JsonWriter}: the container's own binding cannot write our records. */
  @Override
  public Map<String, Object> getProperties() {
    return Map.of("jersey.config.disableJsonBinding", true, "jersey.config.disableMoxyJson", true);
  }
}
