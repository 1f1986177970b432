package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.XPhoneHost;
import io.umzug.application.host.ApplicationPools;
import io.umzug.application.host.ApplicationPools.Identity;
import io.umzug.application.host.ApplicationPools.PoolProblem;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.diagnosis.WindowsAccount;
import io.umzug.domain.diagnosis.WindowsAccount.Sameness;
import java.util.List;
import java.util.Optional;

/** R28: the pool of the Analytics site, before the site is opened. */
final class AnalyticsPool {

  private final ApplicationPools pools;

  AnalyticsPool(ApplicationPools pools) {
    this.pools = pools;
  }

  /** The page tells the rest: what cannot be asked is no reason to stop here. */
  void mustHaveTheServicesAccount(Estate estate) throws WorkProblem, InterruptedException {
    XPhoneHost host = estate.xphone();
    if (host.analyticsUrl().isBlank()) {
      return;
    }
    Optional<Identity> identity;
    try {
      identity = pools.identity(estate);
    } catch (PoolProblem _) {
      return;
    }
    if (identity.isPresent() && isAnother(identity.get(), host)) {
      throw new WorkProblem(
          new Diagnosis(
              "The service runs, but IIS runs Analytics' application pool %s as '%s', not as the service's account '%s'."
                  .formatted(
                      identity.get().pool(), identity.get().account(), host.serviceAccount()),
              List.of("R28", "R30"),
              "Set the pool's identity in the IIS Manager, or by 'umzug host application-pool set'"
                  + " where the estate allows it. Then retry the step.",
              "identityType: %s, userName: %s"
                  .formatted(identity.get().type(), identity.get().account())));
    }
  }

  private static boolean isAnother(Identity identity, XPhoneHost host) {
    return new WindowsAccount(host.serviceAccount())
            .compare(new WindowsAccount(identity.account()), host.host())
        == Sameness.DIFFERENT;
  }
}
