package io.umzug.rehearsal.tds;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.sqlserver.jdbc.SQLServerConnection;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class HostileBytesTest {

  private static final int CLIENT_TIMEOUT = 5000;

  /** sp_executesql with a statement, the definition of its parameter, and 42. */
  private static final byte[] GOOD_CALL =
      HexFormat.of()
          .parseHex(
              "16000000120000000200000000000000000001000000"
                  + "ffff0a000000"
                  + ("0000e710000904d00034" + "0a00" + hex("ECHO "))
                  + ("0000e710000904d00034" + "0e00" + hex("@P0 int"))
                  + ("0000260404" + "2a000000"));

  @TempDir static Path folder;
  private RunningServer server;

  @BeforeEach
  void start() throws Exception {
    server = RunningServer.start(ServerTls.selfSigned(folder.resolve("server.p12")));
  }

  @AfterEach
  void stopAfterOneGoodClient() throws Exception {
    try (SQLServerConnection connection = server.connect()) {
      assertThat(connection.isValid(10)).isTrue();
    }
    server.close();
  }

  @Test
  void random_bytes_end_their_own_connection_only() throws Exception {
    Random random = new Random(4711);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[1 + random.nextInt(3000)];
      random.nextBytes(bytes);
      if (i % 4 != 0) {
        bytes[0] = (byte) new int[] {0x12, 0x10, 0x16}[i % 3];
      }
      endsAfter(bytes);
    }
  }

  @Test
  void a_truncated_login_is_no_login() throws Exception {
    byte[] whole = packet(Message.PRELOGIN, prelogin());
    for (int length = 1; length < whole.length; length++) {
      endsAfter(Arrays.copyOf(whole, length));
    }
    byte[] login = login();
    for (int length = 0; length < login.length; length += 7) {
      ByteArrayOutputStream both = new ByteArrayOutputStream();
      both.writeBytes(whole);
      both.writeBytes(packet(Message.LOGIN, Arrays.copyOf(login, length)));
      endsAfter(both.toByteArray());
    }
    assertThat(server.backend().logins).isEmpty();
  }

  @Test
  void an_endless_message_before_the_login_is_cut_off() throws Exception {
    byte[] packet = packet(Message.PRELOGIN, new byte[30_000]);
    packet[1] = 0;
    try (Socket socket = open()) {
      for (int i = 0; i < 100; i++) {
        socket.getOutputStream().write(packet);
      }
      drain(socket);
    } catch (SocketException _) {
      // The server has hung up while it was still being written to.
    }
  }

  @Test
  void mutilated_requests_after_the_login_end_or_get_an_answer() throws Exception {
    Random random = new Random(42);
    for (int i = 0; i < 300; i++) {
      byte[] bytes = GOOD_CALL.clone();
      for (int hits = 0; hits <= i % 4; hits++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      byte[] cut = i % 5 == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
      int type = new int[] {Message.RPC, Message.RPC, Message.SQL_BATCH, 0x0E, 0x07}[i % 5];
      try (Socket socket = loggedIn()) {
        socket.getOutputStream().write(packet(type, cut));
        socket.shutdownOutput();
        drain(socket);
      }
    }
  }

  @Test
  void the_call_that_the_mutilations_begin_with_is_a_good_one() throws Exception {
    try (Socket socket = loggedIn()) {
      socket.getOutputStream().write(packet(Message.RPC, GOOD_CALL));
      PacketReader.Packet answer = new PacketReader(response(socket)).packet();
      byte[] tokens = answer == null ? new byte[0] : answer.payload();
      assertThat(HexFormat.of().formatHex(tokens))
          .startsWith("810100")
          .contains(hex("@P0") + "d1042a000000" + "ff1100c100" + "0100000000000000")
          .endsWith("7900000000" + "fe000000000000000000000000");
    }
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_16LE));
  }

  /** Lets a response pass as a prelogin, which the reader of a server knows. */
  private static InputStream response(Socket socket) throws IOException {
    assertThat(socket.getInputStream().read()).isEqualTo(Message.RESPONSE);
    return new SequenceInputStream(
        new ByteArrayInputStream(new byte[] {Message.PRELOGIN}), socket.getInputStream());
  }

  private void endsAfter(byte[] bytes) throws IOException {
    try (Socket socket = open()) {
      socket.getOutputStream().write(bytes);
      socket.shutdownOutput();
      drain(socket);
    }
  }

  private Socket open() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(CLIENT_TIMEOUT);
    return socket;
  }

  /** Reads to the connection's end, which must come; a reset is an end as well. */
  private static void drain(Socket socket) throws IOException {
    try {
      socket.getInputStream().readAllBytes();
    } catch (SocketException e) {
      assertThat(e).hasMessageContaining("reset");
    }
  }

  private Socket loggedIn() throws IOException {
    Socket socket = open();
    socket.getOutputStream().write(packet(Message.PRELOGIN, prelogin()));
    assertThat(new PacketReader(response(socket)).packet()).isNotNull();
    socket.getOutputStream().write(packet(Message.LOGIN, login()));
    PacketReader.Packet welcome = new PacketReader(response(socket)).packet();
    assertThat(welcome == null ? new byte[0] : welcome.payload()).startsWith(0xE3);
    return socket;
  }

  private static byte[] packet(int type, byte[] payload) {
    return new ByteWriter()
        .u8(type)
        .u8(Message.END)
        .u16BigEndian(payload.length + PacketReader.HEADER)
        .i32(0)
        .bytes(payload)
        .copy();
  }

  private static byte[] prelogin() {
    return new ByteWriter()
        .u8(1)
        .u16BigEndian(6)
        .u16BigEndian(1)
        .u8(0xFF)
        .u8(Prelogin.NOT_SUPPORTED)
        .copy();
  }

  private static byte[] login() {
    byte[] user = "sa".getBytes(StandardCharsets.UTF_16LE);
    byte[] password = ScriptedBackend.PASSWORD.getBytes(StandardCharsets.UTF_16LE);
    for (int i = 0; i < password.length; i++) {
      int swapped = (password[i] & 0xF) << 4 | (password[i] & 0xF0) >> 4;
      password[i] = (byte) (swapped ^ 0xA5);
    }
    int length = 94 + user.length + password.length;
    ByteWriter out = new ByteWriter().i32(length).i32(LoginRequest.TDS_7_4).i32(4096);
    out.bytes(new byte[24]).i32(0);
    out.u16(94).u16(user.length / 2).u16(94 + user.length).u16(password.length / 2);
    out.bytes(new byte[94 - out.size()]).bytes(user).bytes(password);
    return out.copy();
  }
}
