package io.umzug.application.preflight;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.XPhoneHost;
import io.umzug.application.host.Pages;
import io.umzug.application.host.ServerCertificate;
import io.umzug.domain.plan.Site;
import io.umzug.domain.preflight.Check;
import io.umzug.domain.preflight.Finding;
import io.umzug.domain.preflight.Verdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** F4, R30, R34, R35, R36: how the XPhone servers are reached, from here and from the DMZ. */
final class XPhoneNetwork {

  private static final int DIRECTORY = 2230;
  private static final int WEB_API = 2231;
  private static final int FIRST_ERROR = 400;
  private static final int FIRST_SERVER_ERROR = 500;
  private static final String R36 = "R36";

  private final Network network;

  XPhoneNetwork(Network network) {
    this.network = network;
  }

  /** What is meant for the new server must not be done at the old. */
  List<Finding> names(Ground ground, Estate there, XPhoneHost host) {
    String subject = "the name " + host.host();
    if (there.rehearsal()) {
      return List.of(
          Finding.pass(
              Check.NAMES,
              subject,
              "rehearsal",
              "A rehearsal's names lead to this machine alone."));
    }
    List<String> addresses;
    try {
      addresses = network.names().addresses(host.host());
    } catch (IOException e) {
      return List.of(
          new Finding(
              Check.NAMES,
              subject,
              Verdict.WARNING,
              "unknown",
              "No machine is known here by the name %s.".formatted(host.host()),
              Check.NAMES.rules(),
              "Where clients, telephones or other servers use this name, add it to DNS before the cut-over.",
              e.toString()));
    }
    String observed = String.join(", ", addresses);
    Optional<String> same = sameAsSource(ground.estate(), host, addresses);
    return List.of(
        same.isPresent()
            ? Finding.fail(
                Check.NAMES,
                subject,
                observed,
                "%s and %s lead to the same address, %s: what is meant for one of them would be done at the other."
                    .formatted(host.host(), same.get(), observed),
                "Correct DNS or the hosts file of this machine, or the names in the estate's configuration.")
            : Finding.pass(
                Check.NAMES,
                subject,
                observed,
                "%s leads to %s.".formatted(host.host(), observed)));
  }

  /** The old server's name, where it leads to where the new one's does. */
  private Optional<String> sameAsSource(Estate estate, XPhoneHost host, List<String> addresses) {
    if (!estate.has(Site.SOURCE)) {
      return Optional.empty();
    }
    String old = estate.at(Site.SOURCE).xphone().host();
    if (old.equalsIgnoreCase(host.host())) {
      return Optional.empty();
    }
    try {
      return network.names().addresses(old).stream().anyMatch(addresses::contains)
          ? Optional.of(old)
          : Optional.empty();
    } catch (IOException _) {
      // It is told where the old server is looked at.
      return Optional.empty();
    }
  }

  List<Finding> ports(Ground ground, Estate there, XPhoneHost host) {
    XPhoneHost.Addresses addresses = host.addresses();
    List<Finding> findings = new ArrayList<>();
    findings.add(port(host, DIRECTORY, "directory administration", addresses.directory()));
    findings.add(port(host, WEB_API, "WebApi", addresses.webApi()));
    if (!addresses.mobileWebHost().isBlank() && !addresses.webApi().isBlank()) {
      findings.add(fromMobileWeb(there, host, addresses));
    }
    return findings;
  }

  private Finding port(XPhoneHost host, int number, String what, String address) {
    String subject = "port %d of %s".formatted(number, host.host());
    if (address.isBlank()) {
      return unchecked(Check.PORTS, subject, "Port %d (%s)".formatted(number, what));
    }
    try {
      network.listeners().reach(address);
      return Finding.pass(
          Check.PORTS,
          subject,
          "answers",
          "%s, the %s, answers at %s.".formatted(subject, what, address));
    } catch (IOException e) {
      return silent(
          Check.PORTS,
          subject,
          "%s, the %s, does not answer at %s.".formatted(subject, what, address),
          "Check that the service runs, the address in the estate's configuration, and the firewalls between.",
          e.toString());
    }
  }

