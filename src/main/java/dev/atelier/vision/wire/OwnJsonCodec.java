package dev.atelier.vision.wire;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.langchain4j.internal.Json;
import dev.langchain4j.spi.json.JsonCodecFactory;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;

/**
 * The JSON of langchain4j's own, which would load every Jackson module it finds: on Payara that are
 * the server's, made for another Jackson than ours, and the first call fails. Found by its name in
 * {@code META-INF/services}. Thread-safe.
 */
public final class OwnJsonCodec implements JsonCodecFactory, Json.JsonCodec {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .visibility(PropertyAccessor.FIELD, Visibility.ANY)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  @Override
  public Json.JsonCodec create() {
    return this;
  }

  @Override
  public String toJson(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException wrong) {
      throw new UncheckedIOException(wrong);
    }
  }

  @Override
  public <T> T fromJson(String json, Class<T> type) {
    return fromJson(json, (Type) type);
  }

  @Override
  @SuppressWarnings("TypeParameterUnusedInFormals")
  public <T> T fromJson(String json, Type type) {
    try {
      return MAPPER.readValue(json, MAPPER.constructType(type));
    } catch (JsonProcessingException wrong) {
      throw new UncheckedIOException(wrong);
    }
  }
}
