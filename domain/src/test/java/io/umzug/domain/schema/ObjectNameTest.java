package io.umzug.domain.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectNameTest {

  @Test
  void no_two_objects_read_the_same() {
    assertThat(new ObjectName("dbo", "Team Members $x").toString())
        .isEqualTo("dbo.Team Members $x");
    assertThat(new ObjectName("a.b", "c").toString()).isEqualTo("[a.b].[c]");
    assertThat(new ObjectName("a", "b.c").toString()).isEqualTo("[a].[b.c]");
    assertThat(new ObjectName("[a]", "b").toString()).isEqualTo("[[a]]].[b]");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "dbo.x, dbo.x",
        "[dbo].[x], dbo.x",
        "\"dbo\".x, dbo.x",
        "a.[b.c], [a].[b.c]",
        "[a.b].c, [a.b].[c]",
        "[[a]]].b, [[a]]].[b]",
        "\"a\"\"b\".c, [a\"b].[c]",
        "[user], user",
        "DOMAIN\\me, DOMAIN\\me",
        "a.b.c, a.b.c",
        "[a.b, [a.b",
        "[a]x.b, [a]x.b"
      })
  void a_name_is_typed_either_way(String typed, String written) {
    assertThat(ObjectName.written(typed)).isEqualTo(written);
  }

  @Test
  void what_is_written_is_read_again() {
    ObjectName odd = new ObjectName("a]\".", "[b");
    assertThat(ObjectName.parse(odd.toString())).contains(odd);
    assertThat(ObjectName.parse("b")).isEmpty();
  }
}
