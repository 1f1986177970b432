package io.umzug.domain.diagnosis;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Why Windows' service control manager does not do what it was asked for: system error codes as
 * Microsoft publishes them.
 */
public enum ServiceCode {
  FILE_NOT_FOUND(
      2,
      "Windows does not find the service's program, or a file that it needs.",
      List.of("R24"),
      "See whether the software is installed completely, and whether something of it was moved."),
  PATH_NOT_FOUND(
      3,
      "Windows does not find the folder of the service's program.",
      List.of("R24"),
      "See whether the software is installed completely, and whether something of it was moved."),
  ACCESS_DENIED(
      5,
      "Access was denied: to the service for who asked, or to its files for its own account.",
      List.of("R27", "U2"),
      "Let Umzug work under an account that may control services on that machine, and let the"
          + " service's account read its folder."),
  BAD_PROGRAM(
      193,
      "The service's program is no valid one for this Windows.",
      List.of("R24"),
      "Install the software anew."),
  LOGON_FAILURE(
      1326,
      "The account's name or password is wrong.",
      List.of("R27"),
      "Enter account and password of the service anew in the Server Manager."),
  LOGON_TYPE_NOT_GRANTED(
      1385,
      "The account may not log on as a service on this machine.",
      List.of("R27"),
      "Give it the right 'Log on as a service', or enter it anew in the Server Manager."),
  REQUEST_TIMEOUT(
      1053,
      "The service's program has not told Windows in time that it starts.",
      List.of("R24", "R25"),
      "Look into the service's log and the event log: usually something that it needs is missing or"
          + " very slow."),
  DATABASE_LOCKED(
      1055,
      "The service control manager is busy with another start or change.",
      List.of(),
      "Wait until no other service is starting."),
  ALREADY_RUNNING(
      1056,
      "The service runs already, or is just starting.",
      List.of(),
      "Wait until it has come to rest."),
  INVALID_ACCOUNT(
      1057,
      "The service's account does not exist, or its password is wrong.",
      List.of("R27"),
      "Enter account and password of the service anew in the Server Manager."),
  DISABLED(
      1058,
      "The service is disabled, or no device that it needs is enabled.",
      List.of("F4"),
      "Set its start type to manual or automatic in services.msc."),
  NO_SUCH_SERVICE(
      1060,
      "Windows knows no service of this name.",
      List.of("U2"),
      "Take the service's name as services.msc shows it in its properties, not the display name."),
  CANNOT_ACCEPT(
      1061,
      "The service takes no orders just now: usually it is starting or stopping.",
      List.of("F4"),
      "Wait until it has come to rest."),
  NOT_RUNNING(1062, "The service has not been started.", List.of("F4"), "Nothing has to be done."),
  NO_CONNECTION(
      1063,
      "The service's program has not connected to the service control manager.",
      List.of("R24"),
      "See in services.msc whether the service starts the right program."),
  EXCEPTION(
      1064,
      "The service broke off with an exception.",
      List.of("R24", "R25"),
      "Look into the service's log and the event log."),
  SERVICE_SPECIFIC(
      1066,
      "The service itself ended with an error code of its own, whose meaning only the vendor knows.",
      List.of("R25", "R31"),
      "Look into the service's log: it says what the number means."),
  ABORTED(
      1067,
      "The service's process ended unexpectedly.",
      List.of("R25", "R31"),
      "Look into the service's log and the event log: usually its account lacks rights on a"
          + " database, or atlas.xml names a server that does not answer."),
  DEPENDENCY_FAILED(
      1068,
      "Another service or a group that this one needs did not start.",
      List.of("R24"),
      "See its dependencies in services.msc, and start them first."),
  LOGON_FAILED(
      1069,
      "Windows could not log the service's account on: its password is wrong or has expired, it is"
          + " locked, or it may not log on as a service.",
      List.of("R27", "R25"),
      "Enter account and password anew in the Server Manager, while the SQL Servers of atlas.xml"
          + " are reachable."),
  HANGS(
      1070,
      "The service hung while it started.",
      List.of("R24", "R25"),
      "Look into the service's log; then end its process and start it again."),
  MARKED_FOR_DELETION(
      1072,
      "The service has been marked for deletion.",
      List.of("R24"),
      "Close services.msc everywhere, or restart the machine; then install the software anew."),
  DEPENDENCY_MISSING(
      1075,
      "A service that this one needs does not exist, or is marked for deletion.",
      List.of("R24"),
      "See its dependencies in services.msc."),
  DIFFERENT_ACCOUNT(
      1079,
      "Its account is another than that of the other services in its process.",
      List.of("R27"),
      "Give it the same account."),
  SHUTTING_DOWN(1115, "The machine is shutting down.", List.of(), "Wait until it is up again."),
  RPC_UNAVAILABLE(
      1722,
      "The service control manager of that machine does not answer over the network.",
      List.of("U2"),
      "See whether the machine is up, its name right and its firewall open for remote service"
          + " control; or reach it by SSH with an entry of 'hosts'.");

  private final int number;
  private final String sentence;
  private final List<String> rules;
  private final String remedy;

  ServiceCode(int number, String sentence, List<String> rules, String remedy) {
    this.number = number;
    this.sentence = sentence;
    this.rules = rules;
    this.remedy = remedy;
  }

  /** Empty for success, and for what is not known here. */
  public static Optional<ServiceCode> of(int number) {
    return Arrays.stream(values()).filter(code -> code.number == number).findFirst();
  }

  public int number() {
    return number;
  }

  public String sentence() {
    return sentence;
  }

  /** Identifiers such as {@code R27}, maybe none. */
  public List<String> rules() {
    return rules;
  }

  public String remedy() {
    return remedy;
  }
}
