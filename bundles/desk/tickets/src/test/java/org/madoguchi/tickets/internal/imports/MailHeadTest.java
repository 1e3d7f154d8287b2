package org.madoguchi.tickets.internal.imports;

import static org.junit.Assert.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.Test;
import org.madoguchi.testing.covers.Covers;

public class MailHeadTest {
  private static MailHead head(String text) {
    return MailHead.of(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  @Covers("X1")
  public void whatTiesMailsIsReadFromFoldedAndEncodedHeads() {
    MailHead head =
        head(
            "Message-ID: <b@x>\r\nReferences: <root@x>\r\n <a@x>\r\nIn-Reply-To: <a@x>\r\n"
                + "From: =?UTF-8?B?55Sw5Lit?= <t@mail.example>\r\n"
                + "Subject: Re: =?ISO-2022-JP?B?GyRCJDQkXxsoQg==?=\r\n =?UTF-8?Q?=5BShimin_#12=5D?=\r\n"
                + "Date: Sat, 1 Apr 2023 15:05:00 +0900\r\n\r\nSubject: not this\r\n");
    assertEquals("b@x", head.messageId());
    assertEquals(List.of("root@x", "a@x"), head.references());
    assertEquals("田中 <t@mail.example>", head.from());
    assertEquals("Re: ごみ[Shimin #12]", head.subject());
    assertEquals(Optional.of("12"), head.tag());
  }

  @Test
  public void brokenHeadsAreNoFailure() {
    assertEquals("", head("").messageId());
    assertEquals("=?nowhere?B?!?=", head("Subject: =?nowhere?B?!?=\n\n").subject());
    assertEquals(Optional.empty(), head("Subject: [list 12] x\n\n").tag());
  }
}
