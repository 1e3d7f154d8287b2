package org.madoguchi.benchmarks;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Citizens' mails as they come: two in three in UTF-8, the third in ISO-2022-JP. */
public final class Mails {
  private static final String TEXT =
      """
      市民窓口課 ご担当者様

      お世話になっております。みほん市川端に住んでいる%sです。
      来月、県外へ引っ越すことになりました。平日は仕事で市役所に行けないため、
      転出届を郵送で出したいと思っています。
      必要な書類と送り先、届くまでの日数を教えていただけますでしょうか。
      また、国民健康保険の手続きも一緒にできるかどうか、合わせてお願いいたします。

      %s
      電話 090-0000-%04d
      """;

  private Mails() {}

  /**
   * @param batch the same batch and number is the same mail
   */
  public static byte[] mail(String batch, int number, String to) {
    boolean jis = number % 3 == 2;
    Charset charset = jis ? Charset.forName("ISO-2022-JP") : StandardCharsets.UTF_8;
    int citizen = number % 7_000;
    String name = "計測 市民" + citizen;
    String body = String.format(TEXT, name, name, citizen).replace("\n", "\r\n");
    String content =
        jis
            ? new String(body.getBytes(charset), StandardCharsets.ISO_8859_1)
            : Base64.getMimeEncoder().encodeToString(body.getBytes(charset));
    String mail =
        "Return-Path: <citizen"
            + citizen
            + "@mail.example>\r\nReceived: from mx.mail.example by city.example; Sun, 22 Nov 2026 10:00:00 +0900\r\n"
            + "From: "
            + word(name)
            + " <citizen"
            + citizen
            + "@mail.example>\r\nTo: "
            + to
            + "\r\nSubject: "
            + word("転出届について " + batch + " " + number)
            + "\r\nDate: Sun, 22 Nov 2026 10:00:00 +0900\r\nMessage-ID: <"
            + batch
            + "."
            + number
            + "@mail.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset="
            + charset.name()
            + "\r\nContent-Transfer-Encoding: "
            + (jis ? "7bit" : "base64")
            + "\r\n\r\n"
            + content;
    return mail.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String word(String text) {
    return "=?UTF-8?B?"
        + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))
        + "?=";
  }
}
