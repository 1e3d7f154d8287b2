package org.madoguchi.assistant.internal.openai;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.madoguchi.assistant.AnswerAssistant;
import org.madoguchi.assistant.AssistantUnavailable;
import org.madoguchi.assistant.Conversation;
import org.madoguchi.assistant.SuggestRequest;
import org.madoguchi.assistant.Suggestions;
import org.madoguchi.assistant.Summary;
import org.madoguchi.assistant.internal.EmbeddedAssistant;
import org.madoguchi.kernel.MunicipalityId;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Has conversations summarised by whatever speaks OpenAI's chat completions, in the house or
 * outside. Personal data are taken out before and put back after. Nothing else leaves: what may
 * answer is looked for here.
 */
@Component(
    service = AnswerAssistant.class,
    configurationPid = "org.madoguchi.assistant.openai",
    configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = OpenAiConfig.class, factory = true)
public final class OpenAiAssistant implements AnswerAssistant {
  static final int LARGEST_ANSWER = 256 * 1024;
  private static final String NAME = "openai";
  private static final int OK = 200;
  private static final int LONGEST_TIMEOUT = 25;

  private final EmbeddedAssistant embedded;
  private final MunicipalityId municipality;
  private final URI address;
  private final String model;
  private final String key;
  private final Duration patience;
  private final HttpClient client;

  @Activate
  public OpenAiAssistant(@Reference EmbeddedAssistant embedded, OpenAiConfig config)
      throws IOException {
    this.embedded = embedded;
    this.municipality = new MunicipalityId(required("municipality", config.municipality()));
    this.address = address(required("endpoint", config.endpoint()), config.internalHost().strip());
    this.model = required("model", config.model());
    this.key = key(config);
    int seconds = Math.max(1, Math.min(config.timeoutSeconds(), LONGEST_TIMEOUT));
    this.patience = Duration.ofSeconds(seconds);
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(patience)
            .build();
  }

  private static String required(String name, String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(
          "org.madoguchi.assistant.openai: " + name + " must be set");
    }
    return value.strip();
  }

  /** Conversations are never sent in the clear but to the host that was named for it. */
  private static URI address(String endpoint, String internalHost) {
    URI base = URI.create(endpoint.replaceAll("/+$", ""));
    boolean named = base.getHost() != null && base.getHost().equalsIgnoreCase(internalHost);
    boolean safe = "https".equals(base.getScheme()) || "http".equals(base.getScheme()) && named;
    if (base.getHost() == null || base.getUserInfo() != null || !safe) {
      throw new IllegalArgumentException(
          "org.madoguchi.assistant.openai: endpoint must be an https address, or an http address"
              + " on the host that internalHost names");
    }
    return URI.create(base + "/chat/completions");
  }

  private static String key(OpenAiConfig config) throws IOException {
    String file = config.keyFile().strip();
    return file.isEmpty() ? config._key().strip() : Files.readString(Path.of(file)).strip();
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean serves(MunicipalityId asked) {
    return municipality.equals(asked);
  }

  @Override
  public Suggestions suggest(SuggestRequest request) {
    return embedded.suggest(request);
  }

  @Override
  public Summary summarise(Conversation conversation) throws AssistantUnavailable {
    if (conversation.turns().stream().allMatch(turn -> turn.text().isBlank())) {
      return Summary.NOTHING;
    }
    try {
      Masked masked = new Masked(conversation.personal());
      byte[] answer = post(Prompt.request(model, conversation, masked));
      return Prompt.answer(answer, conversation, masked)
          .orElseThrow(() -> new AssistantUnavailable("an answer that is no summary"));
    } catch (IOException e) {
      // its message may hold an address or what was said
      throw new AssistantUnavailable(e.getClass().getSimpleName());
    }
  }

  private byte[] post(String body) throws IOException, AssistantUnavailable {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .timeout(patience)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    CompletableFuture<HttpResponse<byte[]>> asked =
        client.sendAsync(request.build(), head -> new BoundedBody(LARGEST_ANSWER));
    try {
      // the client's own limit ends with the head: a body that drips is ended here
      HttpResponse<byte[]> answer = asked.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (answer.statusCode() != OK) {
        throw new AssistantUnavailable("HTTP " + answer.statusCode());
      }
      return answer.body();
    } catch (TimeoutException e) {
      throw new AssistantUnavailable("no answer within " + patience.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw new AssistantUnavailable(e.getCause().getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssistantUnavailable("interrupted");
    } finally {
      asked.cancel(true);
    }
  }
}
