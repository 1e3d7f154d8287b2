package org.madoguchi.search.internal.lucene;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of etc/org.madoguchi.search.cfg; all of them may be left out. */
@ObjectClassDefinition(name = "Madoguchi search")
@interface SearchConfig {
  @AttributeDefinition(
      name = "learnedRanking",
      description =
          "Whether answers are put in order by the learned ranking. false: by the index alone.")
  boolean learnedRanking() default true;

  @AttributeDefinition(
      name = "folder",
      description = "Where the index lies; empty: search in the container's data folder.")
  String folder() default "";
}
