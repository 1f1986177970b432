package io.umzug.rehearsal.estate;

/**
 * What is remembered of a machine on which an XPhone server is or will be.
 *
 * @param version installed software, 4 to 9; {@link #NOT_INSTALLED} where there is none
 * @param account the service's log-on account (row 7)
 * @param applicationPool identity of the pool XPhoneConnectAnalytics (row 7a)
 * @param wizardCompleted whether the Web-Admin wizard was run through (R30)
 * @param win32ExitCode of the service's last end
 * @param serviceExitCode why the service ended by itself, one of {@link StartFailure}
 */
public record XPhoneHost(
    String name,
    int version,
    ServiceState service,
    String account,
    String applicationPool,
    boolean wizardCompleted,
    boolean switchedOff,
    int win32ExitCode,
    int serviceExitCode) {

  public static final int NOT_INSTALLED = 0;
  static final String LOCAL_SYSTEM = "LocalSystem";
  static final String POOL = "XPhoneConnectAnalytics";
  static final String OWN_POOL_IDENTITY = "IIS APPPOOL\\" + POOL;

  static XPhoneHost bare(String name) {
    return new XPhoneHost(
        name,
        NOT_INSTALLED,
        ServiceState.STOPPED,
        LOCAL_SYSTEM,
        OWN_POOL_IDENTITY,
        false,
        false,
        0,
        0);
  }

  /**
   * Under which name SQL Server knows a service's account: LocalSystem has one of its own there.
   */
  static String onSqlServer(String account) {
    return account.equals(LOCAL_SYSTEM) ? "NT AUTHORITY\\SYSTEM" : account;
  }

  public boolean installed() {
    return version != NOT_INSTALLED;
  }

  XPhoneHost withVersion(int to) {
    return new XPhoneHost(
        name,
        to,
        service,
        account,
        applicationPool,
        wizardCompleted,
        switchedOff,
        win32ExitCode,
        serviceExitCode);
  }

  XPhoneHost withService(ServiceState to, int win32, int specific) {
    return new XPhoneHost(
        name, version, to, account, applicationPool, wizardCompleted, switchedOff, win32, specific);
  }

  XPhoneHost withAccount(String to) {
    return new XPhoneHost(
        name,
        version,
        service,
        to,
        applicationPool,
        wizardCompleted,
        switchedOff,
        win32ExitCode,
        serviceExitCode);
  }

  XPhoneHost withApplicationPool(String to) {
    return new XPhoneHost(
        name,
        version,
        service,
        account,
        to,
        wizardCompleted,
        switchedOff,
        win32ExitCode,
        serviceExitCode);
  }

  XPhoneHost withWizardCompleted() {
    return new XPhoneHost(
        name,
        version,
        service,
        account,
        applicationPool,
        true,
        switchedOff,
        win32ExitCode,
        serviceExitCode);
  }

  XPhoneHost withSwitchedOff() {
    return new XPhoneHost(
        name,
        version,
        service,
        account,
        applicationPool,
        wizardCompleted,
        true,
        win32ExitCode,
        serviceExitCode);
  }
}
