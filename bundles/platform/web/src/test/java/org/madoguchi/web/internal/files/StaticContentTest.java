package org.madoguchi.web.internal.files;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;
import static org.madoguchi.web.internal.WebServer.header;
import static org.madoguchi.web.internal.WebServer.problem;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import javax.servlet.http.HttpServletResponse;
import org.junit.Rule;
import org.junit.Test;
import org.madoguchi.web.ContentSecurityPolicy;
import org.madoguchi.web.StaticContent;
import org.madoguchi.web.StaticContent.Caching;
import org.madoguchi.web.internal.BundleFile;
import org.madoguchi.web.internal.WebServer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

public class StaticContentTest {
  private static final String LONG = "/* 窓口 */ ".repeat(200);
  private static final String HASH = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

  @Rule public final WebServer web = new WebServer();

  private Bundle vendor(String header) throws BundleException {
    BundleFile file =
        new BundleFile("vendor", "1.0.0")
            .header("Madoguchi-Static", header)
            .file("secret.txt", "secret")
            .file("vendor/", new byte[0])
            .file("vendor/lit/", new byte[0])
            .file("vendor/lit/3.3.3/index.js", LONG)
            .file("vendor/small.css", "a{}")
            .file("vendor/logo.png", new byte[2_000]);
    Bundle bundle = web.bundleContext().installBundle("test:vendor", file.open());
    bundle.start();
    return bundle;
  }

  private HttpResponse<byte[]> bytes(HttpRequest.Builder request) {
    return web.send(request, BodyHandlers.ofByteArray());
  }

  @Test
  public void filesComeWithTypeTagAndCompressedForWhoeverTakesIt() throws Exception {
    vendor("/vendor;folder=vendor;immutable=true");
    HttpResponse<String> plain = web.send(web.request("/vendor/lit/3.3.3/index.js"));
    assertEquals(LONG, plain.body());
    assertEquals("text/javascript;charset=utf-8", header(plain, "Content-Type"));
    assertEquals("public, max-age=31536000, immutable", header(plain, "Cache-Control"));
    assertEquals("Accept-Encoding", header(plain, "Vary"));
    HttpResponse<byte[]> packed =
        bytes(
            web.request("/vendor/lit/3.3.3/index.js").header("Accept-Encoding", "br, gzip;q=0.8"));
    assertEquals("gzip", header(packed, "Content-Encoding"));
    assertEquals(LONG, unzipped(packed.body()));
    assertTrue(!header(plain, "ETag").equals(header(packed, "ETag")));
    for (String none : new String[] {"", "br", "gzip;q=0", "gzip;q=0.000", "identity"}) {
      assertEquals(
          none,
          "",
          header(
              bytes(web.request("/vendor/lit/3.3.3/index.js").header("Accept-Encoding", none)),
              "Content-Encoding"));
    }
    HttpResponse<byte[]> picture =
        bytes(web.request("/vendor/logo.png").header("Accept-Encoding", "gzip"));
    assertEquals("image/png", header(picture, "Content-Type"));
    assertEquals("", header(picture, "Content-Encoding"));
    assertArrayEquals(new byte[2_000], picture.body());
  }

  private static String unzipped(byte[] packed) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  public void anUnchangedFileIsNotSentAgain() throws BundleException {
    vendor("/vendor;folder=vendor");
    HttpResponse<String> first = web.send(web.request("/vendor/small.css"));
    assertEquals("no-cache", header(first, "Cache-Control"));
    String tag = header(first, "ETag");
    for (String known : new String[] {tag, "W/" + tag, "\"x\", " + tag, "*"}) {
      HttpResponse<String> again =
          web.send(web.request("/vendor/small.css").header("If-None-Match", known));
      assertEquals(known, 304, again.statusCode());
      assertEquals("", again.body());
      assertEquals(tag, header(again, "ETag"));
    }
    assertEquals(
        200,
        web.send(web.request("/vendor/small.css").header("If-None-Match", "\"x\"")).statusCode());
  }

