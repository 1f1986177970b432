package io.umzug.rehearsal.estate;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands in for Windows PowerShell against a running estate: {@code DIR HOST … -EncodedCommand
 * BASE64}. Of the whole language it knows one sentence, that which gives an application pool an
 * account, and wants the account's password as a line of base64 on its standard input.
 */
public final class PowerShellCommand {

  private static final Pattern SET_POOL =
      Pattern.compile(
          "Set-ItemProperty 'IIS:\\\\AppPools\\\\((?:[^']|'')+)' -Name processModel -Value"
              + " @\\{userName='((?:[^']|'')+)';password=\\$secret;identitytype=3}");

  private PowerShellCommand() {}

  public static void main(String[] arguments) throws IOException {
    int code = run(List.of(arguments), System.in, System.out);
    System.out.flush();
    System.exit(code);
  }

  static int run(List<String> arguments, InputStream in, PrintStream out) throws IOException {
    byte[] script = Base64.getDecoder().decode(arguments.getLast());
    Matcher wanted = SET_POOL.matcher(new String(script, StandardCharsets.UTF_16LE));
    if (!arguments.contains("-EncodedCommand") || !wanted.find()) {
      out.print("REHEARSAL: stands in for PowerShell, and knows only how a pool is set.\r\n");
      return 1;
    }
    String secret = new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
    if (Base64.getDecoder().decode(secret).length == 0) {
      out.print("The account needs a password.\r\n");
      return 1;
    }
    String pool = wanted.group(1).replace("''", "'");
    String account = wanted.group(2).replace("''", "'");
    Map<String, String> answer =
        new ControlQuestion(Path.of(arguments.get(0)))
            .ask(
                "?account=" + ControlQuestion.encoded(account),
                new String[] {"pools", arguments.get(1), pool, "set"});
    if ("0".equals(answer.get("code"))) {
      return 0;
    }
    out.print("There is no application pool %s.\r\n".formatted(pool));
    return 1;
  }
}
