package io.umzug.domain.schema;

import io.umzug.domain.route.SqlServerRelease;

/** What every edition of a release can do. */
final class Editions {

  private Editions() {}

  /** Before 2016 (SP1) only Enterprise compresses, and any other refuses the whole statement. */
  static boolean compresses(SqlServerRelease release) {
    return !release.isOlderThan(SqlServerRelease.SQL_2016);
  }
}