  @Test
  public void headTellsTheSameWithoutTheBody() throws BundleException {
    vendor("/vendor;folder=vendor");
    HttpResponse<String> head =
        web.send(web.request("/vendor/small.css").method("HEAD", BodyPublishers.noBody()));
    assertEquals(200, head.statusCode());
    assertEquals("3", header(head, "Content-Length"));
    assertEquals("", head.body());
  }

  @Test
  public void noFolderIsListedAndNothingOutsideIsReached() throws BundleException {
    vendor("/vendor;folder=vendor");
    for (String path :
        new String[] {
          "/vendor",
          "/vendor/",
          "/vendor/lit",
          "/vendor/lit/",
          "/vendor/../secret.txt",
          "/vendor/%2e%2e/secret.txt",
          "/vendor/..%2fsecret.txt",
          "/vendor//small.css",
          "/vendor/small.css/",
          "/vendor/none.js",
          "/vendor/.hidden",
          "/vendor/small.css%00.js",
          "/vendor/META-INF/MANIFEST.MF",
          "/vendor/%E7%AA%93.js"
        }) {
      HttpResponse<String> response = web.send(web.request(path));
      assertTrue(
          path + response.body(), response.statusCode() == 404 || response.statusCode() == 400);
      assertTrue(path, !response.body().contains("secret\n") && !response.body().equals("secret"));
    }
  }

  @Test
  public void headersThatCannotBeReadServeNothing() {
    for (String bad :
        new String[] {
          "",
          "vendor",
          "/api;folder=x",
          "/ui/x;folder=x",
          "/health;folder=x",
          "/x",
          "/x;folder=../y",
          "/x;folder=",
          "/x;folder=.y",
          "/x/*;folder=y",
          "/x;folder=y;mutable=true",
          "/X;folder=y"
        }) {
      assertThrows(bad, IllegalArgumentException.class, () -> StaticClause.parse(bad));
    }
    assertEquals(
        List.of(
            new StaticClause("/a", "b/c", Caching.IMMUTABLE),
            new StaticClause("/d/e", "f", Caching.REVALIDATED)),
        StaticClause.parse("/a;folder=b/c;immutable=true, /d/e;folder=\"f\""));
  }

  @Test
  public void anApplicationShellIsServedForItsRoutesWithItsImportMapAllowed() {
    StaticContent.Source source =
        path ->
            switch (path) {
              case "index.html" ->
                  java.util.Optional.of("<!--MAP-->".getBytes(StandardCharsets.UTF_8));
              case "app.js" -> java.util.Optional.of(new byte[] {'1'});
              default -> java.util.Optional.empty();
            };
    web.serve(
        "/console/*",
        new StaticContent(source, Caching.REVALIDATED) {
          private static final long serialVersionUID = 1L;

          @Override
          protected String fallback(String path) {
            return path.contains(".") ? null : "index.html";
          }

          @Override
          protected byte[] prepared(String path, byte[] content) {
            return path.endsWith(".html") ? "<map>".getBytes(StandardCharsets.UTF_8) : content;
          }

          @Override
          protected void decorate(HttpServletResponse response, String path) {
            if (path.endsWith(".html")) {
              ContentSecurityPolicy.allowScript(response, HASH);
            }
          }
        });
    for (String path :
        new String[] {"/console/", "/console/tickets/mihon-2026-000001", "/console/index.html"}) {
      HttpResponse<String> shell = web.send(web.request(path));
      assertEquals("<map>", shell.body());
      assertTrue(header(shell, "Content-Security-Policy").contains("'sha256-" + HASH + "'"));
      assertEquals("text/html;charset=utf-8", header(shell, "Content-Type"));
    }
    assertEquals("404 not-found", problem(web.send(web.request("/console/none.js"))));
    assertTrue(
        !header(web.send(web.request("/console/app.js")), "Content-Security-Policy")
            .contains("sha256"));
  }
}
