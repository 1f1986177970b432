package io.umzug.rehearsal.director;

/** Ends a rehearsal with a sentence for the person who runs it. */
public final class RehearsalProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RehearsalProblem(String message) {
    super(message);
  }
}
