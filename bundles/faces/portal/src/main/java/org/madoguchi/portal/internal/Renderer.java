package org.madoguchi.portal.internal;

import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateMethodModelEx;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;

/** Fills in templates. They escape what they fill in, and can reach nothing but their model. */
final class Renderer {
  private final Configuration configuration = new Configuration(Configuration.VERSION_2_3_34);

  Renderer() {
    configuration.setClassLoaderForTemplateLoading(
        Renderer.class.getClassLoader(), "org/madoguchi/portal/internal/templates");
    configuration.setDefaultEncoding("UTF-8");
    configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
    configuration.setNumberFormat("computer");
    configuration.setLocalizedLookup(false);
    configuration.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
    configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    configuration.setLogTemplateExceptions(false);
    configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
  }

  /**
   * @param name of the file, with its ending
   */
  String filled(String name, Texts texts, Map<String, Object> model) {
    Map<String, Object> all = new HashMap<>(model);
    all.put("t", said(texts, true));
    all.put("p", said(texts, false));
    try {
      StringWriter page = new StringWriter();
      Template template = configuration.getTemplate(name);
      template.process(all, page);
      return page.toString();
    } catch (TemplateException e) {
      throw new IllegalStateException("the template " + name + " is wrong", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TemplateMethodModelEx said(Texts texts, boolean html) {
    return arguments -> {
      String key = arguments.get(0).toString();
      Object[] filled = filled(arguments);
      return html ? Marks.html(texts.html(key, filled)) : texts.plain(key, filled);
    };
  }

  private static Object[] filled(List<?> arguments) {
    Object[] filled = new Object[arguments.size() - 1];
    for (int i = 0; i < filled.length; i++) {
      filled[i] = arguments.get(i + 1).toString();
    }
    return filled;
  }
}
