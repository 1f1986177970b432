package io.umzug.rehearsal.estate;

import io.umzug.rehearsal.tds.SqlServerException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Rows for the old databases: the same number always gives the same rows. */
final class Seeds {

  private static final int ROWS_PER_INSERT = 250;
  private static final long SEED = 20_260_101L;
  private static final LocalDateTime BEGINNING = LocalDateTime.of(2021, 1, 4, 7, 30);
  private static final DateTimeFormatter DATE_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS");
  private static final List<String> FIRST_NAMES =
      List.of("Jürgen", "Käthe", "Søren", "Zoë", "Anna", "Björn", "François", "Mia", "Łukasz");
  private static final List<String> LAST_NAMES =
      List.of("Müller", "Groß", "Öztürk", "D'Angelo", "Weiß", "Schäfer", "O'Neill", "Nowák");
  private static final List<String> COMPANIES =
      List.of("Bäckerei Höß", "Stadtwerke Ärding", "Maß & Söhne GmbH", "[Tisch]lerei Ülm");
  private static final List<String> SOURCE_KINDS = List.of("MAPI", "LDAP", "SQL", "CSV");

  private final long total;
  private final int version;

  /**
   * @param total rows in all four databases together, the version rows not counted
   * @param version of the software whose tables they are
   */
  Seeds(long total, int version) {
    this.total = total;
    this.version = version;
  }

  /** Creates a database's tables and their rows. */
  void sow(SqlConsole console, String database) throws SqlServerException {
    for (XPhoneSchema.Table table : XPhoneSchema.tables(database, version)) {
      console.run(table.create());
      fill(console, table);
    }
    console.run(XPhoneSchema.insertVersion(version));
  }

  /** How many rows a table gets. */
  long rows(XPhoneSchema.Table table) {
    return table.share() == 0 ? 0 : Math.max(1, total * table.share() / 1000);
  }

  private long rows(String database, String name) {
    return XPhoneSchema.tables(database, version).stream()
        .filter(table -> table.name().equals(name))
        .mapToLong(this::rows)
        .sum();
  }

  private void fill(SqlConsole console, XPhoneSchema.Table table) throws SqlServerException {
    Random random = new Random(SEED + table.name().hashCode());
    long rows = rows(table);
    for (long from = 1; from <= rows; from += ROWS_PER_INSERT) {
      StringBuilder insert = new StringBuilder("INSERT INTO [dbo].[").append(table.name());
      insert.append("] (").append(columns(table.name())).append(") VALUES ");
      for (long i = from; i < Math.min(from + ROWS_PER_INSERT, rows + 1); i++) {
        insert.append(i == from ? "(" : ", (").append(row(table.name(), i, random)).append(')');
      }
      console.run(insert.toString());
    }
  }

  private static String columns(String table) {
    return switch (table) {
      case "Users" ->
          "UserId, ExternalId, Account, FirstName, LastName, Email, Extension, Photo, Active,"
              + " CreatedAt";
      case "Teams" -> "TeamId, Name, Hotline";
      case "TeamMembers" -> "MemberId, TeamId, UserId, Priority";
      case "Settings" -> "Area, Name, Value, ChangedAt";
      case "Journal" ->
          "UserId, Incoming, Number, Partner, StartedAt, DurationSeconds, Note, Voicemail";
      case "Sources" -> "SourceId, Name, Kind, LastRunAt";
      case "Contacts" -> "ContactId, SourceId, DisplayName, Company, Phone";
      case "ContactIndex" -> "ContactId, Term, Weight";
      case "CallDays" -> "DayId, Day, Hotline, Calls, Lost, AverageSeconds";
      case "AgentDays" -> "AgentDayId, DayId, Agent, BusySeconds, ServiceLevel";
      case "RawCalls" -> "CallId, ReceivedAt, Caller, Hotline, WaitSeconds, Answered, Detail";
      default -> throw new IllegalArgumentException("No seeds for " + table);
    };
  }

