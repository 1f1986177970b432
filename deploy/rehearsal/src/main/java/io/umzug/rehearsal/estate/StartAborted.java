package io.umzug.rehearsal.estate;

/** The service cannot start; what it says goes into its log. */
final class StartAborted extends Exception {

  private static final long serialVersionUID = 1L;

  private final StartFailure failure;

  StartAborted(StartFailure failure, String text) {
    super(text);
    this.failure = failure;
  }

  StartFailure failure() {
    return failure;
  }
}
