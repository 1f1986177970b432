package io.umzug.domain.route;

/** The limits of SQL Express (R22), and the sizes from which it is no longer advised. */
final class SqlExpress {

  /** The most that the data file of one database can hold; a hard limit. */
  static final int GIGABYTES = 10;

  /** From so many users on Standard or Enterprise is strongly advised. */
  static final int ADVISED = 500;

  /** The same with TeamDesk: hotline and direct calls. */
  static final int WITH_TEAM_DESK = 250;

  /** More users than this make plan A into plan B (R19). */
  static final int MOST_USERS = 500;

  private SqlExpress() {}

  static boolean holds(DatabaseSizes sizes) {
    return sizes.most().compareTo(java.math.BigDecimal.valueOf(GIGABYTES)) <= 0;
  }
}
