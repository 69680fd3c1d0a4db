package dev.atelier.http;

import dev.atelier.json.InvalidField;
import dev.atelier.json.Parameter;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Set;

/**
 * Turns away addresses with what no database keeps, so that none is asked for it: in a path it
 * names nothing, in a parameter it is a mistake. Bodies are {@code JsonBody}'s.
 */
@Provider
public class StorableAddress implements ContainerRequestFilter {
  /** Of files, whose names come to no database; the files room says more of them. */
  private static final Set<String> OF_FILES = Set.of("path", "dir");

  @Override
  public void filter(ContainerRequestContext request) {
    if (named(request.getUriInfo().getPathParameters())) {
      throw new UnknownAddress();
    }
    request
        .getUriInfo()
        .getQueryParameters()
        .forEach(
            (name, values) -> {
              if (!OF_FILES.contains(name) && isOdd(values)) {
                throw new InvalidField(name, "holds a character that cannot be stored");
              }
            });
  }

  private static boolean named(MultivaluedMap<String, String> path) {
    return path.entrySet().stream()
        .filter(each -> !OF_FILES.contains(each.getKey()))
        .anyMatch(each -> isOdd(each.getValue()));
  }

  private static boolean isOdd(List<String> values) {
    return !values.stream().allMatch(Parameter::isStorable);
  }
}
