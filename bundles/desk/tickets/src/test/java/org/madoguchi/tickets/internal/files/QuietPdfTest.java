package org.madoguchi.tickets.internal.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.Test;

public class QuietPdfTest {
  private static final String PAGE =
      "%PDF-1.5\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
          + "2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n";

  @Test
  public void pageWithTextAndPicturesIsQuiet() throws IOException {
    assertTrue(quiet(PAGE));
    assertTrue(quiet(PAGE + stream("<</Filter/FlateDecode>>", "BT (JavaScript /JSON) Tj ET")));
    byte[] picture = new byte[300_000];
    new Random(3).nextBytes(picture);
    assertTrue(
        quiet(
            PAGE
                + "3 0 obj<</Filter/DCTDecode>>stream\n"
                + new String(picture, ISO_8859_1).replace("/", "")
                + "\nendstream endobj"));
  }

  @Test
  public void whateverWouldRunOrLeaveIsNot() {
    for (String active :
        new String[] {
          "/OpenAction<</S/JavaScript/JS(app.alert(1))>>",
          "/AA <</O 3 0 R>>",
          "<</S/Launch/F(cmd.exe)>>",
          "/Names<</EmbeddedFiles 3 0 R>>",
          "/AcroForm<</XFA 3 0 R>>",
          "/J#61vaScript 3 0 R",
          "/#4aS(x)",
          "trailer<</Encrypt 9 0 R>>"
        }) {
      assertFalse(active, quiet(PAGE + active));
    }
  }

  @Test
  public void compressedObjectsAreLookedThroughAsWell() throws IOException {
    String table = "<</Type/ObjStm/N 1/Filter/FlateDecode>>";
    assertTrue(quiet(PAGE + stream(table, "<</Type/Page>>".repeat(10_000))));
    String far = " ".repeat(64 * 1024 - 5);
    assertFalse(quiet(PAGE + stream(table, far + "<</S/JavaScript/JS(x)>>")));
    assertFalse(quiet(PAGE + stream("<</Type/ObjStm/Filter[/A85 /FlateDecode]>>", "x")));
  }

  @Test
  public void bombIsGivenUp() throws IOException {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflated = new DeflaterOutputStream(bomb)) {
      byte[] nothing = new byte[1024 * 1024];
      for (int i = 0; i < 100; i++) {
        deflated.write(nothing);
      }
    }
    assertFalse(quiet(PAGE + "3 0 obj<<>>stream\n" + bomb.toString(ISO_8859_1) + "\nendstream"));
  }

  private static String stream(String dictionary, String content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflated = new DeflaterOutputStream(bytes)) {
      deflated.write(content.getBytes(ISO_8859_1));
    }
    return "4 0 obj"
        + dictionary
        + "stream\r\n"
        + bytes.toString(ISO_8859_1)
        + "\nendstream endobj\n";
  }

  private static boolean quiet(String content) {
    return QuietPdf.isQuiet(content.getBytes(ISO_8859_1));
  }
}
