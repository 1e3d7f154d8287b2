package org.madoguchi.search.internal.text;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.ja.JapaneseTokenizer;
import org.apache.lucene.analysis.ja.tokenattributes.BaseFormAttribute;
import org.apache.lucene.analysis.ja.tokenattributes.PartOfSpeechAttribute;
import org.apache.lucene.analysis.ja.tokenattributes.ReadingAttribute;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/** Words by IPADIC, as Lucene brings it: what UniDic is compared with. No part of the product. */
public final class IpadicWords implements Words {
  @Override
  public List<Word> of(NormalText text) {
    List<Word> words = new ArrayList<>();
    try (JapaneseTokenizer tokenizer =
        new JapaneseTokenizer(null, true, JapaneseTokenizer.Mode.SEARCH)) {
      CharTermAttribute term = tokenizer.addAttribute(CharTermAttribute.class);
      BaseFormAttribute base = tokenizer.addAttribute(BaseFormAttribute.class);
      PartOfSpeechAttribute pos = tokenizer.addAttribute(PartOfSpeechAttribute.class);
      ReadingAttribute reading = tokenizer.addAttribute(ReadingAttribute.class);
      OffsetAttribute offset = tokenizer.addAttribute(OffsetAttribute.class);
      tokenizer.setReader(new StringReader(text.text()));
      tokenizer.reset();
      while (tokenizer.incrementToken()) {
        String lemma = base.getBaseForm() == null ? term.toString() : base.getBaseForm();
        Word.Sort sort = sort(pos.getPartOfSpeech());
        words.add(
            new Word(
                Lemmas.stem(lemma, sort),
                reading.getReading() == null ? "" : reading.getReading(),
                term.toString(),
                text.start(offset.startOffset()),
                text.end(offset.endOffset()),
                sort,
                offset.startOffset()));
      }
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Word.Sort sort(String pos) {
    if (pos.startsWith("助") || pos.startsWith("記号")) {
      return Word.Sort.FUNCTION;
    }
    if (pos.startsWith("名詞-接尾") || pos.startsWith("接頭")) {
      return Word.Sort.AFFIX;
    }
    if (pos.startsWith("名詞-数")) {
      return Word.Sort.NUMBER;
    }
    if (pos.startsWith("名詞-代名詞") || pos.startsWith("名詞-非自立")) {
      return Word.Sort.OTHER;
    }
    if (pos.startsWith("名詞")) {
      return Word.Sort.NOUN;
    }
    if (pos.startsWith("動詞")) {
      return Word.Sort.VERB;
    }
    return pos.startsWith("形容詞") ? Word.Sort.ADJECTIVE : Word.Sort.OTHER;
  }
}
