package io.umzug.server.canary.domain;

import java.net.http.HttpClient;
import java.time.Instant;

/** Breaks the domain's rules on purpose: a net connection and a clock. */
public final class SingingCanary {

  private final HttpClient client = HttpClient.newHttpClient();

  /** The time, which no domain asks for. */
  public Instant song() {
    return client == null ? Instant.EPOCH : Instant.now();
  }
}
