package io.umzug.domain.schema;

import static io.umzug.domain.route.SqlServerRelease.SQL_2012;
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
          Map.entry(List.of("FOR", "JSON"), SQL_2016),
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
            + " FIRST_VALUE LAST_VALUE PERCENT_RANK CUME_DIST PERCENTILE_CONT PERCENTILE_DISC");
    add(
        functions,
        SQL_2016,
        "OPENJSON JSON_VALUE JSON_QUERY JSON_MODIFY ISJSON STRING_SPLIT STRING_ESCAPE COMPRESS"
            + " DECOMPRESS DATEDIFF_BIG SESSION_CONTEXT");
    add(functions, SQL_2017, "STRING_AGG CONCAT_WS TRIM TRANSLATE");
    add(functions, SQL_2019, "APPROX_COUNT_DISTINCT");
    add(
        functions,
        SQL_2022,
        "GREATEST LEAST DATETRUNC DATE_BUCKET GENERATE_SERIES JSON_OBJECT JSON_ARRAY"
            + " JSON_PATH_EXISTS LEFT_SHIFT RIGHT_SHIFT BIT_COUNT GET_BIT SET_BIT"
            + " APPROX_PERCENTILE_CONT APPROX_PERCENTILE_DISC");
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

  private static void statements(List<Token> words, int at, Map<String, SqlServerRelease> found) {
    Token word = words.get(at);
    if (word.is("THROW") && (at + 1 == words.size() || !words.get(at + 1).symbol('.'))) {
      found.put("THROW", SQL_2012);
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
}
