package io.umzug.infrastructure.sqlserver.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.application.script.ScriptOptions;
import io.umzug.application.script.ScriptSurvey;
import io.umzug.domain.schema.ObjectName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever tables and files are called: no crash, and no file but where one is wanted. */
class FileNamesPropertyTest {

  private static final List<String> PIECES =
      List.of(
          "..",
          ".",
          "/",
          "\\",
          "..\\..\\",
          "../../",
          "C:",
          "CON",
          "NUL.sql",
          "aux",
          "$(x)",
          "$(",
          "'",
          "''",
          "\"",
          "]",
          "[",
          "]]",
          "`",
          "|",
          "<",
          ">",
          "*",
          "?",
          ":",
          ":r ",
          "\n",
          "\r\n",
          "\t",
          "\0",
          " ",
          "-rf",
          "~",
          "%00",
          "%2e%2e",
          "größe",
          "日本",
          "\ud83d\ude00",
          "\ud842",
          "\udfb7",
          "\u202e",
          "\uFEFF",
          "a".repeat(128),
          "GO",
          "--",
          "/*",
          "*/",
          "file:///etc");

  private final Random random = new Random(5);

  private String odd() {
    StringBuilder name = new StringBuilder();
    for (int i = random.nextInt(6); i >= 0; i--) {
      name.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return name.toString();
  }

  @Test
  void every_tables_file_lies_in_the_folder_under_a_name_that_windows_takes(@TempDir Path folder)
      throws Exception {
    Path within = Files.createDirectory(folder.resolve("export"));
    for (int number = 1; number <= 3000; number++) {
      String file = ExportFolder.stem(number, new ObjectName(odd(), odd())) + ".9999.sql.umzug-new";
      assertThat(Path.of(file).getNameCount()).as(file).isEqualTo(1);
      assertThat(file).matches("[0-9]{5}-[^<>:\"/\\\\|?*\\p{Cntrl}]*");
      assertThat(file.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(255);
      if (number % 30 == 0) {
        Files.createFile(within.resolve(file));
      }
    }
    try (Stream<Path> outside = Files.list(folder);
        Stream<Path> inside = Files.list(within)) {
      assertThat(outside).containsExactly(within);
      assertThat(inside).hasSize(100);
    }
  }

  @Test
  void a_script_that_includes_whatever_is_refused_with_its_place(@TempDir Path folder)
      throws Exception {
    Path script = folder.resolve("script.sql");
    List<String> taken = new ArrayList<>();
    for (int i = 0; i < 1500; i++) {
      String wanted = odd().replaceAll("[\r\n]", "_");
      String named = i % 2 == 0 ? wanted : "\"" + wanted + "\"";
      Files.write(
          script, ("SELECT 1\nGO\n:r " + named + "\nGO\n").getBytes(StandardCharsets.UTF_8));
      ScriptSurvey survey = new FileScriptChecks().check(script, ScriptOptions.usual(), _ -> {});
      if (survey.refusal() == null) {
        taken.add(wanted);
      } else {
        assertThat(survey.refusal().place().line()).as(wanted).isEqualTo(3);
      }
    }
    assertThat(taken).isEmpty();
  }
}
