package org.madoguchi.demo.mail.internal;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.servlet.Servlet;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.madoguchi.demo.mail.internal.DemoMailServer.Mail;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code /demo/mail}: what citizens receive, and a form to answer as one. Demo edition only; no
 * login.
 */
@Component(
    service = Servlet.class,
    immediate = true,
    property = {
      "madoguchi.served.to=ANYBODY",
      "osgi.http.whiteboard.servlet.pattern=/demo/mail",
      "osgi.http.whiteboard.servlet.name=madoguchi-demo-mail"
    })
public final class MailboxPage extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int LONGEST_ANSWER = 20_000;

  private final transient DemoMailServer server;

  @Activate
  public MailboxPage(@Reference DemoMailServer server) {
    this.server = server;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String address = request.getParameter("address");
    StringBuilder page = new StringBuilder(4096);
    page.append("<!doctype html><html lang=\"ja\"><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
        .append("<title>市民のメールボックス（デモ）</title><main><h1>市民のメールボックス（デモ）</h1>");
    if (address == null) {
      overview(page);
    } else {
      mailbox(page, address);
    }
    response.setContentType("text/html;charset=UTF-8");
    response.getWriter().append(page.append("</main></html>"));
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.setCharacterEncoding("UTF-8");
    String address = request.getParameter("address");
    String id = request.getParameter("message");
    String text = request.getParameter("text");
    if (address == null
        || id == null
        || text == null
        || text.isBlank()
        || text.length() > LONGEST_ANSWER) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
      return;
    }
    server.mailbox(address).stream()
        .filter(m -> id.equals(m.messageId()))
        .findFirst()
        .ifPresent(m -> server.answer(address, m, text));
    response.sendRedirect(
        "/demo/mail?address=" + URLEncoder.encode(address, StandardCharsets.UTF_8));
  }

  private void overview(StringBuilder page) {
    List<String> citizens = server.citizens();
    if (citizens.isEmpty()) {
      page.append("<p>まだメールを受け取った市民はいません。コンソールで回答すると、ここに表示されます。</p>");
      return;
    }
    page.append("<ul>");
    for (String citizen : citizens) {
      page.append("<li><a href=\"/demo/mail?address=")
          .append(URLEncoder.encode(citizen, StandardCharsets.UTF_8))
          .append("\">")
          .append(escaped(citizen))
          .append("</a>（")
          .append(server.mailbox(citizen).size())
          .append("通）</li>");
    }
    page.append("</ul>");
  }

  private void mailbox(StringBuilder page, String address) {
    page.append("<p><a href=\"/demo/mail\">一覧へ戻る</a></p><h2>")
        .append(escaped(address))
        .append("</h2>");
    for (Mail mail : server.mailbox(address)) {
      page.append("<article><h3>")
          .append(escaped(mail.subject()))
          .append("</h3><p>差出人: ")
          .append(escaped(mail.from()))
          .append("<br>日時: ")
          .append(escaped(mail.date()))
          .append("</p><pre>")
          .append(escaped(mail.text()))
          .append(
              "</pre><form method=\"post\" action=\"/demo/mail\"><input type=\"hidden\" name=\"address\" value=\"")
          .append(escaped(address))
          .append("\"><input type=\"hidden\" name=\"message\" value=\"")
          .append(escaped(mail.messageId()))
          .append(
              "\"><p><label>この市民として返信する<br><textarea name=\"text\" rows=\"4\" cols=\"60\" required></textarea></label></p>")
          .append("<p><button>返信する</button></p></form><hr></article>");
    }
  }

  private static String escaped(String text) {
    return text == null
        ? ""
        : text.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;");
  }
}