  /** R35: it is the view of the IIS that counts, not this machine's. */
  private Finding fromMobileWeb(Estate there, XPhoneHost host, XPhoneHost.Addresses addresses) {
    String machine = addresses.mobileWebHost();
    String subject = "port %d of %s from %s".formatted(WEB_API, host.host(), machine);
    try {
      network.listeners().reachFrom(there, machine, addresses.webApi());
      return Finding.pass(
          Check.PORTS,
          subject,
          "answers",
          "The WebApi of %s answers at %s when %s asks."
              .formatted(host.host(), addresses.webApi(), machine));
    } catch (IOException e) {
      return silent(
          Check.PORTS,
          subject,
          "The WebApi of %s does not answer at %s when %s asks, where the mobile web application runs."
              .formatted(host.host(), addresses.webApi(), machine),
          "Open port %d from %s to %s in the firewalls between; check that %s knows the name."
              .formatted(WEB_API, machine, host.host(), machine),
          e.toString());
    }
  }

  List<Finding> pages(Ground ground, Estate there, XPhoneHost host) throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    findings.add(page(host, "Web-Admin", host.webAdminUrl(), FIRST_ERROR, Check.PAGES.rules()));
    findings.add(page(host, "Analytics", host.analyticsUrl(), FIRST_ERROR, Check.PAGES.rules()));
    String webApi = host.addresses().webApiUrl();
    if (!webApi.isBlank()) {
      // What it answers to a visitor without a name is not known; that it answers is what counts.
      findings.add(page(host, "Web-API", webApi, FIRST_SERVER_ERROR, List.of(R36)));
    }
    return findings;
  }

  private Finding page(XPhoneHost host, String page, String url, int firstError, List<String> rules)
      throws InterruptedException {
    String subject = "%s of %s".formatted(page, host.host());
    if (url.isBlank()) {
      return unchecked(Check.PAGES, subject, page);
    }
    String original;
    try {
      Pages.Visit visit = network.pages().visit(url);
      if (visit.status() < firstError) {
        return up(subject, page, url, visit, rules);
      }
      original = "HTTP status " + visit.status();
    } catch (IOException e) {
      original = e.toString();
    }
    return new Finding(
        Check.PAGES,
        subject,
        Verdict.FAIL,
        "no answer",
        "%s does not come up at %s.".formatted(page, url),
        rules,
        "Check the address in the estate's configuration, the identity of the application pool and the service's log.",
        original);
  }

  /** R34: certificates are installed again after the move, so that they warn, and do not fail. */
  private Finding up(
      String subject, String page, String url, Pages.Visit visit, List<String> rules) {
    String sentence = "%s answers at %s.".formatted(page, url);
    String observed = "HTTP " + visit.status();
    ServerCertificate certificate = visit.certificate();
    List<String> concerns =
        certificate == null ? List.of() : certificate.concerns(network.clock().instant());
    if (certificate == null || concerns.isEmpty()) {
      return new Finding(Check.PAGES, subject, Verdict.PASS, observed, sentence, rules, "", "");
    }
    return new Finding(
        Check.PAGES,
        subject,
        Verdict.WARNING,
        observed + ", certificate " + certificate.sha256(),
        sentence + " But browsers will object to its certificate: " + String.join(" ", concerns),
        Stream.concat(rules.stream(), Check.NAMES.rules().stream()).toList(),
        "Install the certificate again, or another, as the follow-up work tells it.",
        "%s, issued by %s".formatted(certificate.subject(), certificate.issuer()));
  }

  private static Finding unchecked(Check check, String subject, String what) {
    return Finding.pass(
        check, subject, "not configured", what + " is not configured, so it was not checked.");
  }

  private static Finding silent(
      Check check, String subject, String sentence, String remedy, String original) {
    return new Finding(
        check, subject, Verdict.FAIL, "no answer", sentence, check.rules(), remedy, original);
  }
}
