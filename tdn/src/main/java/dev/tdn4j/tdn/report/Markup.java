package dev.tdn4j.tdn.report;

import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes well-formed XML, the common ground of SVG and HTML. Attributes are given as names and values in turn. */
final class Markup {

    private final StringWriter out = new StringWriter();
    private final XMLStreamWriter writer;

    Markup() {
        try {
            writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
        } catch (XMLStreamException e) {
            throw new AssertionError(e);
        }
    }

    private interface Step {
        void run() throws XMLStreamException;
    }

    /** Memory does not fail; calls out of order are our own mistake. */
    private Markup step(Step step) {
        try {
            step.run();
            return this;
        } catch (XMLStreamException e) {
            throw new AssertionError(e);
        }
    }

    /** Opens an element. */
    Markup start(String name, Object... attributes) {
        return step(() -> {
            writer.writeStartElement(name);
            attributes(attributes);
        });
    }

    /** Closes the innermost element. */
    Markup end() {
        return step(writer::writeEndElement);
    }

    /** An element without content, such as SVG's shapes and HTML's void elements. */
    Markup empty(String name, Object... attributes) {
        return step(() -> {
            writer.writeEmptyElement(name);
            attributes(attributes);
        });
    }

    /** An element that holds a text. */
    Markup element(String name, String text, Object... attributes) {
        return start(name, attributes).text(text).end();
    }

    Markup text(String text) {
        return step(() -> writer.writeCharacters(legal(text)));
    }

    /** What stands before the first element. */
    Markup doctype(String doctype) {
        return step(() -> writer.writeDTD(doctype));
    }

    private void attributes(Object... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            Object value = attributes[i + 1];
            writer.writeAttribute((String) attributes[i], value instanceof Double d ? PathData.number(d) : legal(value.toString()));
        }
    }

    /** XML has no form for most control characters; they may come in with the names of files. */
    private static String legal(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .map(c -> c >= ' ' && c < 0xd800 || c == '\n' || c == '\t' || c >= 0xe000 && c < 0xfffe || c > 0xffff ? c : '\ufffd')
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    @Override
    public String toString() {
        step(writer::flush);
        return out.toString();
    }
}
