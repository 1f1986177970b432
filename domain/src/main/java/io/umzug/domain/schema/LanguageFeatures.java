package io.umzug.domain.schema;

import static io.umzug.domain.route.SqlServerRelease.SQL_2012;
import static io.umzug.domain.route.SqlServerRelease.SQL_2014;
import static io.umzug.domain.route.SqlServerRelease.SQL_2016;
import static io.umzug.domain.route.SqlServerRelease.SQL_2017;
import static io.umzug.domain.route.SqlServerRelease.SQL_2019;
import static io.umzug.domain.route.SqlServerRelease.SQL_2022;

import io.umzug.domain.route.SqlServerRelease;
import io.umzug.domain.script.TSqlTokens;
import io.umzug.domain.script.TSqlTokens.Token;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a module's text seems to use that came with a later release. Words are looked at, not
 * meaning: a find is a warning and no proof, and finding nothing proves nothing.
 */
final class LanguageFeatures {

  /** Functions, found where a parenthesis follows. */
  private static final Map<String, SqlServerRelease> FUNCTIONS = functions();

  /** Words one after the other. */
  private static final Map<List<String>, SqlServerRelease> PHRASES =
      Map.ofEntries(
          Map.entry(List.of("NEXT", "VALUE", "FOR"), SQL_2012),
          Map.entry(List.of("WITH", "RESULT", "SETS"), SQL_2012),
          Map.entry(List.of("FETCH", "NEXT", "ROWS"), SQL_2012),
          Map.entry(List.of("ROWS", "ONLY"), SQL_2012),
          Map.entry(List.of("ROWS", "BETWEEN"), SQL_2012),
          Map.entry(List.of("ROWS", "UNBOUNDED"), SQL_2012),
          Map.entry(List.of("RANGE", "BETWEEN"), SQL_2012),
          Map.entry(List.of("RANGE", "UNBOUNDED"), SQL_2012),
          Map.entry(List.of("CREATE", "SEQUENCE"), SQL_2012),
          Map.entry(List.of("COLUMNSTORE", "INDEX"), SQL_2012),
          Map.entry(List.of("CLUSTERED", "COLUMNSTORE"), SQL_2014),
          Map.entry(List.of("MEMORY_OPTIMIZED"), SQL_2014),
          Map.entry(List.of("DELAYED_DURABILITY"), SQL_2014),
          Map.entry(List.of("FOR", "JSON"), SQL_2016),
          Map.entry(List.of("MASKED", "WITH"), SQL_2016),
          Map.entry(List.of("ENCRYPTED", "WITH"), SQL_2016),
          Map.entry(List.of("GENERATED", "ALWAYS"), SQL_2016),
          Map.entry(List.of("SYSTEM_VERSIONING"), SQL_2016),
          Map.entry(List.of("CREATE", "SECURITY", "POLICY"), SQL_2016),
          Map.entry(List.of("SP_SET_SESSION_CONTEXT"), SQL_2016),
          Map.entry(List.of("SP_EXECUTE_EXTERNAL_SCRIPT"), SQL_2016),
          Map.entry(List.of("USE", "HINT"), SQL_2016),
          Map.entry(List.of("AS", "NODE"), SQL_2017),
          Map.entry(List.of("AS", "EDGE"), SQL_2017),
          Map.entry(List.of("IGNORE", "NULLS"), SQL_2022),
          Map.entry(List.of("LEDGER"), SQL_2022),
          Map.entry(List.of("AT", "TIME", "ZONE"), SQL_2016),
          Map.entry(List.of("FOR", "SYSTEM_TIME"), SQL_2016),
          Map.entry(List.of("CREATE", "OR", "ALTER"), SQL_2016),
          Map.entry(List.of("IS", "DISTINCT", "FROM"), SQL_2022),
          Map.entry(List.of("IS", "NOT", "DISTINCT", "FROM"), SQL_2022));

  private static final Set<String> DROPPED =
      Set.of(
          "TABLE",
          "VIEW",
          "PROCEDURE",
          "PROC",
          "FUNCTION",
          "TRIGGER",
          "INDEX",
          "TYPE",
          "SCHEMA",
          "SYNONYM",
          "SEQUENCE",
          "USER",
          "ROLE",
          "COLUMN",
          "CONSTRAINT",
          "DATABASE");

  private LanguageFeatures() {}

