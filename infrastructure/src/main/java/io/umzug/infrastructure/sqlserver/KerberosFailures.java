package io.umzug.infrastructure.sqlserver;

import io.umzug.application.sqlserver.SqlServerAuthentication.Kerberos;
import io.umzug.domain.diagnosis.TicketTrouble;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Why Kerberos gave no ticket. Java's own exceptions with the number are hidden from others; their
 * texts, which are English on every machine, hold it in brackets.
 */
final class KerberosFailures {

  private static final Pattern NUMBER = Pattern.compile("\\((\\d{1,3})\\)");

  private KerberosFailures() {}

  /** Empty where the causes do not tell. */
  static Optional<TicketTrouble> why(Kerberos kerberos, List<Throwable> causes) {
    return texts(causes)
        .flatMap(text -> NUMBER.matcher(text).results())
        .map(match -> byNumber(Integer.parseInt(match.group(1))))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> byText(kerberos, causes));
  }

  private static Optional<TicketTrouble> byNumber(int number) {
    return Optional.ofNullable(
        switch (number) {
          case 6 -> TicketTrouble.UNKNOWN_ACCOUNT;
          case 1, 18 -> TicketTrouble.DISABLED_ACCOUNT;
          case 23 -> TicketTrouble.EXPIRED_PASSWORD;
          case 24, 31 -> TicketTrouble.WRONG_PASSWORD;
          case 7 -> TicketTrouble.UNKNOWN_SERVICE;
          case 37 -> TicketTrouble.CLOCKS_DIFFER;
          case 14 -> TicketTrouble.NO_COMMON_ENCRYPTION;
          default -> null;
        });
  }

  private static Optional<TicketTrouble> byText(Kerberos kerberos, List<Throwable> causes) {
    if (texts(causes).anyMatch(text -> text.contains("Checksum failed"))) {
      return Optional.of(TicketTrouble.WRONG_PASSWORD);
    }
    if (texts(causes).anyMatch(text -> text.contains("Cannot locate"))) {
      return Optional.of(TicketTrouble.UNKNOWN_REALM);
    }
    if (texts(causes).anyMatch(text -> text.startsWith("Unable to obtain "))) {
      return Optional.of(
          kerberos.keytab() == null ? TicketTrouble.NO_CACHED_TICKET : TicketTrouble.NO_KEY);
    }
    return causes.stream().anyMatch(KerberosFailures::isOfTheNetwork)
        ? Optional.of(TicketTrouble.NO_KDC)
        : Optional.empty();
  }

  private static boolean isOfTheNetwork(Throwable cause) {
    return cause instanceof SocketException
        || cause instanceof SocketTimeoutException
        || cause instanceof UnknownHostException;
  }

  private static Stream<String> texts(List<Throwable> causes) {
    return causes.stream().map(cause -> String.valueOf(cause.getMessage()));
  }
}
