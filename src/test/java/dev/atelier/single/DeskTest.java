package dev.atelier.single;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.session.SessionRequest;
import dev.atelier.session.SessionsInMemory;
import dev.atelier.session.UnknownSession;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DeskTest {
  private static final Caller ADA = Caller.of("ada", Role.OPERATOR);

  private final SessionsInMemory room = new SessionsInMemory();
  private final Desk desk = new Desk(room.defaultDesktop(), room.sessions());

  @AfterEach
  void close() {
    room.close();
  }

  @Test
  void whoeverSeesAllDesktopsHasTheOneMade() {
    String made = desk.desktop(by(ADA)).id();
    assertThat(desk.desktop(by(Caller.of("bob", Role.VIEWER))).id()).isEqualTo(made);
    assertThat(desk.history(by(ADA))).containsExactly(made);
    assertThat(desk.isOrWas(by(ADA), made)).isTrue();
  }

  @Test
  void whoOnlyWatchesHasNoneMade() {
    HttpServletRequest viewer = by(Caller.of("bob", Role.VIEWER));
    assertThatThrownBy(() -> desk.desktop(viewer)).isInstanceOf(UnknownSession.class);
    assertThat(room.sessions().all()).isEmpty();
  }

  @Test
  void anAddressOfOneDesktopStandsForThatAndNeverForTheDefaultOne() {
    String other = room.sessions().create(SessionRequest.labelled("Other"), "ada").id();
    HttpServletRequest request = by(boundTo(other), Optional.of(other));
    assertThat(desk.desktop(request).id()).isEqualTo(other);
    assertThat(desk.history(request)).containsExactly(other);
    assertThat(desk.isOrWas(request, other)).isTrue();
    assertThat(desk.isOrWas(request, desk.desktop(by(ADA)).id())).isFalse();
  }

  @Test
  void whoIsBoundToOthersHasNoneMadeAndFindsNone() {
    HttpServletRequest bounded = by(boundTo("sess_other"));
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> desk.desktop(bounded)).isInstanceOf(UnknownSession.class);
      assertThatThrownBy(() -> desk.history(bounded)).isInstanceOf(UnknownSession.class);
      assertThat(room.sessions().all()).hasSize(attempt);
      String made = desk.desktop(by(ADA)).id();
      assertThat(desk.isOrWas(bounded, made)).isFalse();
    }
  }

  @Test
  void whoIsBoundToTheOneUsesIt() {
    String made = desk.desktop(by(ADA)).id();
    HttpServletRequest bounded = by(boundTo(made));
    assertThat(desk.desktop(bounded).id()).isEqualTo(made);
    assertThat(desk.history(bounded)).containsExactly(made);
    room.sessions().delete(made, false, "ada");
    assertThatThrownBy(() -> desk.desktop(bounded)).isInstanceOf(UnknownSession.class);
    assertThat(desk.isOrWas(bounded, made)).isTrue();
    assertThat(room.sessions().all()).isEmpty();
  }

  @Test
  void whoIsNotKnownFindsNothing() {
    String made = desk.desktop(by(ADA)).id();
    assertThatThrownBy(() -> desk.desktop(by(null))).isInstanceOf(UnknownSession.class);
    assertThat(desk.isOrWas(by(null), made)).isFalse();
  }

  @Test
  void anotherDesktopIsNotTheOne() {
    String made = desk.desktop(by(ADA)).id();
    assertThat(desk.isOrWas(by(ADA), made + "x")).isFalse();
  }

  private static Caller boundTo(String desktop) {
    return new Caller("bounded", Role.OPERATOR, Optional.of(Set.of(desktop)));
  }

  private static HttpServletRequest by(Principal caller) {
    return by(caller, Optional.empty());
  }

  /** By an address that stands for one desktop. */
  private static HttpServletRequest by(Principal caller, Optional<String> desktop) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            DeskTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (self, method, arguments) ->
                switch (method.getName()) {
                  case "getUserPrincipal" -> caller;
                  case "getAttribute" -> desktop.orElse(null);
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
