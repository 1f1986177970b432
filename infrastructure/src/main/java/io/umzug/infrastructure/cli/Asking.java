package io.umzug.infrastructure.cli;

import io.umzug.infrastructure.cli.UmzugCommand.JsonOption;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that puts one question or instruction to the service, and prints its answer. */
abstract class Asking implements Callable<Integer> {

  @Mixin private ServiceOptions service = new ServiceOptions();
  @Mixin private JsonOption json = new JsonOption();
  @Spec private @Nullable CommandSpec spec;
  private final Screen screen;

  Asking(Screen screen) {
    this.screen = screen;
  }

  int post(String path, Map<String, Object> body) {
    return say(service.client().post(path + screen.query(), body, json.form()).body());
  }

  int send(String path, String parameters, Path file) {
    return say(service.client().send(path + screen.query() + parameters, file, json.form()).body());
  }

  int get(String path, String parameter) {
    return say(service.client().get(path + screen.query() + parameter, json.form()).body());
  }

  Screen screen() {
    return screen;
  }

  boolean wantsJson() {
    return json.wanted();
  }

  PrintWriter out() {
    return UmzugCommand.commandLine(spec).getOut();
  }

  private int say(String answer) {
    PrintWriter out = out();
    out.println(answer.stripTrailing());
    out.flush();
    return ExitCode.DONE.code();
  }
}
