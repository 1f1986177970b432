package io.umzug.infrastructure.estate;

import io.umzug.application.estatecheck.Mistake;
import io.umzug.infrastructure.estate.Setting.Group;
import io.umzug.infrastructure.estate.Setting.Items;
import io.umzug.infrastructure.estate.Setting.Pair;
import io.umzug.infrastructure.estate.Setting.Place;
import io.umzug.infrastructure.estate.Setting.Sort;
import io.umzug.infrastructure.estate.Setting.Value;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
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
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** YAML as Spring Boot reads it, with the place of everything. */
final class EstateText {

  /** No setting is deeper; an anchor that holds itself is. */
  private static final int DEEPEST = 30;

  /** The text is no YAML. */
  static final class NoYaml extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Mistake mistake;

    NoYaml(Mistake mistake) {
      super(mistake.sentence());
      this.mistake = mistake;
    }

    Mistake mistake() {
      return mistake;
    }
  }

  private EstateText() {}

  /** Empty where the text says nothing. */
  static Optional<Setting> read(String text) throws NoYaml {
    try {
      List<Node> documents = new ArrayList<>();
      new Yaml(new LoaderOptions())
          .composeAll(new StringReader(text))
          .forEach(document -> documents.add(document));
      if (documents.size() > 1) {
        throw at(
            place(documents.get(1)),
            "The file holds more than one document. Leave the line '---' out.");
      }
      if (documents.isEmpty() || documents.getFirst().getTag().equals(Tag.NULL)) {
        return Optional.empty();
      }
      return Optional.of(setting(documents.getFirst(), 0));
    } catch (MarkedYAMLException e) {
      throw at(place(e.getProblemMark()), "This is no YAML: %s.".formatted(problem(e)));
    } catch (YAMLException e) {
      throw at(new Place(1, 1), "This is no YAML: " + e.getMessage());
    }
  }

  private static NoYaml at(Place place, String sentence) {
    return new NoYaml(new Mistake(place.line(), place.column(), sentence, List.of()));
  }

  private static String problem(MarkedYAMLException e) {
    String context = e.getContext();
    String problem = String.valueOf(e.getProblem());
    return (context == null ? problem : context + ", " + problem).replaceFirst("\\.$", "");
  }

  private static Setting setting(Node node, int depth) throws NoYaml {
    if (depth > DEEPEST) {
      throw at(place(node), "Nothing is nested so deep.");
    }
    return switch (node) {
      case MappingNode mapping -> new Group(pairs(mapping, depth), place(node));
      case SequenceNode sequence -> {
        List<Setting> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
          items.add(setting(item, depth + 1));
        }
        yield new Items(List.copyOf(items), place(node));
      }
      case ScalarNode scalar -> new Value(scalar.getValue(), sort(scalar), place(node));
      default -> throw at(place(node), "This cannot be here.");
    };
  }

  /** What a group merges in ({@code <<}) counts less than what it says itself. */
  private static List<Pair> pairs(MappingNode mapping, int depth) throws NoYaml {
    List<Pair> own = new ArrayList<>();
    List<Pair> merged = new ArrayList<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Node key = tuple.getKeyNode();
      if (key.getTag().equals(Tag.MERGE)) {
        merged.addAll(merged(tuple.getValueNode(), depth));
      } else if (key instanceof ScalarNode name) {
        own.add(new Pair(name.getValue(), place(key), setting(tuple.getValueNode(), depth + 1)));
      } else {
        throw at(place(key), "A setting has a plain name.");
      }
    }
    Set<String> said = own.stream().map(Pair::key).collect(Collectors.toSet());
    for (Pair pair : merged) {
      if (said.add(pair.key())) {
        own.add(pair);
      }
    }
    return List.copyOf(own);
  }

  private static List<Pair> merged(Node node, int depth) throws NoYaml {
    return switch (node) {
      case MappingNode mapping -> pairs(mapping, depth + 1);
      case SequenceNode sequence -> {
        List<Pair> all = new ArrayList<>();
        for (Node each : sequence.getValue()) {
          all.addAll(merged(each, depth + 1));
        }
        yield all;
      }
      default -> throw at(place(node), "'<<' takes a group, or a list of them.");
    };
  }

  private static Sort sort(ScalarNode scalar) {
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.INT)) {
      return Sort.WHOLE;
    }
    if (tag.equals(Tag.FLOAT)) {
      return Sort.OTHER_NUMBER;
    }
    if (tag.equals(Tag.BOOL)) {
      return Sort.YES_NO;
    }
    return tag.equals(Tag.NULL) ? Sort.NOTHING : Sort.TEXT;
  }

  private static Place place(Node node) {
    return place(node.getStartMark());
  }

  private static Place place(@Nullable Mark mark) {
    return mark == null ? new Place(1, 1) : new Place(mark.getLine() + 1, mark.getColumn() + 1);
  }
}
