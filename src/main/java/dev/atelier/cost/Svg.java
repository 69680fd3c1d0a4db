package dev.atelier.cost;

import java.awt.Dimension;
import java.awt.geom.Rectangle2D;
import java.io.StringWriter;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Writes charts as pictures of lines and letters, which stay sharp and small. */
final class Svg {
  private static final String NAMESPACE = "http://www.w3.org/2000/svg";

  private Svg() {}

  static String of(JFreeChart chart, int width, int height) {
    SVGGraphics2D canvas =
        new SVGGraphics2D(SVGGeneratorContext.createDefault(emptyDocument()), false);
    canvas.setSVGCanvasSize(new Dimension(width, height));
    chart.draw(canvas, new Rectangle2D.Double(0, 0, width, height));
    Element root = canvas.getRoot();
    root.setAttribute("viewBox", "0 0 " + width + " " + height);
    return written(root);
  }

  /** Without the document type that Batik would write, which names an address elsewhere. */
  private static String written(Element root) {
    StringWriter text = new StringWriter();
    try {
      Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      transformer.transform(new DOMSource(root), new StreamResult(text));
    } catch (TransformerException impossible) {
      throw new IllegalStateException(impossible);
    }
    return text.toString();
  }

  private static Document emptyDocument() {
    try {
      return DocumentBuilderFactory.newDefaultInstance()
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(NAMESPACE, "svg", null);
    } catch (ParserConfigurationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
