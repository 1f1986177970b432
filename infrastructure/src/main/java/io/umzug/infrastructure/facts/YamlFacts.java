package io.umzug.infrastructure.facts;

import io.umzug.infrastructure.facts.Entry.Mapping;
import io.umzug.infrastructure.facts.Entry.Other;
import io.umzug.infrastructure.facts.Entry.Pair;
import io.umzug.infrastructure.facts.Entry.Scalar;
import io.umzug.infrastructure.facts.Entry.Sort;
import io.umzug.infrastructure.facts.FactsReading.Misread;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/** Facts from a YAML file in UTF-8. */
public final class YamlFacts {

  /** Facts are grouped once: databases and their sizes. */
  private static final int DEEPEST = 2;

  private YamlFacts() {}

  public static FactsReading read(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file);
    CharBuffer out = CharBuffer.allocate(file.length);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    String decoded = out.flip().toString();
    if (result.isError()) {
      return misread(decoded, decoded.length(), "The file is not UTF-8 from here on.");
    }
    String text = decoded.startsWith("\uFEFF") ? decoded.substring(1) : decoded;
    try {
      Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
      return FactsReader.read(
          root == null ? new Scalar("", Sort.NOTHING, 1, 1) : entry(root, DEEPEST));
    } catch (MarkedYAMLException e) {
      return misread(e.getProblemMark(), "This is no YAML: %s.".formatted(e.getProblem()));
    } catch (ReaderException e) {
      int at = text.offsetByCodePoints(0, Math.min(e.getPosition(), codePoints(text)));
      return misread(
          text, at, "Character U+%04X cannot stand in YAML.".formatted(e.getCodePoint()));
    } catch (YAMLException e) {
      return misread(text, 0, "This is no YAML: %s.".formatted(e.getMessage()));
    }
  }

  private static int codePoints(String text) {
    return text.codePointCount(0, text.length());
  }

  private static Misread misread(@Nullable Mark mark, String sentence) {
    return mark == null
        ? new Misread(List.of(Mistake.at(1, 1, sentence)))
        : new Misread(List.of(Mistake.at(line(mark), column(mark), sentence)));
  }

  private static Misread misread(String text, int at, String sentence) {
    String before = text.substring(0, at);
    int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
    int column = at - before.lastIndexOf('\n');
    return new Misread(List.of(Mistake.at(line, column, sentence)));
  }

  private static int line(Mark mark) {
    return mark.getLine() + 1;
  }

  private static int column(Mark mark) {
    return mark.getColumn() + 1;
  }

  /** No deeper than facts go: an anchor may contain itself. */
  private static Entry entry(Node node, int depth) {
    Mark mark = node.getStartMark();
    return switch (node) {
      case ScalarNode scalar ->
          new Scalar(scalar.getValue(), sort(scalar.getTag()), line(mark), column(mark));
      case MappingNode mapping when depth > 0 ->
          new Mapping(
              mapping.getValue().stream().map(tuple -> pair(tuple, depth - 1)).toList(),
              line(mark),
              column(mark));
      default -> new Other(line(mark), column(mark));
    };
  }

  private static Pair pair(NodeTuple tuple, int depth) {
    Mark mark = tuple.getKeyNode().getStartMark();
    String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
    return new Pair(key, line(mark), column(mark), entry(tuple.getValueNode(), depth));
  }

  private static Sort sort(Tag tag) {
    if (tag.equals(Tag.BOOL)) {
      return Sort.BOOLEAN;
    }
    if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
      return Sort.NUMBER;
    }
    return tag.equals(Tag.NULL) ? Sort.NOTHING : Sort.TEXT;
  }
}
