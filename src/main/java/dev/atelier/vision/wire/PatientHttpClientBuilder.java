package dev.atelier.vision.wire;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import java.time.Duration;

/**
 * Gives langchain4j a client of ours. The library's own time limits are not taken over: those of
 * the client's {@link Patience} hold.
 */
public final class PatientHttpClientBuilder implements HttpClientBuilder {
  private final HttpClient client;
  private Duration connectTimeout;
  private Duration readTimeout;

  public PatientHttpClientBuilder(HttpClient client) {
    this.client = client;
  }

  @Override
  public Duration connectTimeout() {
    return connectTimeout;
  }

  @Override
  public HttpClientBuilder connectTimeout(Duration timeout) {
    connectTimeout = timeout;
    return this;
  }

  @Override
  public Duration readTimeout() {
    return readTimeout;
  }

  @Override
  public HttpClientBuilder readTimeout(Duration timeout) {
    readTimeout = timeout;
    return this;
  }

  @Override
  public HttpClient build() {
    return client;
  }
}
