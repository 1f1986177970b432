package io.umzug.application.work;

/** Ends a worker that must stop now; the work itself goes on later, here or elsewhere. */
public final class WorkInterrupted extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public WorkInterrupted(String reason) {
    super(reason);
  }
}
