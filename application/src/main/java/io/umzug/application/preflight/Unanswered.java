package io.umzug.application.preflight;

/** A SQL Server did not answer when it was tried, so it is not asked anything else. */
final class Unanswered extends Exception {

  private static final long serialVersionUID = 1L;

  private final String server;

  Unanswered(String server) {
    super("SQL Server %s does not answer.".formatted(server));
    this.server = server;
  }

  String server() {
    return server;
  }
}
