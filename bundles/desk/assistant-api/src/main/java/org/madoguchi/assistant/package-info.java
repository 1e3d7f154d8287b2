/**
 * What takes work off whoever answers: it proposes what may answer a citizen, and summarises what
 * was said. Entry point: {@link org.madoguchi.assistant.AnswerAssistant}, an OSGi service which a
 * bundle implements; each municipality chooses one by its name ({@code assistant=} in its file).
 * Whatever it says is a proposal that a person reads before it is kept.
 */
@Export
@Version("1.0.0")
package org.madoguchi.assistant;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
