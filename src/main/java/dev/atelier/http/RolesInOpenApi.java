package dev.atelier.http;

import dev.atelier.Role;
import dev.atelier.identity.RoleFilter;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Says of every operation of the OpenAPI document which role it needs, as its resource declares,
 * and lists those too that a resource inherits.
 */
public class RolesInOpenApi implements OASFilter {
  /**
   * What an operation's role is written under; {@code none} where nobody has to say who they are.
   */
  static final String EXTENSION = "x-role";

  private static final String BEARER = "bearer";

  @Override
  public void filterOpenAPI(OpenAPI document) {
    SecurityScheme bearer =
        OASFactory.createSecurityScheme().type(SecurityScheme.Type.HTTP).scheme(BEARER);
    if (document.getComponents() == null) {
      document.setComponents(OASFactory.createComponents());
    }
    document.getComponents().addSecurityScheme(BEARER, bearer);
    if (document.getPaths() == null) {
      return;
    }
    resources()
        .filter(resource -> resource.getSuperclass().isAnnotationPresent(Path.class))
        .forEach(heir -> addInherited(document.getPaths(), heir));
    Map<String, String> roles = roles();
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .forEach(
                        (verb, operation) ->
                            declare(operation, roles.get(verb.name() + " " + path))));
  }

  /** The container's scan sees no methods that a resource has from another one. */
  private static void addInherited(Paths paths, Class<?> heir) {
    String from = address(heir.getSuperclass());
    Map.copyOf(paths.getPathItems()).entrySet().stream()
        .filter(entry -> isOf(heir.getSuperclass(), entry.getKey()))
        .forEach(
            entry ->
                paths.addPathItem(
                    address(heir) + entry.getKey().substring(from.length()), entry.getValue()));
  }

  private static boolean isOf(Class<?> resource, String path) {
    return Arrays.stream(resource.getMethods())
        .anyMatch(method -> verb(method).count() > 0 && path(resource, method).equals(path));
  }

  private static void declare(Operation operation, String role) {
    if (role == null) {
      return;
    }
    operation.addExtension(EXTENSION, role);
    operation.setSecurity(
        role.equals("none")
            ? List.of()
            : List.of(OASFactory.createSecurityRequirement().addScheme(BEARER, List.of())));
  }

  private static Map<String, String> roles() {
    Map<String, String> roles = new HashMap<>();
    resources()
        .forEach(
            resource ->
                Arrays.stream(resource.getMethods())
                    .forEach(
                        method ->
                            verb(method)
                                .forEach(
                                    verb ->
                                        roles.put(
                                            verb + " " + path(resource, method), role(method)))));
    return roles;
  }

  private static Stream<Class<?>> resources() {
    return CDI.current().getBeanManager().getBeans(Object.class, Any.Literal.INSTANCE).stream()
        .<Class<?>>map(Bean::getBeanClass)
        .filter(type -> type.isAnnotationPresent(Path.class))
        .distinct();
  }

  private static Stream<String> verb(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .filter(type -> type.isAnnotationPresent(HttpMethod.class))
        .map(type -> type.getAnnotation(HttpMethod.class).value());
  }

  private static String path(Class<?> resource, Method method) {
    String own =
        method.isAnnotationPresent(Path.class) ? method.getAnnotation(Path.class).value() : "";
    return (address(resource) + "/" + own).replaceAll("//+", "/").replaceAll("/$", "");
  }

  private static String address(Class<?> resource) {
    return ("/" + resource.getAnnotation(Path.class).value()).replaceAll("//+", "/");
  }

  private static String role(Method method) {
    if (RoleFilter.isOpenToAll(method)) {
      return "none";
    }
    return RoleFilter.needed(method).map(Role::word).orElse("nobody");
  }
}
