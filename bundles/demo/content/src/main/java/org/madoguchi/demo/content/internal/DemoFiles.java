package org.madoguchi.demo.content.internal;

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
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.madoguchi.demo.shared.WrittenCase;

/** Reads the files below {@code demo/} of this bundle. */
final class DemoFiles {
  /** Finds the files of a folder by a pattern such as {@code cases-*.json}. */
  interface Folder {
    List<URL> find(String folder, String pattern);
  }

  private final Folder folder;
  private final ObjectMapper json = new ObjectMapper();

  DemoFiles(Folder folder) {
    this.folder = folder;
  }

  List<WrittenCase> cases(String slug) {
    List<WrittenCase> cases = new ArrayList<>();
    for (URL url : sorted("demo/" + slug, "cases-*.json")) {
      try {
        cases.addAll(List.of(json.readValue(url, WrittenCase[].class)));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + url.getPath(), e);
      }
    }
    return cases;
  }

  List<DemoTemplate> templates(String slug) {
    URL url = sorted("demo/" + slug, "templates.json").get(0);
    try {
      return List.of(json.readValue(url, DemoTemplate[].class));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + url.getPath(), e);
    }
  }

  /** None where nobody wrote any. */
  List<DemoArticle> articles(String slug) {
    List<DemoArticle> articles = new ArrayList<>();
    for (URL url : sorted("demo/" + slug, "articles.json")) {
      try {
        articles.addAll(List.of(json.readValue(url, DemoArticle[].class)));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + url.getPath(), e);
      }
    }
    return articles;
  }

  List<DemoCitizen> citizens(String slug) {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    List<DemoCitizen> citizens = new ArrayList<>();
    try (Reader reader = csv(slug, "citizens.csv")) {
      for (CSVRecord r : format.parse(reader)) {
        citizens.add(
            new DemoCitizen(
                r.get("name"), r.get("kana"), r.get("phone"), r.get("mail"), r.get("language")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return citizens;
  }

  Reader csv(String slug, String name) {
    URL url = sorted("demo/" + slug, name).get(0);
    try {
      return new InputStreamReader(url.openStream(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<URL> sorted(String path, String pattern) {
    List<URL> urls = new ArrayList<>(folder.find(path, pattern));
    urls.sort(Comparator.comparing(URL::getPath));
    return urls;
  }
}
