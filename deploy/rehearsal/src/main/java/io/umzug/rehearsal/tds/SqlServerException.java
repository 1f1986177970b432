package io.umzug.rehearsal.tds;

/** A refusal that ends a login or a statement; travels as an ERROR token. */
public final class SqlServerException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient SqlServerMessage error;

  public SqlServerException(SqlServerMessage error) {
    super(error.text());
    this.error = error;
  }

  public SqlServerMessage error() {
    return error;
  }
}
