package io.umzug.rehearsal.estate;

import java.util.List;
import java.util.Map;

/**
 * The tables of the stand-in's four databases (F1). What the real ones look like is not known (U1);
 * these are the stand-in's own.
 */
final class XPhoneSchema {

  static final int V5 = 5;
  static final int V6 = 6;
  static final int V7 = 7;
  static final int V8 = 8;
  static final int V9 = 9;

  /** Holds one row; it is written last, so that a database without it is unfinished. */
  static final String VERSION_TABLE = "SchemaVersion";

  /**
   * A table.
   *
   * @param columns the part in parentheses of its CREATE TABLE
   * @param since the software version that creates it first
   * @param share of the seeded rows, in thousandths of all rows of the estate
   */
  record Table(String name, String columns, int since, int share) {

    String create() {
      return "CREATE TABLE [dbo].%s (%s)".formatted(SqlConsole.quoted(name), columns);
    }
  }

  private static final Table VERSION =
      new Table(
          VERSION_TABLE,
          "Component nvarchar(40) NOT NULL PRIMARY KEY, Version int NOT NULL,"
              + " ChangesComplete bit NOT NULL, ChangedAt datetime2(3) NOT NULL",
          V5,
          0);

  private static final Map<String, List<Table>> TABLES =
      Map.of(
          "XPDATA",
          List.of(
              VERSION,
              new Table(
                  "Users",
                  "UserId int NOT NULL PRIMARY KEY, ExternalId uniqueidentifier NOT NULL,"
                      + " Account nvarchar(100) NOT NULL, FirstName nvarchar(60) NOT NULL,"
                      + " LastName nvarchar(60) NOT NULL, Email nvarchar(200) NULL,"
                      + " Extension varchar(20) NULL, Photo varbinary(max) NULL,"
                      + " Active bit NOT NULL, CreatedAt datetime2(3) NOT NULL",
                  V5,
                  60),
              new Table(
                  "Teams",
                  "TeamId int NOT NULL PRIMARY KEY, Name nvarchar(100) NOT NULL,"
                      + " Hotline varchar(20) NULL",
                  V5,
                  10),
              new Table(
                  "TeamMembers",
                  "MemberId int NOT NULL PRIMARY KEY, TeamId int NOT NULL, UserId int NOT NULL,"
                      + " Priority int NOT NULL,"
                      + " FOREIGN KEY (TeamId) REFERENCES [dbo].[Teams] (TeamId),"
                      + " FOREIGN KEY (UserId) REFERENCES [dbo].[Users] (UserId)",
                  V5,
                  70),
              new Table(
                  "Settings",
                  "Area nvarchar(60) NOT NULL, Name nvarchar(60) NOT NULL,"
                      + " Value nvarchar(max) NULL, ChangedAt datetime2(3) NOT NULL,"
                      + " PRIMARY KEY (Area, Name)",
                  V5,
                  20),
              new Table(
                  "Journal",
                  "EntryId bigint IDENTITY(1,1) NOT NULL PRIMARY KEY, UserId int NOT NULL,"
                      + " Incoming bit NOT NULL, Number varchar(40) NULL, Partner nvarchar(200) NULL,"
                      + " StartedAt datetime2(3) NOT NULL, DurationSeconds int NULL,"
                      + " Note nvarchar(max) NULL, Voicemail varbinary(max) NULL,"
                      + " FOREIGN KEY (UserId) REFERENCES [dbo].[Users] (UserId)",
                  V5,
                  340),
              new Table(
                  "PresenceProfiles",
                  "ProfileId int NOT NULL PRIMARY KEY, UserId int NOT NULL,"
                      + " Name nvarchar(60) NOT NULL,"
                      + " FOREIGN KEY (UserId) REFERENCES [dbo].[Users] (UserId)",
                  V6,
                  0),
              new Table(
                  "WebApiEndpoints",
                  "EndpointId int NOT NULL PRIMARY KEY, Port int NOT NULL, Url nvarchar(200) NULL",
                  V9,
                  0)),
          "XPVDIR",
          List.of(
              VERSION,
              new Table(
                  "Sources",
                  "SourceId int NOT NULL PRIMARY KEY, Name nvarchar(100) NOT NULL,"
                      + " Kind varchar(20) NOT NULL, LastRunAt datetime2(3) NULL",
                  V5,
                  5),
              new Table(
                  "Contacts",
                  "ContactId int NOT NULL PRIMARY KEY, SourceId int NOT NULL,"
                      + " DisplayName nvarchar(200) NOT NULL, Company nvarchar(200) NULL,"
                      + " Phone varchar(40) NULL,"
                      + " FOREIGN KEY (SourceId) REFERENCES [dbo].[Sources] (SourceId)",
                  V5,
                  85),
              new Table(
                  "ContactIndex",
                  "IndexId bigint IDENTITY(1,1) NOT NULL PRIMARY KEY, ContactId int NOT NULL,"
                      + " Term nvarchar(100) NOT NULL, Weight float NOT NULL,"
                      + " FOREIGN KEY (ContactId) REFERENCES [dbo].[Contacts] (ContactId)",
                  V5,
                  110),
              new Table(
                  "LookupFields",
                  "FieldId int NOT NULL PRIMARY KEY, SourceId int NOT NULL,"
                      + " Name nvarchar(60) NOT NULL,"
                      + " FOREIGN KEY (SourceId) REFERENCES [dbo].[Sources] (SourceId)",
                  V7,
                  0)),
          "XPSTATS",
          List.of(
              VERSION,
              new Table(
                  "CallDays",
                  "DayId int NOT NULL PRIMARY KEY, Day datetime2(0) NOT NULL,"
                      + " Hotline nvarchar(60) NOT NULL, Calls int NOT NULL, Lost int NOT NULL,"
                      + " AverageSeconds decimal(9, 2) NULL",
                  V5,
                  60),
              new Table(
                  "AgentDays",
                  "AgentDayId int NOT NULL PRIMARY KEY, DayId int NOT NULL,"
                      + " Agent nvarchar(100) NOT NULL, BusySeconds bigint NOT NULL,"
                      + " ServiceLevel float NULL,"
                      + " FOREIGN KEY (DayId) REFERENCES [dbo].[CallDays] (DayId)",
                  V5,
                  70),
              new Table(
                  "QueueDays",
                  "QueueDayId int NOT NULL PRIMARY KEY, DayId int NOT NULL,"
                      + " LongestWaitSeconds int NOT NULL,"
                      + " FOREIGN KEY (DayId) REFERENCES [dbo].[CallDays] (DayId)",
                  V8,
                  0)),
          "XPSTATSRaw",
          List.of(
              VERSION,
              new Table(
                  "RawCalls",
                  "CallId uniqueidentifier NOT NULL PRIMARY KEY, ReceivedAt datetime2(3) NOT NULL,"
                      + " Caller varchar(40) NULL, Hotline nvarchar(60) NOT NULL,"
                      + " WaitSeconds int NOT NULL, Answered bit NOT NULL,"
                      + " Detail varbinary(max) NULL",
                  V5,
                  170)));

  private XPhoneSchema() {}

  /** The tables of a database under a software version, in the order of their creation. */
  static List<Table> tables(String database, int version) {
    return TABLES.getOrDefault(database, List.of()).stream()
        .filter(table -> table.since() <= version)
        .toList();
  }

  static String insertVersion(int version) {
    return ("INSERT INTO [dbo].[SchemaVersion] (Component, Version, ChangesComplete, ChangedAt)"
            + " VALUES (N'XPhone Connect REHEARSAL', %d, 1, '2026-01-01T00:00:00')")
        .formatted(version);
  }
}
