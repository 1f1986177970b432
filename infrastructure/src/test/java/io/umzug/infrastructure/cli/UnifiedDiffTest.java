package io.umzug.infrastructure.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnifiedDiffTest {

  @Test
  void equal_texts_have_no_difference() {
    assertThat(UnifiedDiff.of("f", "a\nb\n", "a\nb\n")).isEmpty();
  }

  @Test
  void changes_far_apart_stand_in_hunks_of_their_own() {
    String before = "a\n1\n2\n3\n4\n5\n6\n7\nb\n";
    assertThat(UnifiedDiff.of("f", before, before.replace("a", "A").replace("b", "B")))
        .containsExactly(
            "--- f",
            "+++ f (rewritten)",
            "@@ -1,4 +1,4 @@",
            "-a",
            "+A",
            " 1",
            " 2",
            " 3",
            "@@ -6,4 +6,4 @@",
            " 5",
            " 6",
            " 7",
            "-b",
            "+B");
  }

  @Test
  void changes_near_each_other_share_a_hunk() {
    String before = "a\n1\n2\n3\n4\n5\n6\nb\n";
    assertThat(UnifiedDiff.of("f", before, before.replace("a", "A").replace("b", "B")))
        .containsExactly(
            "--- f",
            "+++ f (rewritten)",
            "@@ -1,8 +1,8 @@",
            "-a",
            "+A",
            " 1",
            " 2",
            " 3",
            " 4",
            " 5",
            " 6",
            "-b",
            "+B");
  }

  @Test
  void texts_of_different_length_differ_from_the_first_to_the_last_difference() {
    assertThat(UnifiedDiff.of("f", "1\n2\nx\ny\n3\n4\n5\n6\n", "1\n2\nz\n3\n4\n5\n6\n"))
        .containsExactly(
            "--- f",
            "+++ f (rewritten)",
            "@@ -1,7 +1,6 @@",
            " 1",
            " 2",
            "-x",
            "-y",
            "+z",
            " 3",
            " 4",
            " 5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Password=geheim",
        "pwd = geheim;x=y",
        "PASSWORD='ge;heim';x=y",
        "Password=\"a\"\"geheim\"",
        "Password=&quot;ge;heim&quot;;x=y",
        "Password=&#34;ge;heim&#x22;",
        "Password=a&amp;geheim;x",
        "password=\"geheim\"",
        "Password='a\ngeheim'"
      })
  void passwords_are_hidden_whatever_their_quotes(String text) {
    assertThat(PasswordMask.hide("<!-- " + text + " -->"))
        .doesNotContain("heim")
        .contains("***")
        .hasLineCount(text.contains("\n") ? 2 : 1);
  }
}
