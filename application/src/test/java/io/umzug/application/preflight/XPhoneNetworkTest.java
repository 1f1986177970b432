package io.umzug.application.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.XPhoneHost;
import io.umzug.application.estate.XPhoneHost.Addresses;
import io.umzug.application.host.HostNames;
import io.umzug.application.host.Listeners;
import io.umzug.application.host.Pages;
import io.umzug.application.host.ServerCertificate;
import io.umzug.domain.plan.Downtime;
import io.umzug.domain.plan.Plan;
import io.umzug.domain.plan.RouteKind;
import io.umzug.domain.plan.Site;
import io.umzug.domain.plan.XPhoneVersion;
import io.umzug.domain.preflight.Finding;
import io.umzug.domain.preflight.Occasion;
import io.umzug.domain.preflight.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What firewalls, DNS and web servers of others may answer. */
class XPhoneNetworkTest {

  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");
  private static final Addresses ALL =
      new Addresses("new:2230", "new:2231", "DMZ1", "https://phone.example/");

  /** A firewall that lets this machine through, and the DMZ only if it is open. */
  private record Firewall(boolean open) implements Listeners {
    @Override
    public void reach(String address) {}

    @Override
    public void reachFrom(Estate estate, String machine, String address) throws IOException {
      if (!open) {
        throw new IOException(machine + " cannot connect to " + address);
      }
    }
  }

  private static HostNames dns(Map<String, List<String>> zone) {
    return name -> {
      List<String> addresses = zone.get(name);
      if (addresses == null) {
        throw new IOException("No machine is known by the name " + name);
      }
      return addresses;
    };
  }

  private static XPhoneHost host(String name) {
    return new XPhoneHost(
        name, "atlas.xml", "s", "D\\x", "https://new/webadmin/", "", List.of(), ALL, "");
  }

  private static Estate estate(boolean rehearsal) {
    return new Estate(
        "e",
        "t",
        rehearsal,
        RouteKind.RELOCATION,
        XPhoneVersion.V8,
        XPhoneVersion.V9,
        "\\\\NEW\\Backup",
        List.of(),
        List.of(),
        host("NEWXP"),
        Map.of(Site.SOURCE, host("OLDXP")));
  }

  private static Ground ground(Estate estate) {
    return new Ground(
        estate,
        new PreflightQuestion(RouteKind.RELOCATION, Plan.C, Downtime.IN_PLACE, Occasion.START),
        (_, _, _) -> {
          throw new AssertionError("No SQL Server is asked");
        },
        new Answers(Map.of(), Map.of()));
  }

  private static XPhoneNetwork network(Listeners listeners, Pages pages, HostNames names) {
    return new XPhoneNetwork(new Network(listeners, pages, names, () -> NOW));
  }

  private static Finding name(boolean rehearsal, Map<String, List<String>> zone) {
    Estate estate = estate(rehearsal);
    XPhoneNetwork network = network(new Firewall(true), _ -> new Pages.Visit(200, null), dns(zone));
    return network.names(ground(estate), estate, estate.xphone()).getFirst();
  }

  @Test
  void two_names_of_one_machine_are_a_danger() {
    Finding same =
        name(false, Map.of("NEWXP", List.of("10.0.0.9"), "OLDXP", List.of("10.0.0.5", "10.0.0.9")));
    assertThat(same.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(same.sentence()).contains("NEWXP and OLDXP lead to the same address, 10.0.0.9");
    assertThat(
            name(false, Map.of("NEWXP", List.of("10.0.0.9"), "OLDXP", List.of("10.0.0.5")))
                .verdict())
        .isEqualTo(Verdict.PASS);
  }

  @Test
  void a_name_that_nobody_knows_yet_is_a_warning_and_a_rehearsals_is_not_looked_up() {
    Finding unknown = name(false, Map.of());
    assertThat(unknown.verdict()).isEqualTo(Verdict.WARNING);
    assertThat(unknown.rules()).containsExactly("R34");
    assertThat(unknown.exactText()).contains("NEWXP");
    assertThat(name(true, Map.of()).verdict()).isEqualTo(Verdict.PASS);
  }

  @Test
  void the_web_api_counts_as_the_dmz_sees_it() {
    Estate estate = estate(false);
    XPhoneNetwork closed =
        network(new Firewall(false), _ -> new Pages.Visit(200, null), dns(Map.of()));
    List<Finding> findings = closed.ports(ground(estate), estate, estate.xphone());
    assertThat(findings)
        .extracting(Finding::verdict)
        .containsExactly(Verdict.PASS, Verdict.PASS, Verdict.FAIL);
    Finding fromDmz = findings.getLast();
    assertThat(fromDmz.subject()).isEqualTo("port 2231 of NEWXP from DMZ1");
    assertThat(fromDmz.rules()).contains("R35");
    assertThat(fromDmz.remedy()).contains("Open port 2231 from DMZ1 to NEWXP");
    assertThat(fromDmz.exactText()).contains("DMZ1 cannot connect to new:2231");
    XPhoneNetwork open =
        network(new Firewall(true), _ -> new Pages.Visit(200, null), dns(Map.of()));
    assertThat(open.ports(ground(estate), estate, estate.xphone()))
        .extracting(Finding::verdict)
        .containsOnly(Verdict.PASS);
  }

  private static List<Finding> pages(Pages pages) throws InterruptedException {
    Estate estate = estate(false);
    return network(new Firewall(true), pages, dns(Map.of()))
        .pages(ground(estate), estate, estate.xphone());
  }

  @Test
  void the_web_api_only_has_to_answer_and_web_admin_has_to_come_up() throws Exception {
    List<Finding> notFound = pages(_ -> new Pages.Visit(404, null));
    assertThat(notFound)
        .extracting(Finding::verdict)
        .as("Web-Admin, Analytics (not configured), Web-API")
        .containsExactly(Verdict.FAIL, Verdict.PASS, Verdict.PASS);
    Finding broken = pages(_ -> new Pages.Visit(502, null)).getLast();
    assertThat(broken.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(broken.rules()).containsExactly("R36");
    assertThat(broken.exactText()).isEqualTo("HTTP status 502");
  }

  @Test
  void a_certificate_that_browsers_object_to_warns_and_fails_nothing() throws Exception {
    ServerCertificate old =
        new ServerCertificate(
            "new",
            "TLSv1.3",
            "CN=oldxp",
            "CN=ACME",
            List.of("oldxp"),
            NOW.minus(Duration.ofDays(700)),
            NOW.plus(Duration.ofDays(5)),
            "AB:CD",
            false,
            null);
    Finding warned = Objects.requireNonNull(pages(_ -> new Pages.Visit(200, old)).getFirst());
    assertThat(warned.verdict()).isEqualTo(Verdict.WARNING);
    assertThat(warned.rules()).containsExactly("R30", "R34");
    assertThat(warned.sentence())
        .contains(
            "It expires on 2026-11-26T20:00:00Z, in 5 days.", "It is for oldxp, not for new.");
  }
}
