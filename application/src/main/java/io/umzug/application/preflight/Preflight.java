package io.umzug.application.preflight;

import io.umzug.application.estate.Estate;
import io.umzug.application.host.ApplicationPools;
import io.umzug.application.host.AtlasFiles;
import io.umzug.application.host.BackupFiles;
import io.umzug.application.host.ServiceControl;
import io.umzug.application.sqlserver.SqlServer;
import io.umzug.application.sqlserver.SqlServerFailure;
import io.umzug.application.sqlserver.SqlServers;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.evidence.SqlServerFacts;
import io.umzug.domain.preflight.Check;
import io.umzug.domain.preflight.ChecksOfRoute;
import io.umzug.domain.preflight.DueCheck;
import io.umzug.domain.preflight.Finding;
import io.umzug.domain.preflight.PreflightReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes every check that a route needs. A check that goes wrong is a finding and stops no other;
 * nothing is changed but for the probe on the share, which is removed again.
 */
public final class Preflight {

  /** What Umzug looks at, by its ports. */
  public record Ports(
      SqlServers servers,
      AtlasFiles atlas,
      ServiceControl control,
      ApplicationPools pools,
      BackupFiles files,
      Network network) {}

  private final Ports ports;
  private final PreflightLimits limits;
  private final Map<Check, PreflightCheck> checks;
  private final Map<String, Object> locks = new ConcurrentHashMap<>();

  public Preflight(Ports ports, PreflightLimits limits) {
    this.ports = ports;
    this.limits = limits;
    this.checks =
        Stream.of(
                ServersThemselves.all(),
                DatabasesThemselves.all(),
                Arrivals.all(),
                Sizes.all(ports.files()),
                List.of(new ShareProbe(ports.files()).check(), BackupCertificates.check()),
                new XPhoneServers(
                        ports.atlas(), ports.control(), new XPhoneNetwork(ports.network()))
                    .all(),
                new XPhoneAccounts(ports.control(), ports.pools()).all())
            .flatMap(List::stream)
            .collect(Collectors.toMap(PreflightCheck::check, Function.identity()));
  }

  /** Runs the checks; two runs in the same estate take their turns, for they share the probe. */
  public PreflightReport run(Estate estate, PreflightQuestion question)
      throws InterruptedException {
    List<DueCheck> due =
        ChecksOfRoute.of(
            question.route(),
            question.plan(),
            question.downtime(),
            question.transport(),
            question.occasion());
    synchronized (locks.computeIfAbsent(estate.name(), _ -> new Object())) {
      try (BoundedTasks tasks = new BoundedTasks(limits)) {
        Ground ground = new Ground(estate, question, ports.servers(), tried(estate, due, tasks));
        return new PreflightReport(
            estate.name(),
            question.route(),
            question.plan(),
            question.downtime(),
            question.occasion(),
            List.copyOf(findings(ground, due, tasks)));
      }
    }
  }

  /** Every SQL Server that some check is about, tried once, before anything else is asked of it. */
  private Answers tried(Estate estate, List<DueCheck> due, BoundedTasks tasks)
      throws InterruptedException {
    Map<String, Callable<SqlServerFacts>> questions = new LinkedHashMap<>();
    due.stream()
        .flatMap(check -> Stream.of(check.site(), check.from()))
        .distinct()
        .flatMap(site -> Ground.servers(estate, site).stream())
        .forEach(server -> questions.put(server, () -> facts(estate, server)));
    Map<String, SqlServerFacts> facts = new HashMap<>();
    Map<String, SqlServerFailure> failures = new HashMap<>();
    for (BoundedTasks.Outcome<String, SqlServerFacts> outcome : tasks.all(questions)) {
      try {
        facts.put(outcome.key(), outcome.get());
      } catch (ExecutionException e) {
        failures.put(outcome.key(), failure(outcome.key(), e.getCause()));
      } catch (TimeoutException e) {
        failures.put(outcome.key(), failure(outcome.key(), e));
      }
    }
    return new Answers(facts, failures);
  }

  private SqlServerFacts facts(Estate estate, String server) {
    try (SqlServer connection = Ground.connect(ports.servers(), estate, server)) {
      return connection.facts();
    }
  }

  private static SqlServerFailure failure(String server, @Nullable Throwable cause) {
    return cause instanceof SqlServerFailure failure
        ? failure
        : new SqlServerFailure(server, String.valueOf(cause), List.of(), cause);
  }

  private Collection<Finding> findings(Ground ground, List<DueCheck> due, BoundedTasks tasks)
      throws InterruptedException {
    Map<DueCheck, Callable<List<Finding>>> questions = new LinkedHashMap<>();
    for (DueCheck check : due) {
      PreflightCheck looking = checks.get(check.check());
      if (looking == null) {
        throw new IllegalStateException("Nobody makes the check " + check.check());
      }
      questions.put(check, () -> looking.look(ground, check));
    }
    List<Finding> findings = new ArrayList<>();
    for (BoundedTasks.Outcome<DueCheck, List<Finding>> outcome : tasks.all(questions)) {
      DueCheck check = outcome.key();
      found(outcome).stream()
          .map(finding -> finding.atWorst(check.atWorst(), check.because()))
          .forEach(findings::add);
    }
    return worstOfEachSubject(findings);
  }

  private List<Finding> found(BoundedTasks.Outcome<DueCheck, List<Finding>> outcome) {
    try {
      return outcome.get();
    } catch (ExecutionException e) {
      return List.of(broken(outcome.key(), "went wrong", String.valueOf(e.getCause())));
    } catch (TimeoutException _) {
      return List.of(
          broken(
              outcome.key(),
              "did not end within %d seconds".formatted(limits.each().toSeconds()),
              "no answer within " + limits.each()));
    }
  }

  private static Finding broken(DueCheck due, String how, String exactText) {
    return Finding.fail(
        due.check(),
        "the check at the " + due.site().name().toLowerCase(Locale.ROOT),
        how,
        new Diagnosis(
            "The check '%s' %s, so nothing is known.".formatted(due.check().title(), how),
            List.of(),
            "Mend what the exact text names, then repeat the preflight.",
            exactText));
  }

  /** In plan D the same XPhone server is looked at as the old one and as the new one. */
  private static Collection<Finding> worstOfEachSubject(List<Finding> findings) {
    Map<String, Finding> worst = new LinkedHashMap<>();
    for (Finding finding : findings) {
      worst.merge(
          finding.check() + " " + finding.subject(),
          finding,
          (one, other) -> one.verdict().compareTo(other.verdict()) >= 0 ? one : other);
    }
    return worst.values();
  }
}
