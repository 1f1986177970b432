package io.umzug.domain.preflight;

import io.umzug.domain.plan.Site;

/**
 * A check that has to be made.
 *
 * @param site the site that is looked at
 * @param from where the databases come from that go to the site; the site itself where none go
 * @param atWorst the verdict where the check does not pass
 * @param because why it is not worse; empty where a failure is a failure
 */
public record DueCheck(Check check, Site site, Site from, Verdict atWorst, String because) {

  /** Whether what is looked at may still be missing, for the move itself brings it. */
  public boolean isStillToCome() {
    return atWorst != Verdict.FAIL;
  }
}
