package io.umzug.rehearsal.tds;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the procedure calls of an RPC message, of which there may be many. */
final class RpcReader {

  private static final int BY_NUMBER = 0xFFFF;
  private static final int OLD_SEPARATOR = 0x80;
  private static final int SEPARATOR_WITHOUT_EXECUTION = 0xFE;
  private static final int SEPARATOR = 0xFF;

  private final ByteReader in;
  private final ServerMessages messages;

  RpcReader(ByteReader in, ServerMessages messages) {
    this.in = in;
    this.messages = messages;
  }

  /**
   * A call.
   *
   * @param number of a system procedure; 0 where it is called by name
   */
  record Call(int number, String name, List<Argument> arguments) {}

  /**
   * An argument.
   *
   * @param name with its at-sign; empty where it is given by position
   * @param defaulted whether the procedure's default is to be taken instead of the value
   */
  record Argument(
      String name, boolean output, boolean defaulted, SqlType type, @Nullable Object value) {}

  boolean hasNext() {
    return in.remaining() > 0;
  }

  /**
   * The next call.
   *
   * @throws SqlServerException for an argument whose type cannot be had; the rest of the message
   *     cannot be read then
   */
  Call next() throws ProtocolException, SqlServerException {
    int length = in.u16();
    int number = length == BY_NUMBER ? in.u16() : 0;
    String name = length == BY_NUMBER ? "" : in.utf16(length * 2L);
    in.u16();
    List<Argument> arguments = new ArrayList<>();
    while (in.remaining() > 0 && !atSeparator()) {
      if (arguments.size() == Limits.PARAMETERS) {
        throw new ProtocolException("A call has more than " + Limits.PARAMETERS + " parameters.");
      }
      arguments.add(argument());
    }
    return new Call(number, name, arguments);
  }

  private boolean atSeparator() throws ProtocolException {
    int next = in.peek();
    if (next == OLD_SEPARATOR || next == SEPARATOR || next == SEPARATOR_WITHOUT_EXECUTION) {
      in.u8();
      return true;
    }
    return false;
  }

  private Argument argument() throws ProtocolException, SqlServerException {
    String name = in.bVarchar();
    int status = in.u8();
    TypeInfo info = TypeInfo.read(in, messages);
    return new Argument(
        name,
        (status & 0x01) != 0,
        (status & 0x02) != 0,
        info.type(),
        new ValueReader(in).read(info));
  }
}
