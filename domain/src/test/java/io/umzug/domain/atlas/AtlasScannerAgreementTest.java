package io.umzug.domain.atlas;

import static org.assertj.core.api.Assertions.assertThat;

import io.umzug.domain.atlas.AtlasRewrite.Rewritten;
import io.umzug.domain.atlas.AtlasRewrite.Unchanged;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.helpers.DefaultHandler;

/** The own scanner held against a parser that knows nothing of it. */
class AtlasScannerAgreementTest {
  private static final Map<String, String> TARGETS = Map.of("XPDATA", "it's;new\\A&B");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "utf8.xml",
        "utf8-crlf.xml",
        "utf8-bom-crlf.xml",
        "utf8-lone-cr.xml",
        "utf16le-bom-crlf.xml",
        "utf16be-bom.xml",
        "windows-1252-crlf.xml",
        "iso-8859-1.xml",
        "entities-and-quotes.xml",
        "nested-and-prefixed.xml"
      })
  void sees_the_elements_and_values_that_a_dom_sees(String name) throws Exception {
    byte[] bytes = AwkwardFile.bytes(name);
    assertThat(scanned(bytes)).isEqualTo(parsed(bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "utf8.xml",
        "utf16le-bom-crlf.xml",
        "entities-and-quotes.xml",
        "nested-and-prefixed.xml"
      })
  void a_damaged_file_is_refused_or_read_as_a_dom_reads_it(String name) throws Exception {
    byte[] original = AwkwardFile.bytes(name);
    Random random = new Random(20260105);
    int understood = 0;
    for (int i = 0; i < 300; i++) {
      byte[] damaged = damaged(original, random);
      if (Atlas.read(damaged) instanceof AtlasFile) {
        understood++;
        assertThat(scanned(damaged)).as("damage %d", i).isEqualTo(parsed(damaged));
      }
      if (Atlas.rewrite(damaged, TARGETS, true) instanceof Rewritten rewritten) {
        assertThat(parsed(rewritten.content())).hasSameSizeAs(parsed(damaged));
        assertThat(Atlas.rewrite(rewritten.content(), TARGETS, true))
            .as("damage %d", i)
            .isInstanceOf(Unchanged.class);
      }
    }
    assertThat(understood).isBetween(20, 280);
  }

  private static byte[] damaged(byte[] original, Random random) {
    byte[] damaged = original.clone();
    int at = random.nextInt(damaged.length);
    int from = random.nextInt(damaged.length);
    int length = random.nextInt(1, 4);
    for (int i = 0; i < length && at + i < damaged.length && from + i < damaged.length; i++) {
      damaged[at + i] = original[from + i];
    }
    return damaged;
  }

  private static List<String> scanned(byte[] bytes) {
    List<String> seen = new ArrayList<>();
    for (XmlElement element : XmlScanner.scan(TextDecoding.decode(bytes))) {
      List<String> attributes = new ArrayList<>();
      element.attributes().forEach(a -> attributes.add(a.name() + "=" + a.value().text()));
      seen.add(described(element.depth(), element.name(), attributes));
    }
    return seen;
  }

  private static List<String> parsed(byte[] bytes) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    var builder = factory.newDocumentBuilder();
    builder.setErrorHandler(new DefaultHandler());
    NodeList all = builder.parse(new ByteArrayInputStream(bytes)).getElementsByTagName("*");
    List<String> seen = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      Element element = (Element) all.item(i);
      List<String> attributes = new ArrayList<>();
      for (int j = 0; j < element.getAttributes().getLength(); j++) {
        Attr attribute = (Attr) element.getAttributes().item(j);
        attributes.add(attribute.getName() + "=" + attribute.getValue());
      }
      int depth = 0;
      while (element.getParentNode() instanceof Element parent) {
        depth++;
        element = parent;
      }
      seen.add(described(depth, ((Element) all.item(i)).getTagName(), attributes));
    }
    return seen;
  }

  private static String described(int depth, String name, List<String> attributes) {
    return depth + " " + name + " " + attributes.stream().sorted().toList();
  }
}
