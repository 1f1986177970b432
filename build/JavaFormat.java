import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * google-java-format over every Java source of the repository; see docs/adr for why this is no
 * plugin. Arguments: {@code check} or {@code apply}, then the repository's folder. A file with the
 * comment {@code format:off} keeps its own layout.
 */
public final class JavaFormat {

  public static void main(String[] arguments) throws IOException {
    boolean apply = arguments[0].equals("apply");
    List<Path> sources;
    try (Stream<Path> files = Files.walk(Path.of(arguments[1]))) {
      sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> Stream.of("target", "node_modules").noneMatch(file.toString()::contains))
              .toList();
    }
    long wrong = sources.parallelStream().filter(source -> !isFormatted(source, apply)).count();
    if (wrong > 0) {
      System.err.println(wrong + " files are not formatted: run  mvn -q -N initialize exec:exec@format");
      System.exit(1);
    }
  }

  private static boolean isFormatted(Path source, boolean apply) {
    try {
      String text = Files.readString(source);
      if (text.contains("format:off")) {
        return true;
      }
      String formatted =
          new Formatter()
              .formatSource(
                  ImportOrderer.reorderImports(
                      RemoveUnusedImports.removeUnusedImports(text), Style.GOOGLE));
      if (formatted.equals(text)) {
        return true;
      }
      if (apply) {
        Files.writeString(source, formatted);
        return true;
      }
      System.err.println("Not formatted: " + source);
      return false;
    } catch (FormatterException | IOException e) {
      System.err.println(source + ": " + e.getMessage());
      return false;
    }
  }

  private JavaFormat() {}
}
