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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.Paths;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.tags.Tag;

/**
 * Says of every operation of the OpenAPI document which role it needs, as its resource declares,
 * lists those too that a resource inherits, and has the rest written by {@link
 * OperationsInOpenApi}.
 */
public class RolesInOpenApi implements OASFilter {
  /**
   * What an operation's role is written under; {@code none} where nobody has to say who they are.
   */
  static final String EXTENSION = "x-role";

  private static final String OPEN = "none";

  private static final Pattern WITH_A_TICKET =
      Pattern.compile("/sessions/\\{id}/(embed|screenshot|task/\\{task}/(stream|steps/.*))");

  private static final Pattern AS_JAVA_KNOWS_THEM =
      Pattern.compile(".*View|Current|Template|Verification|ProgressLines");

  @Override
  public void filterOpenAPI(OpenAPI document) {
    if (document.getPaths() == null) {
      return;
    }
    document
        .getPaths()
        .setPathItems(
            document.getPaths().getPathItems().entrySet().stream()
                .collect(
                    Collectors.toMap(
                        entry -> plain(entry.getKey()),
                        Map.Entry::getValue,
                        (one, same) -> one,
                        LinkedHashMap::new)));
    resources()
        .filter(resource -> resource.getSuperclass().isAnnotationPresent(Path.class))
        .forEach(heir -> addInherited(document.getPaths(), heir));
    Map<String, String> roles = roles();
    OperationsInOpenApi operations = new OperationsInOpenApi(document.getComponents());
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .forEach(
                        (verb, operation) -> {
                          String role = roles.get(verb.name() + " " + path);
                          operations.describe(verb.name(), path, operation, OPEN.equals(role));
                          declare(path, operation, role);
                        }));
    tidy(document);
  }

  /** The scan names a tag for each resource, and schemas of records as Java knows them. */
  private static void tidy(OpenAPI document) {
    document.setTags(
        new ArrayList<>(
            document.getTags().stream()
                .collect(
                    Collectors.toMap(Tag::getName, tag -> tag, (one, same) -> one, TreeMap::new))
                .values()));
    Set<String> scanned = new HashSet<>(document.getComponents().getSchemas().keySet());
    scanned.removeIf(name -> !AS_JAVA_KNOWS_THEM.matcher(name).matches());
    scanned.forEach(document.getComponents()::removeSchema);
  }

  /** The container's scan sees no methods that a resource has from another one. */
  private static void addInherited(Paths paths, Class<?> heir) {
    String from = address(heir.getSuperclass());
    Map.copyOf(paths.getPathItems()).entrySet().stream()
        .filter(entry -> isOf(heir.getSuperclass(), entry.getKey()))
        .forEach(
            entry ->
                paths.addPathItem(
                    address(heir) + entry.getKey().substring(from.length()),
                    copied(entry.getValue())));
  }

  private static PathItem copied(PathItem item) {
    PathItem copy = OASFactory.createPathItem();
    item.getOperations()
        .forEach(
            (verb, operation) ->
                copy.setOperation(
                    verb,
                    OASFactory.createOperation()
                        .summary(operation.getSummary())
                        .tags(operation.getTags())
                        .parameters(operation.getParameters())
                        .requestBody(operation.getRequestBody())
                        .responses(operation.getResponses())));
    return copy;
  }

  private static boolean isOf(Class<?> resource, String path) {
    return Arrays.stream(resource.getMethods())
        .anyMatch(method -> verb(method).count() > 0 && path(resource, method).equals(path));
  }

  private static void declare(String path, Operation operation, String role) {
    if (role == null) {
      return;
    }
    operation.addExtension(EXTENSION, role);
    List<SecurityRequirement> requirements = new ArrayList<>();
    if (!role.equals(OPEN)) {
      requirements.add(OASFactory.createSecurityRequirement().addScheme("bearer", List.of()));
      if (WITH_A_TICKET.matcher(path).matches()) {
        requirements.add(OASFactory.createSecurityRequirement().addScheme("ticket", List.of()));
      }
    }
    operation.setSecurity(requirements);
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
    return plain((address(resource) + "/" + own).replaceAll("//+", "/").replaceAll("/$", ""));
  }

  /** Without what a parameter must look like. */
  private static String plain(String path) {
    return path.replaceAll("\\{(\\w+): [^}]*}", "{$1}");
  }

  private static String address(Class<?> resource) {
    return ("/" + resource.getAnnotation(Path.class).value()).replaceAll("//+", "/");
  }

  private static String role(Method method) {
    if (RoleFilter.isOpenToAll(method)) {
      return OPEN;
    }
    return RoleFilter.needed(method).map(Role::word).orElse("nobody");
  }
}
