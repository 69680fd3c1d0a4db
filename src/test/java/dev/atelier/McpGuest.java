package dev.atelier;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.atelier.json.Json;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.jackson.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The SDK's own client, at work for somebody. */
record McpGuest(McpSyncClient client, List<String> progress) implements AutoCloseable {

  /** One that has said hello. */
  static McpGuest of(Client somebody) {
    List<String> progress = new CopyOnWriteArrayList<>();
    HttpClientStreamableHttpTransport transport =
        HttpClientStreamableHttpTransport.builder(somebody.base().toString())
            .endpoint("/mcp")
            .jsonMapper(new JacksonMcpJsonMapper(new ObjectMapper()))
            .customizeRequest(request -> request.headers(somebody.headers().toArray(String[]::new)))
            .build();
    McpSyncClient client =
        McpClient.sync(transport)
            .requestTimeout(Duration.ofSeconds(60))
            .jsonSchemaValidator((schema, content) -> ValidationResponse.asValid(""))
            .progressConsumer(told -> progress.add(told.message()))
            .build();
    client.initialize();
    return new McpGuest(client, progress);
  }

  CallToolResult call(String tool, Map<String, Object> arguments) {
    return client.callTool(new CallToolRequest(tool, arguments, Map.of("progressToken", tool)));
  }

  static String words(CallToolResult result) {
    return result.content().stream()
        .filter(TextContent.class::isInstance)
        .map(part -> ((TextContent) part).text())
        .findFirst()
        .orElse("");
  }

  static ImageContent picture(CallToolResult result) {
    return result.content().stream()
        .filter(ImageContent.class::isInstance)
        .map(ImageContent.class::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no picture: " + words(result)));
  }

  /** A request by hand. */
  static String request(int id, String method, Map<String, Object> params) {
    return Json.write(Map.of("jsonrpc", "2.0", "id", id, "method", method, "params", params));
  }

  /** The request that opens a session, by hand. */
  static String initialize() {
    return request(
        0,
        "initialize",
        Map.of(
            "protocolVersion",
            "2025-06-18",
            "capabilities",
            Map.of("elicitation", Map.of("form", Map.of())),
            "clientInfo",
            Map.of("name", "by hand", "version", "1")));
  }

  @Override
  public void close() {
    client.closeGracefully();
  }
}