  private String row(String table, long i, Random random) {
    return switch (table) {
      case "Users" -> user(i, random);
      case "Teams" -> join(i, text("Team " + pick(COMPANIES, random) + " " + i), number(random, 4));
      case "TeamMembers" ->
          join(
              i,
              reference("XPDATA", "Teams", random),
              reference("XPDATA", "Users", random),
              random.nextInt(10));
      case "Settings" ->
          join(
              text("Bereich " + i % 12),
              text("Einstellung-" + i),
              random.nextInt(5) == 0 ? "NULL" : text("Wert für Zeile " + i + "\r\nzweite Zeile"),
              date(random));
      case "Journal" -> journal(random);
      case "Sources" ->
          join(
              i,
              text("Quelle " + i),
              "'" + pick(SOURCE_KINDS, random) + "'",
              random.nextInt(3) == 0 ? "NULL" : date(random));
      case "Contacts" ->
          join(
              i,
              reference("XPVDIR", "Sources", random),
              text(person(random)),
              random.nextInt(3) == 0 ? "NULL" : text(pick(COMPANIES, random)),
              number(random, 3));
      case "ContactIndex" ->
          join(
              reference("XPVDIR", "Contacts", random),
              text(pick(LAST_NAMES, random)),
              random.nextInt(1000) / 8.0);
      case "CallDays" ->
          join(
              i,
              "'"
                  + DATE_TIME.format(BEGINNING.toLocalDate().plusDays(i % 1800).atStartOfDay())
                  + "'",
              text("Störung " + i / 1800),
              random.nextInt(400),
              random.nextInt(40),
              random.nextInt(6) == 0
                  ? "NULL"
                  : random.nextInt(900) + "." + (10 + random.nextInt(90)));
      case "AgentDays" ->
          join(
              i,
              reference("XPSTATS", "CallDays", random),
              text(person(random)),
              random.nextInt(28_800),
              random.nextInt(4) == 0 ? "NULL" : random.nextInt(100) / 4.0);
      case "RawCalls" ->
          join(
              uuid(random),
              date(random),
              number(random, 5),
              text("Störung " + random.nextInt(3)),
              random.nextInt(300),
              random.nextInt(2),
              binary(random, 3, 48));
      default -> throw new IllegalArgumentException("No seeds for " + table);
    };
  }

  private static String user(long i, Random random) {
    String first = pick(FIRST_NAMES, random);
    String last = pick(LAST_NAMES, random);
    return join(
        i,
        uuid(random),
        text(Topology.DOMAIN + "\\user" + i),
        text(first),
        text(last),
        random.nextInt(4) == 0 ? "NULL" : text("user" + i + "@rehearsal.example"),
        number(random, 6),
        binary(random, 4, 96),
        random.nextInt(20) == 0 ? 0 : 1,
        date(random));
  }

  private String journal(Random random) {
    boolean voicemail = random.nextInt(25) == 0;
    return join(
        reference("XPDATA", "Users", random),
        random.nextInt(2),
        number(random, 8),
        random.nextInt(5) == 0 ? "NULL" : text(person(random)),
        date(random),
        random.nextInt(6) == 0 ? "NULL" : random.nextInt(3600),
        random.nextInt(9) == 0 ? text("Bitte zurückrufen – 10 € „Rückfrage“") : "NULL",
        voicemail ? binary(random, Integer.MAX_VALUE, 400) : "NULL");
  }

  private long reference(String database, String table, Random random) {
    return 1 + random.nextLong(Math.max(1, rows(database, table)));
  }

  private static String person(Random random) {
    return pick(LAST_NAMES, random) + ", " + pick(FIRST_NAMES, random);
  }

  private static String pick(List<String> texts, Random random) {
    return texts.get(random.nextInt(texts.size()));
  }

  private static String join(Object... values) {
    StringBuilder joined = new StringBuilder();
    for (Object value : values) {
      joined.append(joined.isEmpty() ? "" : ", ").append(value);
    }
    return joined.toString();
  }

  private static String text(String text) {
    return SqlConsole.literal(text);
  }

  /** A telephone number, or NULL once in {@code nullOnceIn}. */
  private static String number(Random random, int nullOnceIn) {
    return random.nextInt(nullOnceIn) == 0
        ? "NULL"
        : "'+4989" + random.nextInt(100_000, 999_999) + "'";
  }

  private static String binary(Random random, int nullOnceIn, int longest) {
    if (nullOnceIn != Integer.MAX_VALUE && random.nextInt(nullOnceIn) == 0) {
      return "NULL";
    }
    byte[] bytes = new byte[1 + random.nextInt(longest)];
    random.nextBytes(bytes);
    return "0x" + HexFormat.of().formatHex(bytes);
  }

  private static String date(Random random) {
    LocalDateTime at =
        BEGINNING
            .plusMinutes(random.nextInt(2_500_000))
            .plusNanos(random.nextInt(1000) * 1_000_000L);
    return "'" + DATE_TIME.format(at) + "'";
  }

  private static String uuid(Random random) {
    return "'" + new UUID(random.nextLong(), random.nextLong()) + "'";
  }
}
