package io.umzug.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/coverage.md names every rule of docs/relocation.md, and no code that is not there. */
class CoverageTest {

  private static final Path ROOT = Path.of("..", "..");
  private static final Pattern RULE = Pattern.compile("\\b([REMBFU])([1-9][0-9]?)\\b");
  private static final Pattern RANGE =
      Pattern.compile("\\b([REMBFU])([1-9][0-9]?)–\\1([1-9][0-9]?)\\b");
  private static final Pattern QUOTED = Pattern.compile("`([^`]*)`");
  private static final Pattern NAME = Pattern.compile("([A-Z]\\w*)(?:\\.(\\w+))?");

  /** A row of a table: the rule, where it lives, its test. */
  private record Row(String rule, String where, String test) {}

  private static List<Row> rows;

  /** The texts of the sources, by class name; a name may be taken more than once. */
  private static Map<String, List<String>> main;

  private static Map<String, List<String>> tests;

  @BeforeAll
  static void read() throws IOException {
    rows = rows(Files.readAllLines(ROOT.resolve("docs").resolve("coverage.md")));
    main = new HashMap<>();
    tests = new HashMap<>();
    Files.walkFileTree(ROOT, new SourceVisitor());
  }

  private static List<Row> rows(List<String> lines) {
    List<Row> rows = new ArrayList<>();
    for (String line : lines) {
      String[] cells = line.split("\\|", -1);
      if (cells.length == 5 && RULE.matcher(cells[1].strip()).matches()) {
        rows.add(new Row(cells[1].strip(), cells[2].strip(), cells[3].strip()));
      }
    }
    return rows;
  }

  private static final class SourceVisitor extends SimpleFileVisitor<Path> {

    private static final Set<String> ELSEWHERE = Set.of("target", "node_modules", ".git");

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return ELSEWHERE.contains(folder.getFileName().toString())
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String name = file.getFileName().toString();
      if (name.endsWith(".java")) {
        boolean isTest = file.toString().replace('\\', '/').contains("/src/test/");
        (isTest ? tests : main)
            .computeIfAbsent(name.substring(0, name.length() - 5), _ -> new ArrayList<>())
            .add(Files.readString(file));
      }
      return FileVisitResult.CONTINUE;
    }
  }

  @Test
  void every_rule_of_the_facts_has_exactly_one_row() throws IOException {
    String facts = Files.readString(ROOT.resolve("docs").resolve("relocation.md"));
    Set<String> known = rules(facts);
    assertThat(known).contains("R1", "R36", "E7", "M6", "B7", "F6", "U3");
    assertThat(rows.stream().map(Row::rule)).containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void code_that_a_row_names_is_there() {
    assertThat(rows.stream().flatMap(row -> unknown(row.where(), main).stream())).isEmpty();
  }

  @Test
  void tests_that_a_row_names_are_there() {
    assertThat(rows.stream().flatMap(row -> unknown(row.test(), tests).stream())).isEmpty();
  }

  @Test
  void a_row_without_code_or_without_a_test_says_not_yet() {
    for (Row row : rows) {
      assertThat(row.where()).as(row.rule()).containsPattern("`|not yet");
      assertThat(row.test()).as(row.rule()).containsPattern("`|not yet");
    }
  }

  @Test
  void a_name_that_is_not_there_would_be_noticed() {
    assertThat(unknown("`Decider` and `Decider.decide`, `Report.RestartConfirmed`", main))
        .isEmpty();
    assertThat(unknown("`NoSuchClass`, `Decider.noSuchMember`, `not a name`, `DeciderTest`", main))
        .containsExactly("NoSuchClass", "Decider.noSuchMember", "not a name", "DeciderTest");
    assertThat(unknown("`DeciderTest.no_such_test`", tests))
        .containsExactly("DeciderTest.no_such_test");
  }

  /** The identifiers of a text, those inside of ranges such as {@code R1–R8} included. */
  private static Set<String> rules(String text) {
    Set<String> rules = new TreeSet<>();
    RULE.matcher(text).results().map(MatchResult::group).forEach(rules::add);
    RANGE
        .matcher(text)
        .results()
        .forEach(
            range -> {
              for (int n = Integer.parseInt(range.group(2));
                  n <= Integer.parseInt(range.group(3));
                  n++) {
                rules.add(range.group(1) + n);
              }
            });
    return rules;
  }

  /** The quoted names that no source has. */
  private static List<String> unknown(String cell, Map<String, List<String>> sources) {
    return QUOTED
        .matcher(cell)
        .results()
        .map(quoted -> quoted.group(1))
        .filter(quoted -> !isThere(quoted, sources))
        .toList();
  }

  private static boolean isThere(String quoted, Map<String, List<String>> sources) {
    var name = NAME.matcher(quoted);
    if (!name.matches()) {
      return false;
    }
    List<String> texts = sources.getOrDefault(name.group(1), List.of());
    String member = name.group(2);
    return member == null
        ? !texts.isEmpty()
        : texts.stream()
            .anyMatch(text -> Pattern.compile("\\b" + member + "\\b").matcher(text).find());
  }
}
