package io.umzug.rehearsal.sql;

import io.umzug.rehearsal.tds.SqlServerException;
import io.umzug.rehearsal.tds.SqlServerMessage;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/** A statement's failure, with one or more messages in the order in which they are reported. */
final class SqlRefusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<SqlServerMessage> messages;

  private SqlRefusal(List<SqlServerMessage> messages) {
    super(messages.getFirst().text());
    this.messages = messages;
  }

  @SuppressWarnings("AnnotateFormatMethod")
  static SqlRefusal of(int number, int severity, int state, String text, Object... arguments) {
    return new SqlRefusal(
        List.of(
            new SqlServerMessage(
                number,
                severity,
                state,
                arguments.length == 0
                    ? text
                    : new Formatter(Locale.ROOT).format(text, arguments).toString(),
                "",
                "",
                1)));
  }

  /** The same with SQL Server's closing line of a broken BACKUP or RESTORE. */
  SqlRefusal terminating(String statement) {
    return then(of(3013, 16, 1, "%s is terminating abnormally.", statement));
  }

  SqlRefusal then(SqlRefusal next) {
    return new SqlRefusal(
        java.util.stream.Stream.concat(messages.stream(), next.messages.stream()).toList());
  }

  List<SqlServerMessage> messages() {
    return messages;
  }

  int number() {
    return messages.getFirst().number();
  }

  /** The messages as the server with this name says them, about this line of the batch. */
  SqlRefusal from(String server, int line) {
    return new SqlRefusal(
        messages.stream()
            .map(
                m ->
                    new SqlServerMessage(
                        m.number(), m.severity(), m.state(), m.text(), server, "", line))
            .toList());
  }

  SqlServerException first() {
    return new SqlServerException(messages.getFirst());
  }

  static SqlRefusal syntax(Token near) {
    return of(
        102,
        15,
        1,
        "Incorrect syntax near '%s'.",
        near.kind() == Token.Kind.END ? "end of statement" : near.text());
  }

  static SqlRefusal unknownDatabase(String name) {
    return of(
        911,
        16,
        1,
        "Database '%s' does not exist. Make sure that the name is entered correctly.",
        name);
  }

  static SqlRefusal cannot(String what, String kind, String name) {
    return of(
        15151,
        16,
        1,
        "Cannot %s the %s '%s', because it does not exist or you do not have permission.",
        what,
        kind,
        name);
  }
}
