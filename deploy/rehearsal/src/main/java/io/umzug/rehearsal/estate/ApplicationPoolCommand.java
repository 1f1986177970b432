package io.umzug.rehearsal.estate;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Stands in for IIS' appcmd.exe against a running estate: {@code DIR HOST list apppool NAME
 * /text:processModel.identityType|userName}. Exit codes: 0, or 1 where there is no such pool.
 */
public final class ApplicationPoolCommand {

  private static final String PROPERTY = "/text:processModel.";

  private ApplicationPoolCommand() {}

  public static void main(String[] arguments) {
    int code = run(List.of(arguments), System.out);
    System.out.flush();
    System.exit(code);
  }

  static int run(List<String> arguments, PrintStream out) {
    boolean understood =
        arguments.size() == 6
            && arguments.subList(2, 4).equals(List.of("list", "apppool"))
            && arguments.get(5).startsWith(PROPERTY);
    if (!understood) {
      out.print("REHEARSAL: stands in for appcmd.exe, and knows only: list apppool NAME\r\n");
      return 1;
    }
    try {
      Map<String, String> answer =
          new ControlQuestion(Path.of(arguments.get(0)))
              .ask("pools", arguments.get(1), arguments.get(4), "show");
      String account = answer.getOrDefault("account", "");
      if (!"0".equals(answer.get("code"))) {
        return 1;
      }
      boolean own = account.equals(XPhoneHost.OWN_POOL_IDENTITY);
      out.print(
          switch (arguments.get(5).substring(PROPERTY.length())) {
                case "identityType" -> own ? "ApplicationPoolIdentity" : "SpecificUser";
                case "userName" -> own ? "" : account;
                default -> "";
              }
              + "\r\n");
      return 0;
    } catch (IOException e) {
      out.print("ERROR ( message:%s )\r\n".formatted(e.getMessage()));
      return 1;
    }
  }
}
