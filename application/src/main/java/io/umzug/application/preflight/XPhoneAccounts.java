package io.umzug.application.preflight;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.XPhoneHost;
import io.umzug.application.host.ApplicationPools;
import io.umzug.application.host.ApplicationPools.Identity;
import io.umzug.application.host.ApplicationPools.PoolProblem;
import io.umzug.application.host.ServiceControl;
import io.umzug.application.host.ServiceControl.ServiceProblem;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.diagnosis.WindowsAccount;
import io.umzug.domain.preflight.Check;
import io.umzug.domain.preflight.DueCheck;
import io.umzug.domain.preflight.Finding;
import io.umzug.domain.preflight.Verdict;
import java.util.List;
import java.util.Optional;

/** R27, R28: as whom the XPhone service and the Analytics site run. */
final class XPhoneAccounts {

  /** What is to be seen at the site that an estate is worked on. */
  @FunctionalInterface
  private interface Look {
    Finding at(Estate estate, XPhoneHost host) throws InterruptedException;
  }

  private record AccountCheck(Check check, Look look) implements PreflightCheck {

    @Override
    public List<Finding> look(Ground ground, DueCheck due) throws InterruptedException {
      Estate there = ground.estate().at(due.site());
      return List.of(look.at(there, there.xphone()));
    }
  }

  private final ServiceControl control;
  private final ApplicationPools pools;

  XPhoneAccounts(ServiceControl control, ApplicationPools pools) {
    this.control = control;
    this.pools = pools;
  }

  List<PreflightCheck> all() {
    return List.of(
        new AccountCheck(Check.SERVICE_ACCOUNT, this::service),
        new AccountCheck(Check.APPLICATION_POOL, this::pool));
  }

  private Finding service(Estate estate, XPhoneHost host) throws InterruptedException {
    String subject = "account of %s on %s".formatted(host.serviceName(), host.host());
    String account;
    try {
      account = control.account(estate);
    } catch (ServiceProblem problem) {
      // Whether its machine answers at all is the check before this one.
      return new Finding(
          Check.SERVICE_ACCOUNT,
          subject,
          Verdict.WARNING,
          "not seen",
          "The account of the XPhone service cannot be seen.",
          Check.SERVICE_ACCOUNT.rules(),
          "Compare it in services.msc with service-account in the estate's configuration.",
          String.valueOf(problem.getMessage()));
    }
    return compared(
        Check.SERVICE_ACCOUNT,
        subject,
        account,
        "The XPhone service",
        host,
        "Set it in the Server Manager, while the SQL Servers of atlas.xml are reachable, or correct service-account in the estate's configuration.");
  }

  private Finding pool(Estate estate, XPhoneHost host) throws InterruptedException {
    String subject = "Analytics' application pool on " + host.host();
    if (host.analyticsUrl().isBlank()) {
      return Finding.pass(
          Check.APPLICATION_POOL,
          subject,
          "not configured",
          "The estate describes no Analytics site, so no application pool was checked.");
    }
    Optional<Identity> identity;
    try {
      identity = pools.identity(estate);
    } catch (PoolProblem problem) {
      return Finding.fail(
          Check.APPLICATION_POOL,
          subject,
          "not seen",
          new Diagnosis(
              problem.sentence(),
              List.of("U2"),
              problem.remedy(),
              String.valueOf(problem.getMessage())));
    }
    if (identity.isEmpty()) {
      return Finding.pass(
          Check.APPLICATION_POOL,
          subject,
          "not configured",
          "No way to ask the IIS of %s is configured, so its application pool was not checked."
              .formatted(host.host()));
    }
    return compared(
        Check.APPLICATION_POOL,
        subject,
        identity.get().account(),
        "The application pool " + identity.get().pool(),
        host,
        "Set the pool's identity in the IIS Manager, or by 'umzug host application-pool set' where the estate allows it.");
  }

  private static Finding compared(
      Check check, String subject, String account, String who, XPhoneHost host, String remedy) {
    String wanted = host.serviceAccount();
    return switch (new WindowsAccount(wanted).compare(new WindowsAccount(account), host.host())) {
      case SAME -> Finding.pass(check, subject, account, "%s runs as %s.".formatted(who, account));
      case DIFFERENT ->
          Finding.fail(
              check,
              subject,
              account,
              "%s runs as %s, not as %s, which the estate names.".formatted(who, account, wanted),
              remedy);
      case UNKNOWN ->
          Finding.warning(
              check,
              subject,
              account,
              "%s runs as %s. Whether that is %s, which the estate names, only the domain knows."
                  .formatted(who, account, wanted),
              "Write service-account as DOMAIN\\user, with the domain's short name, where it is.");
    };
  }
}
