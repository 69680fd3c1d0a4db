package dev.atelier.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.atelier.json.Json;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.ext.Provider;

/**
 * Writes answers as the contract's JSON before any of the container's own bindings, which know
 * neither our names nor our records, can be chosen for it.
 */
@Provider
public class JsonAnswers implements ContainerResponseFilter {

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response)
      throws JsonProcessingException {
    Object answer = response.getEntity();
    if (answer != null && isJson(response.getMediaType()) && !isWritten(answer)) {
      response.setEntity(
          Json.mapper().writeValueAsBytes(answer), null, MediaType.APPLICATION_JSON_TYPE);
    }
  }

  private static boolean isJson(MediaType type) {
    return type != null && type.isCompatible(MediaType.APPLICATION_JSON_TYPE);
  }

  private static boolean isWritten(Object answer) {
    return answer instanceof byte[]
        || answer instanceof String
        || answer instanceof StreamingOutput;
  }
}
