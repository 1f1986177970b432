package io.umzug.infrastructure.host;

import io.umzug.application.host.Pages;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;

/** Opens pages with the JDK's HTTP client. */
public final class HttpPages implements Pages {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final SystemTrust trust;

  public HttpPages() {
    this(SystemTrust.ofProcess());
  }

  HttpPages(SystemTrust trust) {
    this.trust = trust;
  }

  /** The JDK's own exception bears no words. */
  private static IOException nothingAt(URI address, ConnectException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return SystemHostNames.unknown(address.getHost(), e);
      }
    }
    return new IOException(
        "Nothing listens at %s, or no way leads there".formatted(address.getAuthority()), e);
  }

  @Override
  public Visit visit(String url) throws IOException, InterruptedException {
    HttpRequest request;
    try {
      request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
    } catch (IllegalArgumentException e) {
      throw new IOException("Not an address: " + url, e);
    }
    ShownCertificates shown = new ShownCertificates(trust);
    // A client of its own: a connection that is used again shows its certificate no more.
    try (HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(Redirect.NORMAL)
            .sslContext(shown.context())
            .build()) {
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      return new Visit(status, shown.last());
    } catch (ConnectException e) {
      throw nothingAt(request.uri(), e);
    }
  }
}
