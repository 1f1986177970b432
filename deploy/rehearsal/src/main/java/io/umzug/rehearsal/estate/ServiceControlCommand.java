package io.umzug.rehearsal.estate;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Stands in for Windows' sc.exe against a running estate: {@code DIR HOST
 * query|queryex|qc|start|stop NAME}, with sc's own output. DIR and HOST can also come as the system
 * properties {@code umzug.estate} and {@code umzug.host}.
 *
 * <p>Exit codes: 0, or the Win32 error's lowest eight bits (1056 gives 32, 1060 gives 36, 1061
 * gives 37, 1062 gives 38, 1722 gives 186), for POSIX keeps no more; the text bears the whole
 * number. Uses nothing but the JDK's base, so that it starts fast.
 */
public final class ServiceControlCommand {

  private static final int RPC_SERVER_UNAVAILABLE = 1722;
  private static final int INVALID_COMMAND_LINE = 1639;

  private static final Map<Integer, String> TEXTS =
      Map.of(
          1056,
          "An instance of the service is already running.",
          1060,
          "The specified service does not exist as an installed service.",
          1061,
          "The service cannot accept control messages at this time.",
          1062,
          "The service has not been started.",
          RPC_SERVER_UNAVAILABLE,
          "The RPC server is unavailable.");

  private final Path estate;
  private final String host;
  private final PrintStream out;

  private ServiceControlCommand(Path estate, String host, PrintStream out) {
    this.estate = estate;
    this.host = host;
    this.out = out;
  }

  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.out));
  }

  static int run(List<String> arguments, PrintStream out) {
    List<String> rest = arguments;
    String estate = System.getProperty("umzug.estate", "");
    String host = System.getProperty("umzug.host", "");
    if (estate.isEmpty() && rest.size() >= 2) {
      estate = rest.get(0);
      host = rest.get(1);
      rest = rest.subList(2, rest.size());
    }
    ServiceControlCommand command = new ServiceControlCommand(Path.of(estate), host, out);
    int code =
        rest.size() == 2
            ? command.execute(rest.get(0).toLowerCase(Locale.ROOT), rest.get(1))
            : command.usage();
    out.flush();
    return code == 0 ? 0 : Math.max(1, code & 0xFF);
  }

  private int execute(String verb, String service) {
    if (!Arrays.asList("query", "queryex", "qc", "start", "stop").contains(verb)) {
      return usage();
    }
    Map<String, String> answer;
    try {
      answer = ask(verb, service);
    } catch (IOException e) {
      return failed("OpenSCManager", RPC_SERVER_UNAVAILABLE);
    }
    int code = Integer.parseInt(answer.getOrDefault("code", "0"));
    switch (verb) {
      case "qc" -> {
        return code == 0 ? configuration(service, answer) : failed("OpenService", code);
      }
      case "start" -> {
        return code == 0
            ? status(service, answer, true)
            : failed(code == 1060 ? "StartService: OpenService" : "StartService", code);
      }
      case "stop" -> {
        return code == 0
            ? status(service, answer, false)
            : failed(code == 1060 ? "OpenService" : "ControlService", code);
      }
      default -> {
        return code == 0
            ? status(service, answer, verb.equals("queryex"))
            : failed("EnumQueryServicesStatus:OpenService", code);
      }
    }
  }

  private Map<String, String> ask(String verb, String service) throws IOException {
    return new ControlQuestion(estate).ask("services", host, service, verb);
  }

  private int status(String service, Map<String, String> answer, boolean extended) {
    String state = answer.getOrDefault("state", "");
    int win32 = Integer.parseInt(answer.getOrDefault("win32ExitCode", "0"));
    int specific = Integer.parseInt(answer.getOrDefault("serviceExitCode", "0"));
    boolean running = state.equals("RUNNING");
    boolean pending = state.endsWith("_PENDING");
    print("");
    print("SERVICE_NAME: %s ", service);
    print("        TYPE               : 10  WIN32_OWN_PROCESS  ");
    print("        STATE              : %s  %s ", answer.getOrDefault("number", "0"), state);
    print(
        "                                (%s, NOT_PAUSABLE, %s)",
        running ? "STOPPABLE" : "NOT_STOPPABLE", running ? "ACCEPTS_SHUTDOWN" : "IGNORES_SHUTDOWN");
    print("        WIN32_EXIT_CODE    : %d  (0x%x)", win32, win32);
    print("        SERVICE_EXIT_CODE  : %d  (0x%x)", specific, specific);
    print("        CHECKPOINT         : 0x0");
    print("        WAIT_HINT          : 0x%x", pending ? 2000 : 0);
    if (extended) {
      print("        PID                : %s", state.equals("STOPPED") ? "0" : "4711");
      print("        FLAGS              : ");
    }
    return 0;
  }

  private int configuration(String service, Map<String, String> answer) {
    print("[SC] QueryServiceConfig SUCCESS");
    print("");
    print("SERVICE_NAME: %s", service);
    print("        TYPE               : 10  WIN32_OWN_PROCESS ");
    print("        START_TYPE         : 2   AUTO_START");
    print("        ERROR_CONTROL      : 1   NORMAL");
    print(
        "        BINARY_PATH_NAME   : \"C:\\Program Files\\C4B\\XPhone Connect Server\\atlasservice.exe\"");
    print("        LOAD_ORDER_GROUP   : ");
    print("        TAG                : 0");
    print("        DISPLAY_NAME       : REHEARSAL stand-in for XPhone Connect Server");
    print("        DEPENDENCIES       : ");
    print("        SERVICE_START_NAME : %s", answer.getOrDefault("account", ""));
    return 0;
  }

  private int failed(String call, int code) {
    print("[SC] %s FAILED %d:", call, code);
    print("");
    print("%s", TEXTS.getOrDefault(code, "Win32 error " + code));
    print("");
    return code;
  }

  private int usage() {
    print("REHEARSAL: stands in for sc.exe.");
    print("USAGE: <estate folder> <host> query|queryex|qc|start|stop <service name>");
    return INVALID_COMMAND_LINE;
  }

  private void print(String line, Object... values) {
    out.print(line.formatted(values) + "\r\n");
  }
}
