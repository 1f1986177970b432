package io.umzug.domain.schema;

import static io.umzug.domain.route.SqlServerRelease.SQL_2008;
import static io.umzug.domain.route.SqlServerRelease.SQL_2012;
import static io.umzug.domain.route.SqlServerRelease.SQL_2016;
import static io.umzug.domain.route.SqlServerRelease.SQL_2017;
import static io.umzug.domain.route.SqlServerRelease.SQL_2019;
import static io.umzug.domain.route.SqlServerRelease.SQL_2022;

import io.umzug.domain.route.SqlServerRelease;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** Since when SQL Server knows what a name stands for. */
final class Releases {

  private static final Map<String, SqlServerRelease> COLLATION_PARTS =
      Map.of("SC", SQL_2012, "140", SQL_2017, "VSS", SQL_2017, "UTF8", SQL_2019, "160", SQL_2022);

  private static final Map<String, SqlServerRelease> PERMISSIONS =
      Map.ofEntries(
          Map.entry("CREATE SEQUENCE", SQL_2012),
          Map.entry("UNMASK", SQL_2016),
          Map.entry("ALTER ANY MASK", SQL_2016),
          Map.entry("ALTER ANY SECURITY POLICY", SQL_2016),
          Map.entry("ALTER ANY EXTERNAL DATA SOURCE", SQL_2016),
          Map.entry("ALTER ANY EXTERNAL FILE FORMAT", SQL_2016),
          Map.entry("ALTER ANY COLUMN ENCRYPTION KEY", SQL_2016),
          Map.entry("ALTER ANY COLUMN MASTER KEY", SQL_2016),
          Map.entry("VIEW ANY COLUMN ENCRYPTION KEY DEFINITION", SQL_2016),
          Map.entry("VIEW ANY COLUMN MASTER KEY DEFINITION", SQL_2016),
          Map.entry("EXECUTE ANY EXTERNAL SCRIPT", SQL_2016),
          Map.entry("ALTER ANY SENSITIVITY CLASSIFICATION", SQL_2019),
          Map.entry("VIEW ANY SENSITIVITY CLASSIFICATION", SQL_2019),
          Map.entry("VIEW DATABASE SECURITY STATE", SQL_2022),
          Map.entry("VIEW DATABASE PERFORMANCE STATE", SQL_2022),
          Map.entry("VIEW SECURITY DEFINITION", SQL_2022),
          Map.entry("VIEW PERFORMANCE DEFINITION", SQL_2022));

  /** Every database of 2016 and later gives these to everybody by itself. */
  private static final Set<String> GIVEN_TO_PUBLIC =
      Set.of("VIEW ANY COLUMN ENCRYPTION KEY DEFINITION", "VIEW ANY COLUMN MASTER KEY DEFINITION");

  private Releases() {}

  static boolean knowsCollation(SqlServerRelease release, String collation) {
    return Arrays.stream(collation.split("_"))
        .map(part -> COLLATION_PARTS.getOrDefault(part, SQL_2008))
        .noneMatch(release::isOlderThan);
  }

  static boolean knowsPermission(SqlServerRelease release, String permission) {
    return !release.isOlderThan(PERMISSIONS.getOrDefault(permission, SQL_2008));
  }

  static boolean comesByItself(Principal.Permission permission) {
    return permission.grantee().equals("public")
        && GIVEN_TO_PUBLIC.contains(permission.permission());
  }

  /** A lower one is refused by ALTER DATABASE (15048); a restore raises it by itself. */
  static int lowestCompatibility(SqlServerRelease release) {
    return switch (release) {
      case SQL_2005 -> 70;
      case SQL_2008, SQL_2008_R2 -> 80;
      case SQL_2012 -> 90;
      case SQL_2014, SQL_2016, SQL_2017, SQL_2019, SQL_2022, SQL_2025 -> 100;
    };
  }

  static int highestCompatibility(SqlServerRelease release) {
    return switch (release) {
      case SQL_2005 -> 90;
      case SQL_2008, SQL_2008_R2 -> 100;
      case SQL_2012 -> 110;
      case SQL_2014 -> 120;
      case SQL_2016 -> 130;
      case SQL_2017 -> 140;
      case SQL_2019 -> 150;
      case SQL_2022 -> 160;
      case SQL_2025 -> 170;
    };
  }
}