  private static Map<String, SqlServerRelease> functions() {
    Map<String, SqlServerRelease> functions = new HashMap<>();
    add(
        functions,
        SQL_2012,
        "IIF CHOOSE CONCAT FORMAT TRY_CONVERT TRY_CAST TRY_PARSE PARSE EOMONTH DATEFROMPARTS"
            + " DATETIMEFROMPARTS DATETIME2FROMPARTS TIMEFROMPARTS DATETIMEOFFSETFROMPARTS LAG LEAD"
            + " SMALLDATETIMEFROMPARTS FIRST_VALUE LAST_VALUE PERCENT_RANK CUME_DIST"
            + " PERCENTILE_CONT PERCENTILE_DISC");
    add(
        functions,
        SQL_2016,
        "OPENJSON JSON_VALUE JSON_QUERY JSON_MODIFY ISJSON STRING_SPLIT STRING_ESCAPE COMPRESS"
            + " DECOMPRESS DATEDIFF_BIG SESSION_CONTEXT");
    add(functions, SQL_2017, "STRING_AGG CONCAT_WS TRIM TRANSLATE PREDICT");
    add(functions, SQL_2019, "APPROX_COUNT_DISTINCT SHORTEST_PATH");
    add(
        functions,
        SQL_2022,
        "GREATEST LEAST DATETRUNC DATE_BUCKET GENERATE_SERIES JSON_OBJECT JSON_ARRAY"
            + " JSON_PATH_EXISTS LEFT_SHIFT RIGHT_SHIFT BIT_COUNT GET_BIT SET_BIT"
            + " APPROX_PERCENTILE_CONT APPROX_PERCENTILE_DISC CURRENT_TIMEZONE"
            + " CURRENT_TIMEZONE_ID");
    return Map.copyOf(functions);
  }

  private static void add(
      Map<String, SqlServerRelease> functions, SqlServerRelease since, String names) {
    for (String name : List.of(names.split(" "))) {
      functions.put(name, since);
    }
  }

  /** What the text uses that the target does not know, with the release that brought it. */
  static Map<String, SqlServerRelease> missing(String text, SqlServerRelease target) {
    List<Token> words = TSqlTokens.of(text);
    Map<String, SqlServerRelease> found = new TreeMap<>();
    for (int i = 0; i < words.size(); i++) {
      if (words.get(i).kind() == TSqlTokens.Kind.WORD) {
        function(words, i, found);
        phrases(words, i, found);
        statements(words, i, found);
        collation(words.get(i), found);
      }
    }
    found.values().removeIf(since -> !target.isOlderThan(since));
    return found;
  }

  private static void function(List<Token> words, int at, Map<String, SqlServerRelease> found) {
    SqlServerRelease since = FUNCTIONS.get(words.get(at).text());
    boolean ofAnOwner = at > 0 && words.get(at - 1).symbol('.');
    if (since != null && !ofAnOwner && at + 1 < words.size() && words.get(at + 1).symbol('(')) {
      found.put(words.get(at).text(), since);
    }
  }

  private static void phrases(List<Token> words, int at, Map<String, SqlServerRelease> found) {
    PHRASES.forEach(
        (phrase, since) -> {
          if (follows(words, at, phrase)) {
            found.put(String.join(" ", phrase), since);
          }
        });
  }

  private static boolean follows(List<Token> words, int at, List<String> phrase) {
    for (int i = 0; i < phrase.size(); i++) {
      if (at + i >= words.size() || !words.get(at + i).is(phrase.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** A collation stands as a bare word behind COLLATE. */
  private static void collation(Token word, Map<String, SqlServerRelease> found) {
    if (word.text().endsWith("_UTF8")) {
      found.put(word.text(), SQL_2019);
    }
  }

  private static void statements(List<Token> words, int at, Map<String, SqlServerRelease> found) {
    Token word = words.get(at);
    if (word.is("THROW") && (at + 1 == words.size() || !words.get(at + 1).symbol('.'))) {
      found.put("THROW", SQL_2012);
    }
    if (word.is("OFFSET") && isPaging(words, at + 1)) {
      found.put("OFFSET ROWS", SQL_2012);
    }
    List<String> next = new ArrayList<>();
    for (int i = at + 1; i < Math.min(at + 4, words.size()); i++) {
      next.add(words.get(i).text());
    }
    if (word.is("DROP")
        && next.size() == 3
        && DROPPED.contains(next.get(0))
        && next.get(1).equals("IF")
        && next.get(2).equals("EXISTS")) {
      found.put("DROP IF EXISTS", SQL_2016);
    }
  }

  /** A number, a variable or an expression in parentheses, and then ROW or ROWS. */
  private static boolean isPaging(List<Token> words, int from) {
    int depth = 0;
    for (int i = from; i < words.size(); i++) {
      Token word = words.get(i);
      if (depth == 0 && i > from && (word.is("ROWS") || word.is("ROW"))) {
        return true;
      }
      depth += word.symbol('(') ? 1 : word.symbol(')') ? -1 : 0;
      if (depth == 0 && i > from && !word.symbol(')')) {
        return false;
      }
    }
    return false;
  }
}
