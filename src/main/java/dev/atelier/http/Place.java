package dev.atelier.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** The kinds of answers there are, by where they are. */
enum Place {
  CONSOLE("/console", ""),
  LIVE("/live", "no-cache"),
  ASSETS("/assets", "no-cache"),
  LIBRARY("/novnc", "max-age=3600"),
  API("", "");

  private final String top;
  private final String caching;

  Place(String top, String caching) {
    this.top = top;
    this.caching = caching;
  }

  static Place of(HttpServletRequest request) {
    // Decoded, as the servlets that answer see it.
    String path = request.getServletPath() + Optional.ofNullable(request.getPathInfo()).orElse("");
    for (Place place : values()) {
      if (path.equals(place.top) || path.startsWith(place.top + "/")) {
        return place;
      }
    }
    return API;
  }

  /** How long a browser may keep it, unless whoever answers says so. */
  Optional<String> caching() {
    return caching.isEmpty() ? Optional.empty() : Optional.of(caching);
  }
}
