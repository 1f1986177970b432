package io.umzug.infrastructure.cli;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.infrastructure.files.AtlasFileStore;
import io.umzug.infrastructure.filesystem.Local;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class AtlasCommandTest {
  private static final String ATLAS =
      """
      \uFEFF<?xml version="1.0" encoding="utf-16"?>
      <!-- Büro -->
      <Atlas>
        <Databases>
          <Db connection="Initial Catalog=XPDATA;Data Source=(local)\\XPCONNECT;Password=geheim"/>
          <Db connection="Initial Catalog=XPVDIR;Data Source=(local)\\XPCONNECT" useLogin="Sql"/>
          <Db connection=""/>
        </Databases>
      </Atlas>
      """
          .replace("\n", "\r\n");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writeFile() throws IOException {
    file = Files.writeString(folder.resolve("atlas.xml"), ATLAS, UTF_16LE);
  }

  @Test
  void show_lists_the_connections() {
    assertThat(run("show", file.toString())).isZero();
    assertThat(out.toString().lines())
        .containsExactly(
            "LINE  DATABASE  DATA SOURCE        USELOGIN",
            "5     XPDATA    (local)\\XPCONNECT  (none)",
            "6     XPVDIR    (local)\\XPCONNECT  Sql",
            "7     (none)    (none)             (none)");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void rewrite_shows_the_difference_and_exchanges_the_file() throws IOException {
    assertThat(
            run(
                "rewrite",
                file.toString(),
                "--to",
                "XPDATA=sqlserver\\SQL2016",
                "--to=xpvdir=host,1433",
                "--use-login",
                "Windows"))
        .isZero();
    assertThat(file)
        .usingCharset(UTF_16LE)
        .hasContent(
            ATLAS
                .replace(
                    "Data Source=(local)\\XPCONNECT;Password=geheim\"",
                    "Data Source=sqlserver\\SQL2016;Password=geheim\" useLogin=\"Windows\"")
                .replace(
                    "Data Source=(local)\\XPCONNECT\" useLogin=\"Sql\"",
                    "Data Source=host,1433\" useLogin=\"Windows\""));
    String copy = names().get(1);
    assertThat(copy).matches("atlas\\.xml\\.umzug-original-[0-9a-f]{12}");
    assertThat(folder.resolve(copy)).usingCharset(UTF_16LE).hasContent(ATLAS);
    assertThat(out.toString().lines())
        .containsExactly(
            "--- " + file,
            "+++ " + file + " (rewritten)",
            "@@ -2,8 +2,8 @@",
            " <!-- B\\u00fcro -->",
            " <Atlas>",
            "   <Databases>",
            "-    <Db connection=\"Initial Catalog=XPDATA;Data Source=(local)\\XPCONNECT;Password=***\"/>",
            "-    <Db connection=\"Initial Catalog=XPVDIR;Data Source=(local)\\XPCONNECT\" useLogin=\"Sql\"/>",
            "+    <Db connection=\"Initial Catalog=XPDATA;Data Source=sqlserver\\SQL2016;Password=***\" useLogin=\"Windows\"/>",
            "+    <Db connection=\"Initial Catalog=XPVDIR;Data Source=host,1433\" useLogin=\"Windows\"/>",
            "     <Db connection=\"\"/>",
            "   </Databases>",
            " </Atlas>",
            "Line 5, XPDATA: Data Source from (local)\\XPCONNECT to sqlserver\\SQL2016",
            "Line 5, XPDATA: useLogin from (none) to Windows",
            "Line 6, XPVDIR: Data Source from (local)\\XPCONNECT to host,1433",
            "Line 6, XPVDIR: useLogin from Sql to Windows",
            "Rewritten: %s. The original is kept as %s"
                .formatted(file, folder.resolve(copy).toRealPath()));
  }

  @Test
  void a_second_run_changes_nothing_and_says_so() throws IOException {
    assertThat(run("rewrite", file.toString(), "--to", "XPDATA=a")).isZero();
    List<String> names = names();
    Object before = Files.readAttributes(file, "lastModifiedTime,fileKey,size");
    assertThat(run("rewrite", file.toString(), "--to", "XPDATA=a")).isEqualTo(3);
    assertThat(out.toString()).contains("Unchanged: " + file).contains("R29");
    assertThat(names()).isEqualTo(names);
    assertThat(Files.readAttributes(file, "lastModifiedTime,fileKey,size")).isEqualTo(before);
  }

  @Test
  void a_dry_run_writes_nothing() throws IOException {
    assertThat(run("rewrite", "--dry-run", file.toString(), "--to", "XPDATA=a")).isZero();
    assertThat(out.toString()).contains("+    <Db").contains("Nothing was written");
    assertThat(file).usingCharset(UTF_16LE).hasContent(ATLAS);
    assertThat(names()).containsExactly("atlas.xml");
  }

  @Test
  void a_refusal_names_file_line_reason_and_rule_and_leaves_the_file() throws IOException {
    assertThat(run("rewrite", file.toString(), "--to", "XPDATA=a", "--to", "XPSTATS=b"))
        .isEqualTo(4);
    assertThat(err.toString().strip())
        .isEqualTo(
            ("Refused: %s, line 4, column 3: No connection below <Databases> names the database"
                    + " XPSTATS. It has: XPDATA, XPVDIR. (rule R29)")
                .formatted(file));
    assertThat(out.toString()).isEmpty();
    assertThat(file).usingCharset(UTF_16LE).hasContent(ATLAS);
    assertThat(names()).containsExactly("atlas.xml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"show", "rewrite"})
  void a_file_that_is_not_understood_or_not_there_is_refused(String command) throws IOException {
    Files.writeString(file, "<Atlas>\n");
    String[] more = command.equals("show") ? new String[0] : new String[] {"--to", "XPDATA=a"};
    assertThat(run(concat(more, command, file.toString()))).isEqualTo(4);
    assertThat(err.toString()).contains(file + ", line 2, column 1: The file ends inside <Atlas>");
    Files.delete(file);
    assertThat(run(concat(more, command, file.toString()))).isEqualTo(4);
    assertThat(err.toString()).contains("There is no such file.").contains("U2");
  }

  @Test
  void wrong_usage_is_told_from_a_refusal() {
    for (List<String> arguments :
        List.of(
            List.<String>of(),
            List.of("rewrite"),
            List.of("rewrite", "FILE"),
            List.of("rewrite", "FILE", "--to", "XPDATA"),
            List.of("rewrite", "FILE", "--to", "XPDATA="),
            List.of("rewrite", "FILE", "--to", "=a"),
            List.of("rewrite", "FILE", "--to", "XPDATA=a", "--to", "xpdata=b"),
            List.of("rewrite", "FILE", "--to", "XPDATA=a", "--use-login", "Sql"),
            List.of("show"))) {
      assertThat(run(arguments.toArray(String[]::new))).as("%s", arguments).isEqualTo(2);
    }
    assertThat(err.toString())
        .contains("--to names the database xpdata twice")
        .contains("only Windows is known (R29)");
  }

  @Test
  void help_documents_the_exit_codes() {
    assertThat(run("rewrite", "--help")).isZero();
    assertThat(out.toString())
        .contains("Exit codes:")
        .contains("3", "unchanged:")
        .contains("4", "refused:")
        .contains("(F4)");
  }

  private int run(String... arguments) {
    return new CommandLine(new AtlasCommand(new AtlasFileStore(Local.FILES)))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  private static String[] concat(String[] more, String... first) {
    return Stream.concat(Stream.of(first), Stream.of(more)).toArray(String[]::new);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }
}
