package io.umzug.application.preflight;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.SqlServerAddress;
import io.umzug.application.estate.XPhoneHost;
import io.umzug.application.host.AtlasFiles;
import io.umzug.application.host.AtlasFiles.AtlasProblem;
import io.umzug.application.host.ServiceControl;
import io.umzug.application.host.ServiceControl.ServiceProblem;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.worker.SqlFailures;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.DatabaseMove;
import io.umzug.domain.preflight.Check;
import io.umzug.domain.preflight.DueCheck;
import io.umzug.domain.preflight.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** U1, U2, R27, R29: the XPhone servers, as far as their sites are described. */
final class XPhoneServers {

  /** What is to be seen of the XPhone server that an estate is worked on. */
  @FunctionalInterface
  private interface Look {
    List<Finding> at(Ground ground, Estate estate, XPhoneHost host) throws InterruptedException;
  }

  private record HostCheck(Check check, Look look) implements PreflightCheck {

    @Override
    public List<Finding> look(Ground ground, DueCheck due) throws InterruptedException {
      if (!ground.estate().has(due.site())) {
        // One finding says it; the others would only repeat it.
        return check == Check.ATLAS_READABLE ? List.of(undescribed(due)) : List.of();
      }
      Estate there = ground.estate().at(due.site());
      return look.at(ground, there, there.xphone());
    }

    private static Finding undescribed(DueCheck due) {
      String site = due.site().name().toLowerCase(Locale.ROOT);
      return Finding.warning(
          Check.ATLAS_READABLE,
          "atlas.xml at the " + site,
          "not described",
          "The estate does not describe its XPhone server at the %s, so nothing of it was looked at."
              .formatted(site),
          "Describe it in the estate's configuration where the move is to work on it.");
    }
  }

  private final AtlasFiles atlas;
  private final ServiceControl control;
  private final XPhoneNetwork network;

  XPhoneServers(AtlasFiles atlas, ServiceControl control, XPhoneNetwork network) {
    this.atlas = atlas;
    this.control = control;
    this.network = network;
  }

  List<PreflightCheck> all() {
    return List.of(
        new HostCheck(Check.ATLAS_READABLE, (_, estate, host) -> List.of(readable(estate, host))),
        new HostCheck(Check.ATLAS_SERVERS, this::named),
        new HostCheck(Check.SERVICE_CONTROL, (_, estate, host) -> List.of(service(estate, host))),
        new HostCheck(Check.NAMES, network::names),
        new HostCheck(Check.PORTS, network::ports),
        new HostCheck(Check.PAGES, network::pages));
  }

  private Finding readable(Estate estate, XPhoneHost host) {
    String subject = "atlas.xml of " + host.host();
    try {
      List<AtlasFiles.Entry> entries = atlas.entries(estate, host.atlas());
      List<String> seen =
          entries.stream().map(entry -> entry.database() + " at " + entry.dataSource()).toList();
      List<String> missing =
          estate.databases().stream()
              .map(DatabaseMove::database)
              .filter(
                  wanted -> entries.stream().noneMatch(e -> e.database().equalsIgnoreCase(wanted)))
              .toList();
      String observed = String.join(", ", seen);
      return missing.isEmpty()
          ? Finding.pass(
              Check.ATLAS_READABLE,
              subject,
              observed,
              "atlas.xml names %d databases: %s.".formatted(seen.size(), observed))
          : Finding.fail(
              Check.ATLAS_READABLE,
              subject,
              observed,
              "atlas.xml has no entry for %s.".formatted(String.join(", ", missing)),
              "Correct atlas.xml, or the databases in the estate's configuration.");
    } catch (AtlasProblem problem) {
      return Finding.fail(Check.ATLAS_READABLE, subject, "not understood", problem.diagnosis());
    }
  }

  /** What cannot be read is told by {@link #readable}. */
  private List<Finding> named(Ground ground, Estate estate, XPhoneHost host) {
    Map<String, String> databases = new LinkedHashMap<>();
    try {
      for (AtlasFiles.Entry entry : atlas.entries(estate, host.atlas())) {
        databases.merge(entry.dataSource(), entry.database(), (a, b) -> a + ", " + b);
      }
    } catch (AtlasProblem _) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    databases.forEach(
        (dataSource, names) -> findings.add(named(ground, estate, host, dataSource, names)));
    return findings;
  }

  private static Finding named(
      Ground ground, Estate estate, XPhoneHost host, String dataSource, String databases) {
    String subject = "%s in atlas.xml of %s".formatted(dataSource, host.host());
    Optional<SqlServerAddress> server = meant(ground.estate(), estate, host, dataSource);
    if (server.isEmpty()) {
      return Finding.fail(
          Check.ATLAS_SERVERS,
          subject,
          "unknown",
          "atlas.xml names a SQL Server that the estate does not know: %s, for %s."
              .formatted(dataSource, databases),
          "Correct atlas.xml, or add this spelling to the server's data-sources in the estate's configuration.");
    }
    String name = server.get().name();
    try (SqlServer reached = ground.connect(name)) {
      return Finding.pass(
          Check.ATLAS_SERVERS,
          subject,
          name,
          "%s answers, which atlas.xml names for %s."
              .formatted(reached.facts().server(), databases));
    } catch (SqlServerFailure failure) {
      Diagnosis diagnosis = SqlFailures.diagnose("reaching " + name, failure);
      return Finding.fail(
          Check.ATLAS_SERVERS,
          subject,
          "no answer",
          new Diagnosis(
              diagnosis.cause()
                  + " While it does not answer, the service account must not be changed: the Server Manager would fall into an endless loop.",
              diagnosis.rules(),
              diagnosis.remedy(),
              diagnosis.exactText()));
    }
  }

  /**
   * Spellings such as {@code (local)} mean the machine on which atlas.xml lies; the configuration
   * knows them of the target's machine only.
   */
  private static Optional<SqlServerAddress> meant(
      Estate configured, Estate there, XPhoneHost host, String dataSource) {
    String plain = dataSource.replaceFirst("(?i)^tcp:", "");
    String absolute = plain.replaceFirst("(?i)^(\\(local\\)|localhost|\\.)(?=\\\\|$)", host.host());
    boolean elsewhere = !host.host().equalsIgnoreCase(configured.xphone().host());
    Optional<SqlServerAddress> byHost =
        absolute.equals(plain) ? Optional.empty() : there.sqlServer(absolute);
    if (byHost.isPresent() || (elsewhere && !absolute.equals(plain))) {
      return byHost;
    }
    return configured.byDataSource(dataSource);
  }

  private Finding service(Estate estate, XPhoneHost host) throws InterruptedException {
    String subject = "%s on %s".formatted(host.serviceName(), host.host());
    try {
      ServiceControl.Status status = control.query(estate);
      return Finding.pass(
          Check.SERVICE_CONTROL,
          subject,
          status.state().name(),
          "The service control manager knows %s: %s.".formatted(subject, status.state()));
    } catch (ServiceProblem problem) {
      return Finding.fail(
          Check.SERVICE_CONTROL,
          subject,
          "no answer",
          new Diagnosis(
              "The service control manager does not know %s, or does not answer."
                  .formatted(subject),
              List.of("U2"),
              "Correct service-name and service-control in the estate's configuration, and run Umzug under an account that may ask that machine.",
              String.valueOf(problem.getMessage())));
    }
  }
}
