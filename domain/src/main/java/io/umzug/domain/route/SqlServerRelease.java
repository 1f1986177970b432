package io.umzug.domain.route;

/** Microsoft's releases of SQL Server, the older first: a backup goes to a later one only (M1). */
public enum SqlServerRelease {
  SQL_2005("2005"),
  SQL_2008("2008"),
  SQL_2008_R2("2008 R2"),
  SQL_2012("2012"),
  SQL_2014("2014"),
  SQL_2016("2016"),
  SQL_2017("2017"),
  SQL_2019("2019"),
  SQL_2022("2022"),
  SQL_2025("2025");

  /** R17: the oldest that an external SQL Server may be. */
  public static final SqlServerRelease OLDEST = SQL_2014;

  /** R17: the recommended one, and the one that the SQL Express update brings (E5). */
  public static final SqlServerRelease RECOMMENDED = SQL_2019;

  private final String label;

  SqlServerRelease(String label) {
    this.label = label;
  }

  /**
   * The release that says this of itself.
   *
   * @param productVersion such as {@code 12.0.2000.8}; of a release that is not known yet, the
   *     newest one known
   */
  public static SqlServerRelease ofVersion(String productVersion) {
    String[] numbers = productVersion.split("\\.", -1);
    return switch (Integer.parseInt(numbers[0])) {
      case 9 -> SQL_2005;
      case 10 -> numbers.length > 1 && numbers[1].startsWith("5") ? SQL_2008_R2 : SQL_2008;
      case 11 -> SQL_2012;
      case 12 -> SQL_2014;
      case 13 -> SQL_2016;
      case 14 -> SQL_2017;
      case 15 -> SQL_2019;
      case 16 -> SQL_2022;
      default -> SQL_2025;
    };
  }

  public String label() {
    return label;
  }

  public boolean isOlderThan(SqlServerRelease other) {
    return compareTo(other) < 0;
  }
}
