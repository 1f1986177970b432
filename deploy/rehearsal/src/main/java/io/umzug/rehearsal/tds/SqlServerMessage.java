package io.umzug.rehearsal.tds;

/**
 * What an INFO (severity up to 10) or ERROR token (above) says.
 *
 * @param number such as 3201
 * @param severity "class" in the token
 * @param server the instance's name
 * @param procedure empty where there is none
 */
public record SqlServerMessage(
    int number, int severity, int state, String text, String server, String procedure, int line) {

  public boolean isError() {
    return severity > 10;
  }
}
