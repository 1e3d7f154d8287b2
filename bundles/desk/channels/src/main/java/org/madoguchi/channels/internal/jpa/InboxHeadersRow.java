package org.madoguchi.channels.internal.jpa;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;
import javax.persistence.Column;
import javax.persistence.Entity;
import javax.persistence.Id;
import javax.persistence.Table;

/** A row of INBOX_HEADERS. */
@Entity
@Table(name = "INBOX_HEADERS")
class InboxHeadersRow {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Id
  @Column(name = "INBOX_ID")
  long inboxId;

  @Column(name = "HEADERS")
  String headers;

  static InboxHeadersRow of(long inboxId, Map<String, String> headers) {
    InboxHeadersRow row = new InboxHeadersRow();
    row.inboxId = inboxId;
    try {
      row.headers = JSON.writeValueAsString(new TreeMap<>(headers));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    return row;
  }

  Map<String, String> read() {
    try {
      return JSON.readValue(headers, new TypeReference<Map<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the headers of delivery " + inboxId + " are damaged");
    }
  }
}
