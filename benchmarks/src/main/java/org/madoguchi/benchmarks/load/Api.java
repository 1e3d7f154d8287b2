package org.madoguchi.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Somebody logged in over REST, on one connection. */
public final class Api implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Connection connection;
  private final String credentials;

  private Api(Connection connection, String credentials) {
    this.connection = connection;
    this.credentials = credentials;
  }

  public static Api logIn(int port, String user, String password) throws IOException {
    Connection connection = new Connection(port);
    String body = "{\"user\":\"" + user + "\",\"password\":\"" + password + "\"}";
    Connection.Answer answer =
        connection.send(request("POST", "/api/session", "", body.getBytes(StandardCharsets.UTF_8)));
    if (answer.status() != 200) {
      throw new IOException(user + " cannot log in: " + answer.status() + " " + answer.text());
    }
    String token = JSON.readTree(answer.body()).get("csrfToken").asText();
    String cookie = answer.header("Set-Cookie").split(";")[0];
    return new Api(connection, "Cookie: " + cookie + "\r\nX-CSRF-Token: " + token + "\r\n");
  }

  /** The same person on another connection. */
  public Api again(int port) throws IOException {
    return new Api(new Connection(port), credentials);
  }

  /** What says who asks, for whoever reads an answer by other means. */
  public String cookie() {
    return credentials.lines().findFirst().orElseThrow().substring("Cookie: ".length());
  }

  /** The bytes that ask for it; build once, send often. */
  public byte[] asking(String path) {
    return request("GET", path, credentials, null);
  }

  public JsonNode get(String path) throws IOException {
    return JSON.readTree(expect(200, connection.send(asking(path)), path));
  }

  public int status(String path) throws IOException {
    return connection.send(asking(path)).status();
  }

  /** Reads the answer, looks at nothing but its status. */
  public void fetch(byte[] request) throws IOException {
    expect(200, connection.send(request), "GET");
  }

  public JsonNode post(String path, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    return JSON.readTree(
        expect(201, connection.send(request("POST", path, credentials, body)), path));
  }

  /** The same without reading the answer's JSON. */
  public void send(String path, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    expect(201, connection.send(request("POST", path, credentials, body)), path);
  }

  private static byte[] expect(int status, Connection.Answer answer, String path)
      throws IOException {
    if (answer.status() != status) {
      throw new IOException(path + ": " + answer.status() + " " + answer.text());
    }
    return answer.body();
  }

  private static byte[] request(String method, String path, String credentials, byte[] body) {
    String head =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Language: ja\r\n"
            + credentials
            + (body == null
                ? ""
                : "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n")
            + "\r\n";
    byte[] bytes = head.getBytes(StandardCharsets.UTF_8);
    if (body == null) {
      return bytes;
    }
    byte[] whole = java.util.Arrays.copyOf(bytes, bytes.length + body.length);
    System.arraycopy(body, 0, whole, bytes.length, body.length);
    return whole;
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
