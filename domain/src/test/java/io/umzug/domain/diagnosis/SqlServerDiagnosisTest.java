package io.umzug.domain.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlServerDiagnosisTest {

  private static final String SERVER = "SQLNEW\\SQL2019";
  private static final String FILE = "\\\\SQLNEW\\XPhoneBackup\\XPDATA.bak";
  private static final String ACCOUNT = "NT Service\\MSSQL$SQL2019";

  private static SqlServerError error(int number, String text) {
    return new SqlServerError(number, 16, 1, text);
  }

  private static SqlServerError device(String os) {
    return error(3201, "Cannot open backup device '" + FILE + "'. Operating system error " + os);
  }

  private static final SqlServerError TERMINATING =
      error(3013, "BACKUP DATABASE is terminating abnormally.");

  private static SqlServerTrouble trouble(List<String> accounts, SqlServerError... errors) {
    return new SqlServerTrouble(
        SERVER, "backup of XPDATA", List.of(errors), "the driver's words", accounts, FILE);
  }

  private static Diagnosis diagnosis(SqlServerError... errors) {
    return SqlServerDiagnosis.of(trouble(List.of(ACCOUNT), errors));
  }

  @Test
  void error_5_names_the_account_its_name_on_the_network_and_the_share() {
    Diagnosis diagnosis = diagnosis(device("5(Access is denied.)."), TERMINATING);

    assertThat(diagnosis.rules()).containsExactly("B3", "B7");
    assertThat(diagnosis.cause())
        .isEqualTo(
            "During backup of XPDATA, SQL Server SQLNEW\\SQL2019 was denied access to"
                + " '\\\\SQLNEW\\XPhoneBackup\\XPDATA.bak' (operating system error 5). The right is"
                + " missing for NT Service\\MSSQL$SQL2019 (over the network it appears as"
                + " DOMAIN\\SQLNEW$).");
    assertThat(diagnosis.remedy())
        .startsWith(
            "Give NT Service\\MSSQL$SQL2019 (over the network it appears as DOMAIN\\SQLNEW$) full"
                + " rights on \\\\SQLNEW\\XPhoneBackup, ");
    assertThat(diagnosis.exactText())
        .isEqualTo(
            "Msg 3201, Level 16, State 1: Cannot open backup device"
                + " '\\\\SQLNEW\\XPhoneBackup\\XPDATA.bak'. Operating system error 5(Access is"
                + " denied.).\n"
                + "Msg 3013, Level 16, State 1: BACKUP DATABASE is terminating abnormally.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NT Service\\MSSQLSERVER",
        "nt authority\\NETWORK SERVICE",
        "NT-AUTORITÄT\\Netzwerkdienst",
        "LocalSystem"
      })
  void accounts_without_a_password_appear_as_the_machine(String account) {
    assertThat(
            SqlServerDiagnosis.of(trouble(List.of(account), device("5(Access is denied.).")))
                .cause())
        .contains(account + " (over the network it appears as DOMAIN\\SQLNEW$)");
  }

  @Test
  void a_domain_account_is_itself_everywhere_and_several_are_all_named() {
    Diagnosis diagnosis =
        SqlServerDiagnosis.of(
            trouble(List.of("CORP\\sql", "CORP\\sql2"), device("5(Access is denied.).")));

    assertThat(diagnosis.cause()).endsWith("The right is missing for CORP\\sql and CORP\\sql2.");
  }

  @Test
  void on_a_local_folder_the_virtual_account_is_itself() {
    String local = "C:\\Backup\\x.bak";
    Diagnosis diagnosis =
        SqlServerDiagnosis.of(
            new SqlServerTrouble(
                SERVER,
                "backup of XPDATA",
                List.of(
                    error(
                        3201,
                        "Cannot open backup device '"
                            + local
                            + "'. Operating system error 5(Access is denied.).")),
                "",
                List.of(ACCOUNT),
                local));

    assertThat(diagnosis.cause()).endsWith("The right is missing for " + ACCOUNT + ".");
    assertThat(diagnosis.remedy()).contains("full rights on C:\\Backup,");
  }

  @Test
  void without_known_accounts_it_says_where_to_look() {
    assertThat(SqlServerDiagnosis.of(trouble(List.of(), device("5(Nein)."))).cause())
        .contains(
            "the account of the SQL Server service on SQLNEW (SQL Server Configuration Manager"
                + " names it; a virtual account such as NT Service\\MSSQL$INSTANCE appears over the"
                + " network as DOMAIN\\SQLNEW$)");
  }

  @ParameterizedTest
  @CsvSource({
    "5, was denied access, B3",
    "65, was denied access, B3",
    "1326, was denied access, B3",
    "1385, was denied access, B3",
    "112, had no space left, B2",
    "39, had no space left, B2",
    "2, found no file, B2",
    "3, could not find the path, B2",
    "51, could not find the path, B2",
    "53, could not find the path, B2",
    "67, could not find the path, B2",
    "123, could not find the path, B2",
    "161, could not find the path, B2",
    "1203, could not find the path, B2",
    "1231, could not find the path, B2",
    "55, broke, B2",
    "59, broke, B2",
    "64, broke, B2",
    "121, broke, B2",
    "1236, broke, B2",
    "32, another program had, B2",
    "33, another program had, B2",
    "1450, 'operating system error 1450, ''xyz''.', B2"
  })
  void operating_system_errors_on_the_backup_file(int code, String says, String rule) {
    Diagnosis diagnosis = diagnosis(device(code + "(xyz)."), TERMINATING);

    assertThat(diagnosis.cause()).startsWith("During backup of XPDATA, ").contains(says);
    assertThat(diagnosis.rules()).first().isEqualTo(rule);
    assertThat(diagnosis.remedy()).isNotBlank();
    assertThat(diagnosis.exactText()).contains(code + "(xyz).").contains("3013");
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 23, 38, 1117})
  void a_read_that_meets_bad_data_is_damage_of_the_backup(int code) {
    SqlServerError read = error(3203, "Read on x failed: " + code + "(xyz)");

    assertThat(diagnosis(read).cause()).contains("is damaged, incomplete, or no backup");
    assertThat(diagnosis(read).rules()).containsExactly("R23", "M1");
    assertThat(BackupDamage.provenBy(read, FILE)).isTrue();
    assertThat(BackupDamage.provenBy(device(code + "(xyz)"), FILE)).isFalse();
  }

  @Test
  void a_file_that_cannot_be_reached_is_not_called_damaged() {
    assertThat(BackupDamage.provenBy(error(3203, "Read on x failed: 5(No)"), FILE)).isFalse();
    assertThat(BackupDamage.provenBy(device("2(not found)"), FILE)).isFalse();
    assertThat(BackupDamage.provenBy(error(3271, "A nonrecoverable I/O error"), FILE)).isTrue();
  }

  @Test
  void an_operating_system_error_without_text() {
    assertThat(diagnosis(device("1450().")).cause())
        .endsWith("operating system error 1450, without a text.");
  }

  @ParameterizedTest
  @CsvSource({"3201", "3202", "3203", "3271"})
  void every_message_about_a_device_is_explained_by_the_operating_system(int number) {
    assertThat(diagnosis(error(number, "x failed: 112(full)")).cause())
        .contains("the disk behind \\\\SQLNEW\\XPhoneBackup had no space left");
  }

  @Test
  void a_read_that_failed_without_reason_is_damage_but_a_write_is_unknown() {
    assertThat(diagnosis(error(3203, "Read on x failed.")).rules()).contains("R23");
    assertThat(diagnosis(error(3202, "Write on x failed.")).cause())
        .contains("an error that Umzug does not know");
  }

  @ParameterizedTest
  @CsvSource({
    "3183, 'damaged, incomplete', R23",
    "3186, 'damaged, incomplete', R23",
    "3187, 'damaged, incomplete', R23",
    "3189, 'damaged, incomplete', R23",
    "3208, 'damaged, incomplete', R23",
    "3241, 'damaged, incomplete', R23",
    "3242, 'damaged, incomplete', R23",
    "3254, 'damaged, incomplete', R23",
    "3256, 'damaged, incomplete', R23",
    "3266, 'damaged, incomplete', R23",
    "3101, somebody else was using, R33",
    "3102, somebody else was using, R33",
    "924, somebody else was using, R33",
    "5061, somebody else was using, R33",
    "5064, somebody else was using, R33",
    "5070, somebody else was using, R33",
    "3154, is of another database, R33",
    "3169, cannot go to an older SQL Server, M1",
    "3255, cannot go to an older SQL Server, M1",
    "911, has no such database, R24",
    "4060, 'is not there, not online, or not open', R24",
    "927, in the middle of a restore, R33",
    "1827, the limit of its edition, R22",
    "1101, could not grow, R22",
    "1105, could not grow, R22",
    "3257, too little free space, B2",
    "5591, FILESTREAM is not enabled, R26",
    "5597, FILESTREAM is not enabled, R26",
    "3110, db_owner is not enough, R33",
    "262, lacks a permission, R33",
    "229, lacks a permission, R33",
    "230, lacks a permission, R33",
    "297, lacks a permission, R33",
    "300, lacks a permission, R33",
    "916, lacks a permission, R33",
    "5011, lacks a permission, R33",
    "15247, lacks a permission, R33",
    "15007, lacks its login, R25",
    "15401, did not find the Windows account, R25",
    "15404, did not find the Windows account, R25",
    "15407, did not find the Windows account, R25",
    "3142, belongs to no database, R33",
    "5170, belongs to no database, R33",
    "18452, does not trust, R33",
    "17806, SSPI handshake failed, R27",
    "17892, a logon trigger, R33",
    "18461, single-user mode, R33",
    "18401, still upgrading, R33",
    "17142, service is paused, R33",
    "17809, limit of user connections, R33",
    "4064, default database cannot be opened, R33",
    "18456, name or password are wrong, R33",
    "18470, is disabled, R33",
    "18486, is locked, R33",
    "18487, has expired, R33",
    "18488, must be changed, R33"
  })
  void errors_whose_meaning_is_known(int number, String says, String rule) {
    Diagnosis diagnosis = diagnosis(error(number, "the text"), TERMINATING);

    assertThat(diagnosis.cause()).contains(says).contains("SQLNEW");
    assertThat(diagnosis.rules()).first().isEqualTo(rule);
    assertThat(diagnosis.remedy()).isNotBlank();
    assertThat(diagnosis.exactText())
        .isEqualTo("Msg " + number + ", Level 16, State 1: the text\n" + TERMINATING);
  }

  @ParameterizedTest
  @ValueSource(ints = {596, 3204, 6005})
  void what_was_stopped_may_be_retried(int number) {
    assertThat(diagnosis(error(number, "aborted")).cause()).contains("stopped before it was done");
    assertThat(diagnosis(error(number, "aborted")).remedy()).contains(SERVER);
  }

  @Test
  void a_permission_for_restore_and_any_other_have_their_own_remedies() {
    assertThat(diagnosis(error(3110, "")).rules()).containsExactly("R33");
    assertThat(diagnosis(error(3110, "")).remedy()).doesNotContain("db_owner");
    assertThat(diagnosis(error(262, "")).rules()).containsExactly("R33", "R25");
    assertThat(diagnosis(error(262, "")).remedy()).contains("needs db_owner only");
  }

  @Test
  void the_limit_of_express_and_a_full_volume_have_their_own_remedies() {
    assertThat(diagnosis(error(1827, "")).remedy()).startsWith("Use SQL Server Standard");
    assertThat(diagnosis(error(1105, "")).remedy()).startsWith("Free space on the volume");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1|the true reason is kept from clients",
        "2|there is no such login",
        "5|there is no such login",
        "6|a Windows account was given as a SQL Server login",
        "7|disabled, and the password is wrong too",
        "8|the password is wrong",
        "9|the password is wrong",
        "11|may not connect to this server",
        "12|may not connect to this server",
        "13|service is paused",
        "16|the database asked for",
        "18|the password must be changed first",
        "23|the server is shutting down",
        "27|the database asked for",
        "38|the database asked for",
        "40|the login's default database",
        "46|the database asked for",
        "58|takes Windows logins only, and a SQL Server login was given",
        "99|the true reason is kept from clients",
      })
  void the_state_of_a_refused_login_tells_why(int state, String why) {
    Diagnosis diagnosis = diagnosis(new SqlServerError(18456, 14, state, "Login failed"));

    assertThat(diagnosis.cause()).startsWith("SQL Server SQLNEW\\SQL2019 refused").contains(why);
    assertThat(diagnosis.rules()).containsExactly("R33");
  }

  @Test
  void an_error_says_where_it_happened_if_that_tells_something() {
    assertThat(new SqlServerError(208, 16, 1, "Invalid object", "S", "dbo.p", 7))
        .hasToString("Msg 208, Level 16, State 1, Procedure dbo.p, Line 7: Invalid object");
    assertThat(new SqlServerError(208, 16, 1, "Invalid object", "S", "", 1))
        .hasToString("Msg 208, Level 16, State 1: Invalid object");
  }

  @Test
  void the_login_failure_names_the_error_whose_state_tells_more() {
    assertThat(diagnosis(error(18456, "Login failed")).remedy()).contains("state of error 18456");
  }

  @Test
  void an_unknown_windows_account_is_quoted() {
    assertThat(diagnosis(error(15401, "'CORP\\x' not found.")).cause())
        .endsWith("'CORP\\x' not found.");
  }

  @ParameterizedTest
  @ValueSource(ints = {3191, 3634, 5120, 5123, 5133, 5149})
  void a_database_file_that_is_denied_is_not_blamed_on_the_share(int number) {
    Diagnosis diagnosis =
        diagnosis(error(number, "CREATE FILE \"D:\\x.mdf\" error 5(Access is denied.)"));

    assertThat(diagnosis.cause()).endsWith("The right is missing for " + ACCOUNT + ".");
    assertThat(diagnosis.remedy()).contains("default data and log folders on SQLNEW");
    assertThat(diagnosis.rules()).containsExactly("R33");
  }

  @Test
  void a_database_file_with_other_errors() {
    assertThat(
            SqlServerDiagnosis.of(trouble(List.of(), error(5123, "error 5(Access is denied.)")))
                .cause())
        .endsWith("for the account of the SQL Server service.");
    assertThat(diagnosis(error(5149, "error 112(full)")).cause()).contains("too little free space");
    assertThat(diagnosis(error(5149, "error 39(full)")).cause()).contains("too little free space");
    assertThat(diagnosis(error(5133, "error 3(no path)")).cause())
        .contains("one of the database's own files");
    assertThat(diagnosis(error(3191, "cannot be written")).remedy()).contains("exist on SQLNEW");
  }

  @Test
  void the_first_known_error_decides_whatever_stands_before_it() {
    assertThat(diagnosis(TERMINATING, error(50000, "?"), device("112(full).")).rules())
        .containsExactly("B2");
    assertThat(diagnosis(error(4060, "Cannot open"), error(18456, "Login failed")).rules())
        .containsExactly("R24", "R25");
  }

  @Test
  void anything_else_is_said_to_be_unknown_with_its_exact_text() {
    Diagnosis diagnosis = diagnosis(error(8134, "Divide by zero error encountered."));

    assertThat(diagnosis.cause())
        .isEqualTo(
            "During backup of XPDATA, SQL Server SQLNEW\\SQL2019 reported an error that Umzug does"
                + " not know.");
    assertThat(diagnosis.rules()).isEmpty();
    assertThat(diagnosis.exactText())
        .isEqualTo("Msg 8134, Level 16, State 1: Divide by zero error encountered.");
  }

  @Test
  void no_answer_at_all_is_a_matter_of_reaching_the_server() {
    Diagnosis diagnosis = diagnosis();

    assertThat(diagnosis.cause())
        .isEqualTo(
            "SQL Server SQLNEW\\SQL2019 gave no answer to backup of XPDATA: it cannot be reached,"
                + " or the connection broke.");
    assertThat(diagnosis.rules()).containsExactly("R27");
    assertThat(diagnosis.remedy()).contains("SQL Server service on SQLNEW runs");
    assertThat(diagnosis.exactText()).isEqualTo("the driver's words");
  }

  @Test
  void success_that_a_look_denies_is_not_blamed_on_the_network() {
    String message = "RESTORE reported no error, but the database is RESTORING.";
    Diagnosis diagnosis =
        SqlServerDiagnosis.of(
            new SqlServerTrouble(SERVER, "restore of XPDATA", List.of(), message, List.of(), FILE));

    assertThat(diagnosis.cause()).endsWith("a look at the server shows that it was not done.");
    assertThat(diagnosis.rules()).isEmpty();
    assertThat(diagnosis.exactText()).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(ints = {3132, 3227, 3231, 3232})
  void a_backup_of_several_files_is_of_use_only_with_all_of_them(int number) {
    Diagnosis diagnosis = diagnosis(error(number, "The media set has 3 media families."));
    assertThat(diagnosis.cause()).contains("did not find all the files of the backup");
    assertThat(diagnosis.rules()).containsExactly("R33", "B2");
    assertThat(diagnosis.remedy()).contains("next to '");
  }

  @Test
  void an_edition_that_cannot_compress_is_told_what_to_set() {
    Diagnosis diagnosis =
        diagnosis(
            error(1844, "BACKUP DATABASE WITH COMPRESSION is not supported on Express Edition."));
    assertThat(diagnosis.cause()).contains("its edition cannot").contains("WITH COMPRESSION");
    assertThat(diagnosis.remedy()).contains("'compression' to auto");
    assertThat(diagnosis(error(1844, "Row compression is not supported.")).cause())
        .contains("does not know");
  }

  @ParameterizedTest
  @ValueSource(ints = {33101, 33111})
  void a_missing_certificate_or_private_key_is_to_be_brought(int number) {
    Diagnosis diagnosis = diagnosis(error(number, "Cannot find server certificate '0x5C'."));
    assertThat(diagnosis.cause()).contains("lacks the certificate").contains("'0x5C'");
    assertThat(diagnosis.rules()).containsExactly("R23", "R33");
    assertThat(diagnosis.remedy()).contains("CREATE CERTIFICATE").contains("Delete both files");
  }
}
