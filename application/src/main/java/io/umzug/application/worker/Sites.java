package io.umzug.application.worker;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.Estates;
import io.umzug.domain.diagnosis.Diagnosis;
import io.umzug.domain.migration.WorkOrder;
import java.util.List;

/** The estate as an order sees it: with the XPhone server of the order's site. */
final class Sites {

  private Sites() {}

  /**
   * @throws WorkProblem where the configuration does not describe the site
   */
  static Estate of(Estates estates, WorkOrder order) throws WorkProblem {
    try {
      return whole(estates, order).at(order.site());
    } catch (Estates.UnknownSite unknown) {
      throw new WorkProblem(
          new Diagnosis(
              "Umzug does not know the XPhone server on which this step works.",
              List.of("U2"),
              "Describe it in the estate's configuration, restart Umzug, then retry the step.",
              String.valueOf(unknown.getMessage())));
    }
  }

  /**
   * The estate with all its sites.
   *
   * @throws WorkProblem where the configuration does not have it
   */
  static Estate whole(Estates estates, WorkOrder order) throws WorkProblem {
    try {
      return estates.named(order.estate());
    } catch (Estates.UnknownEstate unknown) {
      throw new WorkProblem(
          new Diagnosis(
              "The configuration does not have the estate of this move any more.",
              List.of("U2"),
              "Describe it under the same name in the configuration, restart Umzug, then retry the"
                  + " step.",
              String.valueOf(unknown.getMessage())));
    }
  }
}
