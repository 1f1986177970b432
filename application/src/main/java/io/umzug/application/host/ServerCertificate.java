package io.umzug.application.host;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a web server shows of itself, taken as it is: whether to trust it is the reader's decision.
 *
 * @param host by which it was asked
 * @param protocol such as {@code TLSv1.3}
 * @param names that it is for: of its subject alternative name, else the subject's
 * @param sha256 its fingerprint, as browsers show it
 * @param isForHost whether {@code host} is among the names
 * @param distrust why this machine does not trust its issuer; null where it does
 */
public record ServerCertificate(
    String host,
    String protocol,
    String subject,
    String issuer,
    List<String> names,
    Instant from,
    Instant until,
    String sha256,
    boolean isForHost,
    @Nullable String distrust) {

  /** Who renews a certificate needs some days for it. */
  private static final Duration SOON = Duration.ofDays(30);

  public ServerCertificate {
    names = List.copyOf(names);
  }

  /** What would keep a browser from it, or soon will, in sentences; empty where nothing does. */
  public List<String> concerns(Instant now) {
    List<String> concerns = new ArrayList<>();
    if (now.isBefore(from)) {
      concerns.add("It is valid only from %s on.".formatted(from));
    } else if (!now.isBefore(until)) {
      concerns.add("It has expired on %s.".formatted(until));
    } else if (!now.plus(SOON).isBefore(until)) {
      concerns.add(
          "It expires on %s, in %d days.".formatted(until, Duration.between(now, until).toDays()));
    }
    if (!isForHost) {
      concerns.add("It is for %s, not for %s.".formatted(String.join(", ", names), host));
    }
    if (distrust != null) {
      concerns.add("This machine does not trust its issuer %s: %s.".formatted(issuer, distrust));
    }
    return concerns;
  }
}
