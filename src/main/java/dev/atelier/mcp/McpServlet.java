package dev.atelier.mcp;

import dev.atelier.Caller;
import dev.atelier.http.BodyTooLarge;
import dev.atelier.http.Problem;
import dev.atelier.identity.TaskGivers;
import dev.atelier.stream.EventStream;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.HttpHeaders;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /mcp}: the Streamable HTTP transport of the Model Context Protocol, revision 2025-06-18.
 * Each request is answered by a stream of events of its own, on which nobody waits for the client;
 * there is none beside them, since this server has nothing to say unasked.
 */
public class McpServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String CANCELLED = "notifications/cancelled";
  private static final TypeRef<McpSchema.InitializeRequest> INITIALIZE = new TypeRef<>() {};

  @Inject private transient Conversations conversations;
  @Inject private transient ToolServers servers;
  @Inject private transient TaskGivers givers;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!(request.getUserPrincipal() instanceof Caller caller)) {
      response.setHeader("WWW-Authenticate", "Bearer");
      refuse(response, 401, "send a token: Authorization: Bearer …");
      return;
    }
    String version = request.getHeader(HttpHeaders.PROTOCOL_VERSION);
    if (version != null && !ToolServers.VERSIONS.contains(version)) {
      refuse(
          response,
          400,
          "Mcp-Protocol-Version must be one of " + String.join(", ", ToolServers.VERSIONS));
      return;
    }
    switch (request.getMethod()) {
      case "POST" -> receive(caller, request, response);
      case "DELETE" ->
          conversation(caller, request, response)
              .ifPresent(
                  found -> {
                    conversations.end(found);
                    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                  });
      default -> {
        response.setHeader("Allow", "POST, DELETE");
        refuse(response, 405, "POST messages of MCP here, or DELETE the session");
      }
    }
  }

  private void receive(Caller caller, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!mayBe(request.getContentType(), "application/json")) {
      refuse(response, 415, "send the message with Content-Type: application/json");
      return;
    }
    String accept = Optional.ofNullable(request.getHeader("Accept")).orElse("*/*");
    if (!accept.contains("*/*")
        && !(accept.contains("application/json") && accept.contains("text/event-stream"))) {
      refuse(response, 406, "send Accept: application/json, text/event-stream");
      return;
    }
    JSONRPCMessage message;
    try {
      message = McpSchema.deserializeJsonRpcMessage(servers.mapper(), body(request));
    } catch (BodyTooLarge large) {
      refuse(response, 413, large.getMessage());
      return;
    } catch (IOException | IllegalArgumentException unreadable) {
      refuse(response, 400, "the body is not one message of JSON-RPC 2.0, as MCP has them");
      return;
    }
    if (message instanceof JSONRPCRequest asked
        && asked.method().equals(McpSchema.METHOD_INITIALIZE)) {
      open(caller, asked, response);
      return;
    }
    Optional<Conversation> conversation = conversation(caller, request, response);
    if (conversation.isEmpty()) {
      return;
    }
    if (message instanceof JSONRPCRequest asked) {
      answer(conversation.get(), caller, asked, request, response);
      return;
    }
    if (message instanceof JSONRPCNotification told
        && told.method().equals(CANCELLED)
        && told.params() instanceof Map<?, ?> params) {
      conversation.get().takesBack(params.get("requestId"));
    }
    response.setStatus(HttpServletResponse.SC_ACCEPTED);
  }

  private void open(Caller caller, JSONRPCRequest asked, HttpServletResponse response)
      throws IOException {
    McpSchema.InitializeRequest wish;
    try {
      wish = servers.mapper().convertValue(asked.params(), INITIALIZE);
    } catch (IllegalArgumentException unreadable) {
      refuse(response, 400, "the parameters of initialize cannot be read");
      return;
    }
    if (wish == null || wish.protocolVersion() == null) {
      refuse(response, 400, "initialize names no protocolVersion");
      return;
    }
    Conversations.Opened opened = conversations.open(caller, wish.protocolVersion());
    response.setHeader(HttpHeaders.MCP_SESSION_ID, opened.conversation().id());
    response.setHeader("Cache-Control", "no-store");
    write(
        response,
        200,
        "application/json",
        servers
            .mapper()
            .writeValueAsString(
                new JSONRPCResponse(
                    McpSchema.JSONRPC_VERSION, asked.id(), opened.greeting(), null)));
  }

  /** The conversation that a request belongs to; where there is none, that is answered. */
  private Optional<Conversation> conversation(
      Caller caller, HttpServletRequest request, HttpServletResponse response) {
    String id = request.getHeader(HttpHeaders.MCP_SESSION_ID);
    Optional<Conversation> found =
        Optional.ofNullable(id).flatMap(named -> conversations.find(named, caller));
    if (found.isEmpty()) {
      // What the protocol wants: on 404 a client opens another one by itself.
      refuse(
          response,
          id == null ? 400 : 404,
          id == null
              ? "Mcp-Session-Id is missing; the answer to initialize has it"
              : "there is no such session, or no longer; send initialize again");
    }
    return found;
  }

  private void answer(
      Conversation conversation,
      Caller caller,
      JSONRPCRequest asked,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    Visit visit = new Visit(caller, base(request), givers.of(request));
    Call call = new Call(visit, asked, servers.mapper());
    if (conversations.hasTooMuchUnderWay(caller)) {
      response.setHeader("Retry-After", "5");
      refuse(response, 429, "too much is under way; wait for what you asked before, or cancel it");
      return;
    }
    if (!conversation.begins(call)) {
      refuse(response, 400, "another request with the id " + asked.id() + " is under way");
      return;
    }
    try {
      call.through(EventStream.open(request, response, call, () -> conversation.over(call)));
    } catch (IOException | RuntimeException gone) {
      conversation.over(call);
      throw gone;
    }
    if (!refusedByName(call)) {
      conversation.answer(call);
    }
  }

  /** Of a tool that there is not for the caller, the SDK would only say that it is unknown. */
  private boolean refusedByName(Call call) {
    if (!call.request().method().equals(McpSchema.METHOD_TOOLS_CALL)) {
      return false;
    }
    Object name = call.request().params() instanceof Map<?, ?> params ? params.get("name") : null;
    Optional<McpTool> tool = servers.tool(String.valueOf(name));
    if (tool.isEmpty()) {
      call.fail(
          McpSchema.ErrorCodes.INVALID_PARAMS,
          "there is no tool “" + name + "”; tools/list names those there are");
    } else if (!call.visit().caller().may(tool.get().role())) {
      call.answer(ToolServers.said(tool.get(), Map.of(), call).result());
    } else {
      return false;
    }
    call.end();
    return true;
  }

  private static boolean mayBe(String sent, String type) {
    return sent != null && sent.split(";", 2)[0].strip().equalsIgnoreCase(type);
  }

  /** The filter before fails at one that is too large. */
  private static String body(HttpServletRequest request) throws IOException {
    return new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String base(HttpServletRequest request) {
    String address = request.getRequestURL().toString();
    int path = address.indexOf('/', address.indexOf("://") + 3);
    return address.substring(0, path) + request.getContextPath() + "/";
  }

  private static void refuse(HttpServletResponse response, int status, String detail) {
    write(response, status, Problem.MEDIA_TYPE, Problem.of(status, detail).json());
  }

  private static void write(HttpServletResponse response, int status, String type, String text) {
    response.setStatus(status);
    response.setContentType(type);
    response.setCharacterEncoding("UTF-8");
    try {
      response.getWriter().write(text);
    } catch (IOException gone) {
      throw new java.io.UncheckedIOException(gone);
    }
  }
}
