package dev.tdn4j.tdn.report;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Reads back what reports are made of; fails where it is not well-formed. */
final class Xml {

    private Xml() {}

    static Document parse(String text) throws IOException, SAXException, ParserConfigurationException {
        return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }

    static List<String> texts(Document document, String element) {
        return elements(document, element).map(Element::getTextContent).toList();
    }

    static List<String> attributes(Document document, String element, String attribute) {
        return elements(document, element).map(e -> e.getAttribute(attribute)).toList();
    }

    private static Stream<Element> elements(Document document, String name) {
        var found = document.getElementsByTagName(name);
        return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
    }
}
