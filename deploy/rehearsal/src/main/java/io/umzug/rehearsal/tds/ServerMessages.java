package io.umzug.rehearsal.tds;

/** The messages that the wire itself has to tell, in the name of the instance. */
record ServerMessages(String server) {

  SqlServerMessage info(int number, String text) {
    return new SqlServerMessage(number, 0, 1, text, server, "", 1);
  }

  SqlServerMessage error(int number, int severity, String text) {
    return new SqlServerMessage(number, severity, 1, text, server, "", 1);
  }

  SqlServerException refusal(int number, String text) {
    return new SqlServerException(error(number, 16, text));
  }
}
