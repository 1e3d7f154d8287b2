package org.madoguchi.itests.instance;

import static org.junit.Assert.assertEquals;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.madoguchi.itests.container.Api;

/** What operators do again and again. */
public final class Calls {
  private Calls() {}

  /** Opens a ticket for a caller on the phone: no mail goes out. */
  public static String openByHand(Api operator, String municipality, String subject)
      throws Exception {
    HttpResponse<String> made =
        operator.send(
            "POST",
            "/api/tickets",
            Map.of(
                "requestId",
                UUID.randomUUID().toString(),
                "municipality",
                municipality,
                "kind",
                "inquiry",
                "channel",
                "phone",
                "subject",
                subject,
                "text",
                "電話で聞き取りました。",
                "citizen",
                Map.of(
                    "name",
                    "佐藤 一郎",
                    "contacts",
                    List.of(Map.of("kind", "phone", "value", "0466000000")))));
    assertEquals(made.body(), 201, made.statusCode());
    String ref = Api.json(made.body()).get("ref").asText();
    String address = made.headers().firstValue("Location").orElseThrow();
    assertEquals("/api/tickets/" + ref, URI.create(address).getPath());
    return ref;
  }
}
