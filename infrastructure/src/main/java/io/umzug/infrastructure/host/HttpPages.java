package io.umzug.infrastructure.host;

import io.umzug.application.host.Pages;
import io.umzug.domain.evidence.PageProbe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Opens pages with the JDK's HTTP client. */
public final class HttpPages implements Pages {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(PATIENCE).followRedirects(Redirect.NORMAL).build();

  @Override
  public PageProbe open(String page, String url) throws IOException, InterruptedException {
    HttpRequest request;
    try {
      request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
    } catch (IllegalArgumentException e) {
      throw new IOException("Not an address: " + url, e);
    }
    return new PageProbe(page, url, client.send(request, BodyHandlers.discarding()).statusCode());
  }
}
