package io.umzug.application.script;

import io.umzug.domain.diagnosis.Diagnosis;

/** A script that cannot be written or does not run, with what is to be done about it. */
public final class ScriptProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Diagnosis diagnosis;

  public ScriptProblem(Diagnosis diagnosis) {
    super(diagnosis.cause());
    this.diagnosis = diagnosis;
  }

  public Diagnosis diagnosis() {
    return diagnosis;
  }
}
