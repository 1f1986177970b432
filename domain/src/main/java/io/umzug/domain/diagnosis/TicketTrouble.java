package io.umzug.domain.diagnosis;

/** Why Kerberos gave no ticket; the numbers are those of RFC 4120. */
public enum TicketTrouble {
  /** The KDC knows no such account (6). */
  UNKNOWN_ACCOUNT,
  /** The account is disabled, locked or expired (1, 18). */
  DISABLED_ACCOUNT,
  /** The password has expired or must be changed first (23). */
  EXPIRED_PASSWORD,
  /** The password, or the key in the keytab, is not the account's (24, 31). */
  WRONG_PASSWORD,
  /** The KDC knows no such service principal (7): the SQL Server's is not registered. */
  UNKNOWN_SERVICE,
  /** The clocks differ by more than the domain allows, usually five minutes (37). */
  CLOCKS_DIFFER,
  /** No kind of key is allowed on both sides (14). */
  NO_COMMON_ENCRYPTION,
  /** The keytab holds no key of the account. */
  NO_KEY,
  /** The ticket cache holds no ticket of the account that is still good. */
  NO_CACHED_TICKET,
  /** No KDC answered. */
  NO_KDC,
  /** Nothing on this machine says which KDC is asked for the realm. */
  UNKNOWN_REALM
}
