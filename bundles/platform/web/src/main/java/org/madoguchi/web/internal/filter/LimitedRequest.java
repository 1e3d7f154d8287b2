package org.madoguchi.web.internal.filter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import javax.servlet.ReadListener;
import javax.servlet.ServletInputStream;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;
import org.madoguchi.kernel.problem.DomainException;
import org.madoguchi.kernel.problem.Problems;
import org.madoguchi.web.internal.problem.ClientGone;
import org.madoguchi.web.internal.problem.WebProblems;
import org.madoguchi.web.internal.settings.Settings;

/** A request whose body ends in a problem when it is larger than permitted, declared or not. */
final class LimitedRequest extends HttpServletRequestWrapper {
  private final long limit;
  private ServletInputStream body;
  private BufferedReader reader;

  private LimitedRequest(HttpServletRequest request, long limit) {
    super(request);
    this.limit = limit;
  }

  /**
   * @throws DomainException body-too-large when the declared length says so already
   */
  static LimitedRequest of(HttpServletRequest request, Settings settings) {
    long limit = isJson(request) ? settings.jsonLimit() : settings.bodyLimit();
    if (request.getContentLengthLong() > limit) {
      throw tooLarge(limit);
    }
    return new LimitedRequest(request, limit);
  }

  private static boolean isJson(HttpServletRequest request) {
    String type = request.getContentType();
    if (type == null) {
      return true; // whoever does not say what it is gets the smaller limit
    }
    String bare = type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT);
    return bare.equals("application/json") || bare.endsWith("+json");
  }

  private static DomainException tooLarge(long limit) {
    return new DomainException(Problems.BODY_TOO_LARGE, limit);
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    if (body == null) {
      body = new LimitedStream(super.getInputStream());
    }
    return body;
  }

  @Override
  public BufferedReader getReader() throws IOException {
    if (reader == null) {
      reader = new BufferedReader(new InputStreamReader(getInputStream(), charset()));
    }
    return reader;
  }

  private Charset charset() {
    String name = getCharacterEncoding();
    try {
      return name == null ? StandardCharsets.UTF_8 : Charset.forName(name);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new DomainException(WebProblems.BAD_REQUEST);
    }
  }

  private final class LimitedStream extends ServletInputStream {
    private final ServletInputStream source;
    private long count;

    LimitedStream(ServletInputStream source) {
      this.source = source;
    }

    @Override
    public int read() throws IOException {
      try {
        int b = source.read();
        counted(b < 0 ? 0 : 1);
        return b;
      } catch (IOException e) {
        throw new ClientGone(e);
      }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        int n = source.read(buffer, offset, length);
        counted(Math.max(n, 0));
        return n;
      } catch (IOException e) {
        throw new ClientGone(e);
      }
    }

    private void counted(int more) {
      count += more;
      if (count > limit) {
        throw tooLarge(limit);
      }
    }

    @Override
    public boolean isFinished() {
      return source.isFinished();
    }

    @Override
    public boolean isReady() {
      return source.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      source.setReadListener(listener);
    }

    @Override
    public int available() throws IOException {
      return source.available();
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }
}
