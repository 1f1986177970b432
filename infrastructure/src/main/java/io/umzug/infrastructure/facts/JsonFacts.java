package io.umzug.infrastructure.facts;

import io.umzug.infrastructure.facts.Entry.Mapping;
import io.umzug.infrastructure.facts.Entry.Other;
import io.umzug.infrastructure.facts.Entry.Pair;
import io.umzug.infrastructure.facts.Entry.Scalar;
import io.umzug.infrastructure.facts.Entry.Sort;
import io.umzug.infrastructure.facts.FactsReading.Misread;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.json.JsonMapper;

/** Facts from a JSON text. */
public final class JsonFacts {

  private static final JsonMapper JSON = JsonMapper.shared();

  /** Facts are grouped once: databases and their sizes. */
  private static final int DEEPEST = 2;

  private JsonFacts() {}

  /** An empty text knows nothing. */
  public static FactsReading read(String text) {
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() == null) {
        return FactsReader.read(new Scalar("", Sort.NOTHING, 1, 1));
      }
      Entry root = entry(parser, DEEPEST);
      if (parser.nextToken() != null) {
        TokenStreamLocation at = parser.currentTokenLocation();
        return misread(at, "Something follows the facts.");
      }
      return FactsReader.read(root);
    } catch (JacksonException e) {
      return misread(e.getLocation(), "This is no JSON: %s".formatted(e.getOriginalMessage()));
    }
  }

  /** Where a limit was met, the parser names no place. */
  private static Misread misread(@Nullable TokenStreamLocation at, String sentence) {
    int line = at == null ? 1 : Math.max(at.getLineNr(), 1);
    int column = at == null ? 1 : Math.max(at.getColumnNr(), 1);
    return new Misread(List.of(Mistake.at(line, column, sentence)));
  }

  private static Entry entry(JsonParser parser, int depth) {
    TokenStreamLocation at = parser.currentTokenLocation();
    int line = at.getLineNr();
    int column = at.getColumnNr();
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT && depth > 0) {
      return new Mapping(pairs(parser, depth - 1), line, column);
    }
    if (token.isStructStart()) {
      parser.skipChildren();
      return new Other(line, column);
    }
    Sort sort =
        token.isBoolean()
            ? Sort.BOOLEAN
            : token.isNumeric()
                ? Sort.NUMBER
                : token == JsonToken.VALUE_NULL ? Sort.NOTHING : Sort.TEXT;
    return new Scalar(parser.getString(), sort, line, column);
  }

  private static List<Pair> pairs(JsonParser parser, int depth) {
    List<Pair> pairs = new ArrayList<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      TokenStreamLocation at = parser.currentTokenLocation();
      String key = parser.currentName();
      parser.nextToken();
      pairs.add(new Pair(key, at.getLineNr(), at.getColumnNr(), entry(parser, depth)));
    }
    return pairs;
  }
}
