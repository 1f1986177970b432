package io.umzug.rehearsal.estate;

/** The estate does not let itself be handled so; the message says why and what to do first. */
final class HandRefused extends Exception {

  private static final long serialVersionUID = 1L;

  HandRefused(String message) {
    super(message);
  }
}
