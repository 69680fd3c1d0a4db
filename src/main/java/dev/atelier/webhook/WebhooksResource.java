package dev.atelier.webhook;

import dev.atelier.Caller;
import dev.atelier.Role;
import dev.atelier.json.InvalidField;
import dev.atelier.json.JsonBody;
import dev.atelier.json.Parameter;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /webhooks}: addresses that are told what happens. */
@Dependent
@Path("/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Role.MAY_ADMINISTER)
@Tag(name = "Webhooks")
public class WebhooksResource {
  private static final int MOST_SESSIONS = 50;
  private static final int LONGEST_WORD = 60;
  private static final int LONGEST_SECRET = 100;
  private static final int MOST_DELIVERIES = 200;
  private static final int USUAL_DELIVERIES = 50;

  private final Webhooks webhooks;

  @Context private SecurityContext security;

  @Inject
  WebhooksResource(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  @GET
  @Operation(summary = "All webhooks, that of the settings first; without their secrets")
  public Map<String, Object> list() {
    return answer(webhooks.all().stream().map(WebhooksResource::view).toList(), null);
  }

  @POST
  @Operation(summary = "Have an address told; its secret is in this answer and nowhere else")
  public Response add(String body) {
    JsonBody json = JsonBody.parse(body);
    String url = json.requiredText("url", 1, Webhook.LONGEST_URL);
    Optional<Set<WebhookEvent>> events = events(json);
    Optional<Set<String>> sessions =
        json.texts("sessions", MOST_SESSIONS, 1, LONGEST_WORD).map(HashSet::new);
    requireSome("sessions", sessions);
    Optional<String> secret = json.text("secret", 1, LONGEST_SECRET);
    json.refuseUnread();
    Webhooks.Made made = webhooks.add(webhooks.address(url), events, sessions, secret, actor());
    Map<String, Object> view = view(made.webhook());
    view.put("secret", made.secret().revealed());
    return Response.created(URI.create("/webhooks/" + made.webhook().id()))
        .entity(view)
        .header("Cache-Control", "no-store")
        .build();
  }

  private static Optional<Set<WebhookEvent>> events(JsonBody json) {
    Optional<Set<WebhookEvent>> events =
        json.texts("events", WebhookEvent.values().length, 1, LONGEST_WORD)
            .map(words -> words.stream().map(WebhooksResource::event).collect(Collectors.toSet()));
    requireSome("events", events);
    return events;
  }

  private static WebhookEvent event(String word) {
    return WebhookEvent.of(word)
        .filter(WebhookEvent::canBeWanted)
        .orElseThrow(
            () ->
                new InvalidField(
                    "events",
                    "holds something that is no event; there are "
                        + Stream.of(WebhookEvent.values())
                            .filter(WebhookEvent::canBeWanted)
                            .map(WebhookEvent::word)
                            .collect(Collectors.joining(", "))));
  }

  private static void requireSome(String field, Optional<? extends Set<?>> values) {
    if (values.filter(Set::isEmpty).isPresent()) {
      throw new InvalidField(field, "must name at least one; leave it out for all");
    }
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One webhook; of the settings' one also the secret that was made for it")
  public Response get(@PathParam("id") String id) {
    Webhook webhook = webhooks.get(id);
    Map<String, Object> view = view(webhook);
    webhooks.madeSecretOf(webhook).ifPresent(secret -> view.put("secret", secret.revealed()));
    return Response.ok(view).header("Cache-Control", "no-store").build();
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "It is told nothing any more, not even what is pending")
  public Response remove(@PathParam("id") String id) {
    webhooks.remove(id, actor());
    return Response.noContent().build();
  }

  @POST
  @Path("{id}/test")
  @Operation(summary = "Send it a ping, once; the delivery tells what came of it")
  public Response test(@PathParam("id") String id) {
    return Response.accepted(view(webhooks.ping(id, actor()))).build();
  }

  @GET
  @Path("{id}/deliveries")
  @Operation(summary = "What it was told and is to be told, newest first")
  public Map<String, Object> deliveries(
      @PathParam("id") String id,
      @QueryParam("limit") String limit,
      @QueryParam("before") String before) {
    int most = Parameter.whole("limit", limit, 1, MOST_DELIVERIES, USUAL_DELIVERIES);
    List<Delivery> found = webhooks.deliveries(id, Optional.ofNullable(before), most);
    return answer(
        found.stream().map(WebhooksResource::view).toList(),
        found.size() < most ? null : found.get(found.size() - 1).id());
  }

  @POST
  @Path("{id}/deliveries/{delivery}/redeliver")
  @Operation(summary = "Send it again, with the same id")
  public Response redeliver(@PathParam("id") String id, @PathParam("delivery") String delivery) {
    return Response.accepted(view(webhooks.redeliver(id, delivery, actor()))).build();
  }

  private String actor() {
    return Caller.of(security.getUserPrincipal()).name();
  }

  private static Map<String, Object> answer(List<Map<String, Object>> items, String next) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("items", items);
    answer.put("next", next);
    return answer;
  }

  private static Map<String, Object> view(Webhook webhook) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", webhook.id());
    view.put("url", webhook.url().toString());
    view.put(
        "events",
        webhook
            .events()
            .map(some -> some.stream().map(WebhookEvent::word).sorted().toList())
            .orElse(null));
    view.put("sessions", webhook.sessions().map(TreeSet::new).orElse(null));
    view.put("created_by", webhook.madeBy());
    view.put("created_at", webhook.madeAt());
    return view;
  }

  private static Map<String, Object> view(Delivery delivery) {
    boolean pending = delivery.state() == Delivery.State.PENDING;
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", delivery.id());
    view.put("event_id", delivery.eventId());
    view.put("event", delivery.event().word());
    view.put("task_id", delivery.taskId().orElse(null));
    view.put("created_at", delivery.madeAt());
    view.put("state", delivery.state().word());
    view.put("attempts", delivery.attempts());
    view.put("last_attempt_at", delivery.lastAttemptAt().orElse(null));
    view.put("next_attempt_at", pending ? delivery.nextAttemptAt() : null);
    view.put("status_code", delivery.status().orElse(null));
    view.put("error", delivery.problem().isEmpty() ? null : delivery.problem());
    view.put("duration_ms", delivery.duration().map(java.time.Duration::toMillis).orElse(null));
    return view;
  }
}
