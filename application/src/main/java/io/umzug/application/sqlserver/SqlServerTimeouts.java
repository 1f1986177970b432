package io.umzug.application.sqlserver;

import java.time.Duration;

/**
 * How long Umzug waits for a SQL Server; whole seconds, zero for as long as it takes.
 *
 * @param login until the login is through, name resolution and TLS included; never zero
 * @param query until a statement is cancelled
 * @param cancel until, after that, the connection is given up
 * @param silence how long the server may say nothing while a statement runs. Zero leaves an
 *     hours-long BACKUP alone: a dead peer is noticed by TCP keep-alive all the same
 */
public record SqlServerTimeouts(Duration login, Duration query, Duration cancel, Duration silence) {

  private static final Duration LONGEST_LOGIN = Duration.ofSeconds(65_535);

  /** 15 seconds for the login, and no limit for what takes hours. */
  public static final SqlServerTimeouts USUAL =
      new SqlServerTimeouts(
          Duration.ofSeconds(15), Duration.ZERO, Duration.ofSeconds(60), Duration.ZERO);

  public SqlServerTimeouts {
    if (login.toSeconds() < 1 || login.compareTo(LONGEST_LOGIN) > 0) {
      throw new IllegalArgumentException(
          "The time-out of a login is 1 to 65535 seconds, not %s.".formatted(login));
    }
    if (query.isNegative() || cancel.isNegative() || silence.isNegative()) {
      throw new IllegalArgumentException("A time-out is never negative.");
    }
  }

  /** The same with another time for the login. */
  public SqlServerTimeouts withLogin(Duration other) {
    return new SqlServerTimeouts(other, query, cancel, silence);
  }
}
