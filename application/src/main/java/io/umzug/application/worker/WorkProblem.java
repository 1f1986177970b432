package io.umzug.application.worker;

import io.umzug.domain.diagnosis.Diagnosis;

/** Ends a work with a failure that is understood; becomes the diagnosis of the failing report. */
final class WorkProblem extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Diagnosis diagnosis;

  WorkProblem(Diagnosis diagnosis) {
    super(diagnosis.cause());
    this.diagnosis = diagnosis;
  }

  Diagnosis diagnosis() {
    return diagnosis;
  }
}
