package io.umzug.infrastructure.host.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.umzug.application.estate.Estate;
import io.umzug.application.estate.XPhoneHost;
import io.umzug.application.host.CommandTrouble;
import io.umzug.application.host.HostCommands;
import io.umzug.application.host.HostCommands.Command;
import io.umzug.application.host.HostCommands.Stream;
import io.umzug.infrastructure.SomeEstate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a program sees and says is the same wherever it runs. */
@Timeout(120)
abstract class HostCommandsContract {

  static final String MACHINE = "NEWXP";

  static final Estate ESTATE =
      SomeEstate.with(
          "acme",
          "\\\\X\\Y",
          new XPhoneHost(MACHINE, "atlas.xml", "XPhone", "ACME\\xphone", "", "", List.of()));

  private static final List<String> NASTY =
      List.of(
          "plain",
          "two words",
          "",
          "a&b|c<d>e",
          "c^d",
          "100%",
          "(x) !wow! `y`",
          "Größe Übung ß €",
          "say \"hi\"",
          "C:\\dir with\\",
          "back\\\\\" slash",
          "it's",
          " lead and trail ",
          "*?",
          "a;b,c=d",
          "$HOME");

  protected abstract HostCommands commands();

  /** Says each of its words in a line of its own, in brackets. */
  protected abstract List<String> sayingWords();

  /** Says {@code größer} in the code page of the machine's programs. */
  protected abstract List<String> sayingGrößer();

  /** Says all that it reads. */
  protected abstract List<String> sayingInput();

  /** Ends with 7. */
  protected abstract List<String> endingWithSeven();

  final List<String> said = new ArrayList<>();

  final int run(List<String> words) throws Exception {
    return run(Command.of(words));
  }

  final int run(Command command) throws Exception {
    return commands().run(ESTATE, MACHINE, command, (_, line) -> said.add(line));
  }

  @Test
  void words_arrive_as_they_are() throws Exception {
    List<String> words = new ArrayList<>(sayingWords());
    words.addAll(NASTY);
    assertThat(run(words)).isZero();
    assertThat(said).containsExactlyElementsOf(NASTY.stream().map("[%s]"::formatted).toList());
  }

  @Test
  void a_code_page_is_understood_beside_utf_8() throws Exception {
    assertThat(run(sayingGrößer())).isZero();
    assertThat(said).containsExactly("[größer]");
  }

  @Test
  void the_exit_code_is_the_answer() throws Exception {
    assertThat(run(endingWithSeven())).isEqualTo(7);
  }

  @Test
  void input_reaches_the_program_and_nobody_else() throws Exception {
    Command command = Command.of(sayingInput()).reading(() -> "kept-secret");
    assertThat(run(command)).isZero();
    assertThat(said).containsExactly("kept-secret");
    assertThat(command.toString()).doesNotContain("kept-secret");
  }

  final CommandTrouble trouble(Command command) {
    return catchThrowableOfType(CommandTrouble.class, () -> run(command));
  }

  abstract static class OfUnix extends HostCommandsContract {

    @Override
    protected List<String> sayingWords() {
      return List.of("/bin/sh", "-c", "for w; do printf '[%s]\\n' \"$w\"; done", "sh");
    }

    @Override
    protected List<String> sayingGrößer() {
      return List.of("/bin/sh", "-c", "printf '[gr\\224\\341er]\\n'");
    }

    @Override
    protected List<String> sayingInput() {
      return List.of("/bin/cat");
    }

    @Override
    protected List<String> endingWithSeven() {
      return List.of("/bin/sh", "-c", "exit 7");
    }

    @Test
    void a_program_that_nobody_hears_runs_to_its_end_and_the_reason_is_told() {
      List<String> many = List.of("/bin/sh", "-c", "seq 1 100000");
      IllegalStateException told =
          catchThrowableOfType(
              IllegalStateException.class,
              () ->
                  commands()
                      .run(
                          ESTATE,
                          MACHINE,
                          Command.of(many),
                          (_, line) -> {
                            said.add(line);
                            throw new IllegalStateException("deaf");
                          }));
      assertThat(told).hasMessage("deaf");
      assertThat(said).hasSize(1);
    }

    @Test
    void it_runs_in_the_folder_that_is_wanted(@TempDir Path own) throws Exception {
      String folder = Files.createDirectory(own.resolve("it's here")).toString();
      assertThat(run(Command.of(List.of("/bin/pwd")).in(folder))).isZero();
      assertThat(said).containsExactly(folder);
    }

    /** What a program that is not there is called. */
    protected CommandTrouble.Kind absent() {
      return CommandTrouble.Kind.NO_SUCH_PROGRAM;
    }

    @Test
    void both_streams_are_heard_live_and_apart() throws Exception {
      CountDownLatch first = new CountDownLatch(1);
      List<String> lines = new ArrayList<>();
      AtomicReference<Stream> from = new AtomicReference<>();
      // It goes on only when its first line was heard.
      commands()
          .run(
              ESTATE,
              MACHINE,
              Command.of(List.of("/bin/sh", "-c", "echo first >&2; read go; echo $go"))
                  .reading(
                      () -> {
                        try {
                          first.await();
                        } catch (InterruptedException e) {
                          throw new IllegalStateException(e);
                        }
                        return "second\n";
                      }),
              (stream, line) -> {
                lines.add(line);
                from.compareAndSet(null, stream);
                first.countDown();
              });
      assertThat(lines).containsExactly("first", "second");
      assertThat(from.get()).isEqualTo(Stream.ERR);
    }

    /** Says its number, and waits for an end of input that never comes while it is wanted. */
    private static final List<String> ENDLESS = List.of("/bin/sh", "-c", "echo $$; exec cat");

    private final CountDownLatch over = new CountDownLatch(1);

    @AfterEach
    void letGo() {
      over.countDown();
    }

    private Command endless() {
      return Command.of(ENDLESS)
          .reading(
              () -> {
                try {
                  over.await();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                return "";
              });
    }

    @Test
    void what_does_not_end_in_time_is_ended() throws Exception {
      CommandTrouble trouble = trouble(endless().within(Duration.ofMillis(500)));
      assertThat(trouble.kind()).isEqualTo(CommandTrouble.Kind.TIMED_OUT);
      assertGone(said.getFirst());
    }

    @Test
    void an_interrupted_wait_ends_it() throws Exception {
      CountDownLatch started = new CountDownLatch(1);
      AtomicReference<Throwable> outcome = new AtomicReference<>();
      Thread waiting =
          Thread.startVirtualThread(
              () -> {
                try {
                  commands()
                      .run(
                          ESTATE,
                          MACHINE,
                          endless(),
                          (_, line) -> {
                            said.add(line);
                            started.countDown();
                          });
                } catch (CommandTrouble | InterruptedException e) {
                  outcome.set(e);
                }
              });
      started.await();
      waiting.interrupt();
      waiting.join();
      assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
      assertGone(said.getFirst());
    }

    private static void assertGone(String pid) throws Exception {
      var process = ProcessHandle.of(Long.parseLong(pid));
      if (process.isPresent()) {
        process.get().onExit().get();
      }
    }

    @Test
    void a_program_that_is_not_there_is_told() {
      CommandTrouble trouble = trouble(Command.of(List.of("/nowhere/appcmd.exe", "list")));
      assertThat(trouble.kind()).isEqualTo(absent());
      assertThat(trouble).hasMessageContaining("/nowhere/appcmd.exe");
    }
  }
}
