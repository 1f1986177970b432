package io.umzug.infrastructure.estate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

class ConfigurationMistakesTest {

  private static final Path EXAMPLE = Path.of("..", "docs", "umzug-example.yaml");

  private static Environment environment(String yaml) throws IOException {
    StandardEnvironment environment = new StandardEnvironment();
    new YamlPropertySourceLoader()
        .load("umzug.yaml", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
        .forEach(environment.getPropertySources()::addFirst);
    return environment;
  }

  private static String mistakes(String yaml) throws IOException {
    Environment environment = environment(yaml);
    return String.valueOf(
        catchThrowable(() -> ConfigurationMistakes.refuse(environment)).getMessage());
  }

  private static String example() throws IOException {
    return Files.readString(EXAMPLE);
  }

  @Test
  void the_documented_example_is_a_whole_estate() throws IOException {
    Environment environment = environment(example());
    assertThatCode(() -> ConfigurationMistakes.refuse(environment)).doesNotThrowAnyException();
    EstateSettings settings = Binder.get(environment).bind("umzug", EstateSettings.class).get();
    assertThat(new ConfiguredEstates(settings).named("production").databases()).hasSize(4);
    assertThat(settings.rehearsal()).isFalse();
  }

  @Test
  void no_estate_at_all_is_no_mistake() throws IOException {
    Environment environment = environment("umzug:\n  node: local\n");
    assertThatCode(() -> ConfigurationMistakes.refuse(environment)).doesNotThrowAnyException();
  }

  @Test
  void a_misspelt_setting_is_named_with_its_line_and_so_is_the_one_that_is_missing()
      throws IOException {
    assertThat(mistakes(example().replace("backup-folder:", "backup-folderr:")))
        .matches(
            "unknown setting umzug.estates\\[0].backup-folderr \\(line \\d+\\); "
                + "umzug.estates\\[0].backup-folder is missing\\.");
  }

  @Test
  void what_is_missing_deep_inside_is_named_with_its_place() throws IOException {
    assertThat(mistakes(example().replace("service-name:", "service-nam:")))
        .contains(
            "unknown setting umzug.estates[0].xphone.service-nam",
            "umzug.estates[0].xphone.service-name is missing");
  }

  @Test
  void a_database_at_a_server_that_nobody_described_is_named() throws IOException {
    assertThat(mistakes(example().replace("target: 'SQLNEW\\SQL2019'", "target: 'NOPE'")))
        .contains("target of database XPDATA is 'NOPE', which sql-servers does not name");
  }

  @Test
  void a_value_that_cannot_be_is_named_with_its_line_and_what_could_be() throws IOException {
    assertThat(mistakes(example().replace("source-version: V8", "source-version: V10")))
        .matches(
            "umzug.estates\\[0].source-version cannot be 'V10' \\(line \\d+\\); "
                + "it is one of V4, V5, V6, V7, V8, V9\\.");
  }
}
