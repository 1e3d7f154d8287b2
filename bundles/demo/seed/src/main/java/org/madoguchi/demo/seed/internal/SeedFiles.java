package org.madoguchi.demo.seed.internal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.madoguchi.demo.shared.WrittenCase;

/** The demonstration's files, which this bundle carries. */
final class SeedFiles {
  private static final CSVFormat CSV =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  private final Function<String, List<URL>> find;

  /**
   * @param find the files of the bundle by a pattern such as {@code cases-*.json}
   */
  SeedFiles(Function<String, List<URL>> find) {
    this.find = find;
  }

  /** Every case, the names of its citizen replaced by {@link SeedHistory#NAME}. */
  List<WrittenCase> cases() {
    List<String> names = lines("citizens.csv").stream().map(r -> r.get("name")).toList();
    ObjectMapper json = new ObjectMapper();
    List<URL> urls = new ArrayList<>(find.apply("cases-*.json"));
    urls.sort(Comparator.comparing(URL::getPath));
    List<WrittenCase> cases = new ArrayList<>();
    for (URL url : urls) {
      try {
        for (WrittenCase c : json.readValue(url, WrittenCase[].class)) {
          cases.add(c.asked(words -> anonymous(words, names)));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + url.getPath(), e);
      }
    }
    return cases;
  }

  private static String anonymous(String text, List<String> names) {
    String known = text;
    for (String name : names) {
      known = known.replace(name, SeedHistory.NAME);
    }
    return known;
  }

  List<CSVRecord> lines(String file) {
    URL url = find.apply(file).get(0);
    try (Reader reader = new InputStreamReader(url.openStream(), StandardCharsets.UTF_8)) {
      return CSV.parse(reader).getRecords();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + url.getPath(), e);
    }
  }

  Reader reader(String file) throws IOException {
    return new InputStreamReader(find.apply(file).get(0).openStream(), StandardCharsets.UTF_8);
  }
}
