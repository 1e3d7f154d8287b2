/**
 * Articles (FAQ) as other rooms read them. Entry point: {@link
 * org.madoguchi.knowledge.PublishedArticles}, an OSGi service of the knowledge room; what happens
 * to articles is told by {@link org.madoguchi.knowledge.KnowledgeEvents}. For the citizens' pages:
 * {@link org.madoguchi.knowledge.ArticleUses} and {@link org.madoguchi.knowledge.PublishedFiles}.
 * What every face shows while it is pinned: {@link org.madoguchi.knowledge.PinnedAnswers}.
 */
@Export
@Version("1.2.0")
package org.madoguchi.knowledge;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
