import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.CookieManager;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures the main job on this machine: start, memory at rest, mail to ticket, event to a connected client. Run as
 * {@code java benchmarks/MainJob.java} from the checkout after {@code ./madoguchi build}; takes about three minutes and
 * prints a table. Nothing else should run on the machine.
 */
public final class MainJob {
  private static final int HTTP = 8481;
  private static final int SMTP = 8425;
  private static final int IMAP = 8443;
  private static final int ROUNDS = 20;
  private static final Pattern TOKEN = Pattern.compile("\"csrfToken\":\"([^\"]+)\"");

  private final Path home = Files.createTempDirectory("madoguchi-benchmark");
  private final HttpClient client = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
  private String csrf = "";

  private MainJob() throws IOException {}

  public static void main(String[] arguments) throws Exception {
    new MainJob().measure();
  }

  private void measure() throws Exception {
    try {
      row("first start → ready", seconds(launcher("run")));
      TimeUnit.SECONDS.sleep(20);
      row("memory at rest (RSS)", memory("run") + " MB");
      launcher("stop");
      row("later start → ready", seconds(launcher("run")));
      launcher("stop");
      launcher("demo");
      logIn();
      listen();
      List<Double> toTicket = new ArrayList<>();
      List<Double> toScreen = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        mailToTicket(i, toTicket);
        noteToScreen(toScreen);
      }
      row("mail accepted → event at a client", spread(toTicket));
      row("note posted → event at a client", spread(toScreen));
      row("memory with three years of data (RSS)", memory("demo") + " MB");
    } finally {
      launcher("stop");
    }
  }

  /** From SMTP's 250 until the live stream of an operator tells of the new ticket. */
  private void mailToTicket(int round, List<Double> into) throws Exception {
    events.clear();
    sendMail("計測 " + round);
    long accepted = System.nanoTime();
    awaitEvent("TicketOpened");
    into.add((System.nanoTime() - accepted) / 1e6);
  }

  /** From the request that adds a note until the live stream tells of it. */
  private void noteToScreen(List<Double> into) throws Exception {
    String list = get("/api/tickets?queue=all-open&limit=1");
    Matcher ref = Pattern.compile("\"ref\":\"([^\"]+)\"").matcher(list);
    if (!ref.find()) {
      throw new IllegalStateException("no ticket: " + list);
    }
    events.clear();
    long posted = System.nanoTime();
    post("/api/tickets/" + ref.group(1) + "/notes", "{\"requestId\":\"" + posted + "\",\"text\":\"計測\"}");
    awaitEvent("TicketNoteAdded");
    into.add((System.nanoTime() - posted) / 1e6);
  }

  private void awaitEvent(String type) throws InterruptedException {
    for (String line = ""; !line.contains(type); ) {
      line = events.poll(30, TimeUnit.SECONDS);
      if (line == null) {
        throw new IllegalStateException("no " + type + " within 30 s");
      }
    }
  }

  private void logIn() throws Exception {
    String answer = post("/api/session", "{\"user\":\"suzuki\",\"password\":\"madoguchi-demo\"}");
    Matcher token = TOKEN.matcher(answer);
    if (!token.find()) {
      throw new IllegalStateException(answer);
    }
    csrf = token.group(1);
  }

  private void listen() throws Exception {
    HttpResponse<InputStream> stream =
        client.send(request("/api/live").build(), HttpResponse.BodyHandlers.ofInputStream());
    Thread reader =
        new Thread(
            () -> new java.io.BufferedReader(new java.io.InputStreamReader(stream.body(), StandardCharsets.UTF_8)).lines().forEach(events::add));
    reader.setDaemon(true);
    reader.start();
  }

  private String get(String path) throws Exception {
    return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString()).body();
  }

  private String post(String path, String body) throws Exception {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .header("X-CSRF-Token", csrf)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + HTTP + path));
  }

  private static void sendMail(String subject) throws IOException {
    String encoded = Base64.getEncoder().encodeToString(subject.getBytes(StandardCharsets.UTF_8));
    try (Socket socket = new Socket("127.0.0.1", SMTP)) {
      OutputStream out = socket.getOutputStream();
      var in = new java.io.BufferedReader(new java.io.InputStreamReader(socket.getInputStream()));
      in.readLine();
      for (String line :
          List.of("HELO b", "MAIL FROM:<b@mail.example>", "RCPT TO:<shimin@city.mihon.example>", "DATA",
              "From: b@mail.example\r\nTo: shimin@city.mihon.example\r\nSubject: =?UTF-8?B?" + encoded
                  + "?=\r\nMessage-ID: <" + System.nanoTime() + "@mail.example>\r\n\r\nbenchmark\r\n.")) {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        in.readLine();
      }
    }
  }

  private double launcher(String command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder("./madoguchi", command)
            .redirectErrorStream(true)
            .redirectOutput(home.resolve(command + ".log").toFile());
    builder.environment().putAll(
        Map.of("MADOGUCHI_HOME", home.toString(), "MADOGUCHI_BUILD", "no", "MADOGUCHI_HTTP_PORT", "" + HTTP,
            "MADOGUCHI_SMTP_PORT", "" + SMTP, "MADOGUCHI_IMAP_PORT", "" + IMAP));
    long began = System.nanoTime();
    if (builder.start().waitFor() != 0 && !command.equals("stop")) {
      throw new IllegalStateException(Files.readString(home.resolve(command + ".log")));
    }
    return (System.nanoTime() - began) / 1e9;
  }

  private long memory(String instance) throws IOException {
    String pid = Files.readString(home.resolve(instance).resolve("data/pid")).trim();
    return Files.readAllLines(Path.of("/proc", pid, "status")).stream()
        .filter(l -> l.startsWith("VmRSS"))
        .mapToLong(l -> Long.parseLong(l.replaceAll("\\D+", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  private static String seconds(double value) {
    return String.format("%.1f s", value);
  }

  private static String spread(List<Double> millis) {
    Collections.sort(millis);
    return String.format("p50 %.0f ms, max %.0f ms (%d rounds)", millis.get(millis.size() / 2), millis.get(millis.size() - 1), millis.size());
  }

  private static void row(String what, String value) {
    System.out.println("| " + what + " | " + value + " |");
  }
}
