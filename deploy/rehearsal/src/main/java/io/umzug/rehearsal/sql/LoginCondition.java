package io.umzug.rehearsal.sql;

/** Whether a login may be used. What speaks against it is told only to who knows the password. */
public enum LoginCondition {
  OPEN(0, ""),
  DISABLED(18470, "Login failed for user '%s'. Reason: The account is disabled."),
  LOCKED_OUT(
      18486,
      "Login failed for user '%s' because the account is currently locked out. The system"
          + " administrator can unlock it."),
  PASSWORD_EXPIRED(
      18487, "Login failed for user '%s'. Reason: The password of the account has expired."),
  MUST_CHANGE(
      18488, "Login failed for user '%s'. Reason: The password of the account must be changed.");

  private final int number;
  private final String text;

  LoginCondition(int number, String text) {
    this.number = number;
    this.text = text;
  }

  void check(String user) throws SqlRefusal {
    if (this != OPEN) {
      throw SqlRefusal.of(number, 14, 1, text, user);
    }
  }

  /** After an administrator has set a password. */
  LoginCondition withNewPassword(boolean mustChange, boolean unlock) {
    if (this == DISABLED || (this == LOCKED_OUT && !unlock)) {
      return this;
    }
    return mustChange ? MUST_CHANGE : OPEN;
  }
}
