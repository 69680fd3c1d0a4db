package dev.atelier.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.json.InvalidField;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorableAddressTest {
  private static final Map<String, String> NONE = Map.of();

  @ParameterizedTest
  @ValueSource(strings = {"\0", "task_1\0", "\uD800"})
  void whatNoDatabaseKeepsNamesNothingAndIsAMistakeInAParameter(String odd) {
    assertThatThrownBy(() -> filter(Map.of("id", "sess_a", "task", odd), NONE))
        .isInstanceOf(UnknownAddress.class);
    assertThatThrownBy(() -> filter(Map.of("id", "sess_a"), Map.of("before", odd)))
        .isInstanceOfSatisfying(
            InvalidField.class, wrong -> assertThat(wrong.field()).isEqualTo("before"));
  }

  @Test
  void everythingElsePassesAndSoDoNamesOfFiles() {
    assertThatCode(() -> filter(Map.of("id", "x\n☕🦊".repeat(999)), Map.of("before", "\u0001")))
        .doesNotThrowAnyException();
    assertThatCode(() -> filter(Map.of("path", "a\0b"), Map.of("dir", "a\0b")))
        .doesNotThrowAnyException();
  }

  private static void filter(Map<String, String> path, Map<String, String> query) {
    UriInfo uri =
        fake(
            UriInfo.class,
            (asked, arguments) ->
                asked.equals("getPathParameters") ? multivalued(path) : multivalued(query));
    new StorableAddress().filter(fake(ContainerRequestContext.class, (asked, arguments) -> uri));
  }

  private static MultivaluedMap<String, String> multivalued(Map<String, String> values) {
    return new MultivaluedHashMap<>(values);
  }

  private interface Answering {
    Object to(String asked, Object[] arguments);
  }

  private static <T> T fake(Class<T> type, Answering answering) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> answering.to(method.getName(), arguments)));
  }
}
