package dev.atelier.mcp;

import static dev.atelier.mcp.Toolroom.OPERATOR;
import static dev.atelier.mcp.Toolroom.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.atelier.Caller;
import dev.atelier.Credential;
import dev.atelier.HandSetClock;
import dev.atelier.RightsEnded;
import dev.atelier.Role;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConversationsTest {
  private final HandSetClock clock = new HandSetClock();
  private final Map<String, Caller> standing = new ConcurrentHashMap<>();
  private Toolroom room;
  private Conversations conversations;

  @BeforeEach
  void open() throws InterruptedException {
    room = new Toolroom();
    conversations =
        new Conversations(
            room.servers(),
            caller -> Optional.ofNullable(standing.get(caller.name())),
            room.room().background(),
            clock);
    standing.put(OPERATOR.name(), OPERATOR);
    standing.put(VIEWER.name(), VIEWER);
  }

  @AfterEach
  void close() {
    conversations.stop();
    room.close();
  }

  @Test
  void aSessionIsThereForWhoeverOpenedItOnlyAndWithTheSameRights() {
    String id = begin(OPERATOR).id();
    assertThat(conversations.find(id, OPERATOR)).isPresent();
    assertThat(conversations.find(id, VIEWER)).isEmpty();
    assertThat(conversations.find(id, Caller.of(OPERATOR.name(), Role.VIEWER))).isEmpty();
  }

  @Test
  void aSessionThatIsIdleForLongEndsAndOneThatIsUsedDoesNot() {
    String idle = begin(OPERATOR).id();
    String used = begin(OPERATOR).id();
    clock.pass(Conversations.LONGEST_IDLE.minusMinutes(1));
    conversations.find(used, OPERATOR);
    clock.pass(Duration.ofMinutes(2));
    assertThat(conversations.find(idle, OPERATOR)).isEmpty();
    assertThat(conversations.find(used, OPERATOR)).isPresent();
    begin(VIEWER);
    assertThat(conversations.count()).isEqualTo(2);
  }

  @Test
  void whoOpensTooManyLosesTheirOwnThatWereIdleLongest() {
    String others = begin(VIEWER).id();
    String first = begin(OPERATOR).id();
    for (int n = 0; n < Conversations.MOST_OF_ONE; n++) {
      clock.pass(Duration.ofSeconds(1));
      begin(OPERATOR);
    }
    assertThat(conversations.count()).isEqualTo(Conversations.MOST_OF_ONE + 1);
    assertThat(conversations.find(first, OPERATOR)).isEmpty();
    assertThat(conversations.find(others, VIEWER)).isPresent();
  }

  @Test
  void requestsUnderWayAreBoundedAndHaveIdsOfTheirOwn() {
    Conversation one = begin(OPERATOR);
    for (int n = 0; n < Conversations.MOST_CALLS_OF_ONE; n++) {
      assertThat(conversations.hasTooMuchUnderWay(OPERATOR)).isFalse();
      assertThat(one.begins(call(n, "ping"))).isTrue();
    }
    assertThat(one.begins(call(0, "ping"))).isFalse();
    assertThat(conversations.hasTooMuchUnderWay(OPERATOR)).isTrue();
    assertThat(conversations.hasTooMuchUnderWay(VIEWER)).isFalse();
  }

  @Test
  void aRequestOfAMethodThatThereIsNotIsAnsweredAndOver() {
    assertThat(answered("no/such", Map.of())).contains("-32601", "Method not found");
  }

  @Test
  void parametersThatCannotBeReadAreAnErrorWithoutInnards() {
    assertThat(answered("tools/call", Map.of("name", List.of(1))))
        .contains("\"error\"")
        .doesNotContain("Exception", "\"data\"");
    assertThat(answered("tools/call", Map.of())).contains("cannot be read");
  }

  @Test
  void whatIsListedIsWhatTheRoleMayUse() {
    assertThat(answered("tools/list", Map.of())).contains("\"act\"", "\"screenshot\"");
    Conversation viewers = begin(VIEWER);
    Call call = call(1, "tools/list", VIEWER, Map.of());
    assertThat(viewers.begins(call)).isTrue();
    viewers.answer(call);
    assertThat(Toolroom.told(call).get(0)).contains("screenshot").doesNotContain("\"act\"");
  }

  @Test
  void aSessionThatEndsEndsTheWaitsOfItsRequests() {
    Conversation one = begin(OPERATOR);
    Call call = call(1, "ping");
    assertThat(one.begins(call)).isTrue();
    conversations.end(one);
    assertThat(call.wanted()).isFalse();
    Toolroom.told(call);
    assertThat(call.ended()).isTrue();
  }

  @Test
  void aRenewedWebTokenIsTheSameCallerAndAnotherTokenOfThatNameIsNot() {
    Credential token = new Credential(Credential.Kind.JWT, "grace", "", Optional.of(Instant.EPOCH));
    Credential renewed = new Credential(Credential.Kind.JWT, "grace", "");
    String id = begin(OPERATOR.with(token)).id();
    assertThat(conversations.find(id, OPERATOR.with(renewed))).isPresent();
    Credential other = new Credential(Credential.Kind.TOKEN, "token_2", "");
    assertThat(conversations.find(id, OPERATOR.with(other))).isEmpty();
  }

  @Test
  void whoseRightsEndIsToldNothingMore() {
    Conversation one = begin(OPERATOR);
    Call call = call(1, "ping");
    assertThat(one.begins(call)).isTrue();
    conversations.rightsEnded(new RightsEnded());
    standing.put(OPERATOR.name(), Caller.of(OPERATOR.name(), Role.VIEWER));
    conversations.rightsEnded(new RightsEnded());
    await().untilAsserted(() -> assertThat(call.wanted()).isFalse());
    assertThat(conversations.find(one.id(), OPERATOR)).isEmpty();
  }

  private String answered(String method, Map<String, Object> params) {
    Conversation one = begin(OPERATOR);
    Call call = call(1, method, OPERATOR, params);
    assertThat(one.begins(call)).isTrue();
    one.answer(call);
    List<String> told = Toolroom.told(call);
    assertThat(told).hasSize(1);
    assertThat(call.ended()).isTrue();
    assertThat(one.calls()).containsExactly(call);
    one.over(call);
    assertThat(one.calls()).isEmpty();
    return told.get(0);
  }

  private Conversation begin(Caller caller) {
    return conversations.open(caller, "2025-06-18").conversation();
  }

  private Call call(int id, String method) {
    return call(id, method, OPERATOR, Map.of());
  }

  private Call call(int id, String method, Caller caller, Map<String, Object> params) {
    return new Call(
        new Visit(caller, "https://desk.example/", "somebody"),
        new JSONRPCRequest(McpSchema.JSONRPC_VERSION, method, id, params),
        room.servers().mapper());
  }
}
