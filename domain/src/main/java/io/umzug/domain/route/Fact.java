package io.umzug.domain.route;

import io.umzug.domain.plan.BackupBy;
import io.umzug.domain.plan.XPhoneVersion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that can be known about a move. The list of all of them is what the rules ask for, and
 * no more.
 *
 * @param <T> the type of its values
 */
public final class Fact<T> {

  private static final List<Fact<?>> EVERY = new ArrayList<>();

  // What the move is.
  public static final Fact<Wanted> WANTED =
      fact(
          "wanted",
          Kind.oneOf(Wanted.class, Wanted::label),
          "What is wanted: V9, or only a newer SQL Express on the same machine?");
  public static final Fact<XPhoneVersion> FROM =
      fact(
          "from",
          Kind.oneOf(XPhoneVersion.class, XPhoneVersion::name),
          "Which version runs now (V4 is XPhone UC 2011)?");
  public static final Fact<Boolean> SAME_MACHINE =
      yesNo("sameMachine", "Is the XPhone server to run on the machine on which it runs now?");
  public static final Fact<Boolean> ONLY_DATABASES_MOVE =
      yesNo("onlyDatabasesMove", "Do only the databases move, and the XPhone server stays?");

  // Its size.
  public static final Fact<Integer> USERS =
      fact(
          "users",
          Kind.whole(1, 1_000_000, SqlExpress.WITH_TEAM_DESK, SqlExpress.ADVISED, 501),
          "How many users does the XPhone server have?");
  public static final Fact<Boolean> TEAM_DESK =
      yesNo("teamDesk", "Is TeamDesk (hotline and direct calls) in use?");
  public static final Fact<Integer> MOBILE_USERS =
      fact(
          "mobileUsers",
          Kind.whole(0, 1_000_000, 1, 250),
          "How many users have the mobile application?");
  public static final Fact<DatabaseSizes> DATABASE_SIZES =
      fact(
          "databaseSizes",
          new Kind.Sizes(
              new Kind.Amount("GB", BigDecimal.valueOf(1_000_000)), List.of(SqlExpress.GIGABYTES)),
          "How large is each database's data file, in GB?");

  // SQL Server, before and after.
  public static final Fact<SqlServerPlace> SOURCE_SQL_PLACE =
      fact(
          "sourceSqlPlace",
          Kind.oneOf(SqlServerPlace.class, SqlServerPlace::label),
          "Where do the databases lie now?");
  public static final Fact<SqlServerPlace> TARGET_SQL_PLACE =
      fact(
          "targetSqlPlace",
          Kind.oneOf(SqlServerPlace.class, SqlServerPlace::label),
          "Where are the databases to lie: in the integrated SQL Express, in a SQL Server of your"
              + " own on the XPhone server, or in one on a machine of its own?");
  public static final Fact<SqlServerRelease> SOURCE_SQL_VERSION =
      fact(
          "sourceSqlVersion",
          Kind.oneOf(SqlServerRelease.class, SqlServerRelease::label),
          "Which version of SQL Server holds the databases now?");
  public static final Fact<SqlServerRelease> TARGET_SQL_VERSION =
      fact(
          "targetSqlVersion",
          Kind.oneOf(SqlServerRelease.class, SqlServerRelease::label),
          "Which version of SQL Server is to hold the databases?");
  public static final Fact<SqlServerEdition> TARGET_SQL_EDITION =
      fact(
          "targetSqlEdition",
          Kind.oneOf(SqlServerEdition.class, SqlServerEdition::label),
          "Which edition is the SQL Server that is to hold the databases?");

  // Time.
  public static final Fact<Integer> DOWNTIME_HOURS =
      fact(
          "downtimeHours",
          Kind.whole(0, 1_000, DowntimePolicy.WEEKEND_HOURS),
          "For how many hours on end may the XPhone server be down?");
  public static final Fact<BigDecimal> HOURS_PER_HOP =
      fact(
          "hoursPerHop",
          new Kind.Amount("hours", BigDecimal.valueOf(1_000)),
          "How many hours does one major update take, with its backup and restart?");

  // What is in use.
  public static final Fact<Boolean> MAPI_CALENDAR =
      yesNo("mapiCalendar", "Is the calendar synchronised by the server?");
  public static final Fact<Boolean> MAPI_CONTACTS =
      yesNo("mapiContacts", "Does the server read Exchange contact folders?");
  public static final Fact<Boolean> MAPI_VOICEMAIL =
      yesNo(
          "mapiVoicemail", "Is voicemail queried from remote, with Outlook as the message store?");
  public static final Fact<Boolean> SERVICE_ACCOUNT =
      yesNo(
          "serviceAccount",
          "Does the XPhone service run under a Windows account of its own, set in the Server"
              + " Manager?");
  public static final Fact<Boolean> ANALYTICS = yesNo("analytics", "Is the Analytics site used?");
  public static final Fact<Boolean> FEDERATION = yesNo("federation", "Is Federation in use?");
  public static final Fact<BackupBy> BACKUP_BY =
      fact(
          "backupBy",
          Kind.oneOf(BackupBy.class, by -> by.name().toLowerCase(Locale.ROOT).replace('_', '-')),
          "Who makes and restores the backup by which the move goes?");

  // The machines.
  public static final Fact<Boolean> SOURCE_VIRTUAL =
      yesNo("sourceVirtual", "Is the machine on which the XPhone server runs now a virtual one?");
  public static final Fact<Boolean> TARGET_VIRTUAL =
      yesNo("targetVirtual", "Is the new machine a virtual one?");

  /** Every fact, in the order in which a person is asked. */
  public static final List<Fact<?>> ALL = List.copyOf(EVERY);

  private final String name;
  private final Kind<T> kind;
  private final String question;

  private Fact(String name, Kind<T> kind, String question) {
    this.name = name;
    this.kind = kind;
    this.question = question;
  }

  private static <T> Fact<T> fact(String name, Kind<T> kind, String question) {
    Fact<T> fact = new Fact<>(name, kind, question);
    EVERY.add(fact);
    return fact;
  }

  private static Fact<Boolean> yesNo(String name, String question) {
    return fact(name, new Kind.YesNo(), question);
  }

  /** The fact of this name, which is written exactly so. */
  public static Optional<Fact<?>> named(String name) {
    for (Fact<?> fact : ALL) {
      if (fact.name.equals(name)) {
        return Optional.of(fact);
      }
    }
    return Optional.empty();
  }

  /** The name under which it is written down, such as {@code databaseSizes}. */
  public String name() {
    return name;
  }

  public Kind<T> kind() {
    return kind;
  }

  /** What a person is asked. */
  public String question() {
    return question;
  }

  @Override
  public String toString() {
    return name;
  }
}
