/**
 * Tables as people have them in files. Reading: {@link org.madoguchi.tables.CsvBody} makes text of
 * what was sent, {@link org.madoguchi.tables.CsvTable} lines with named cells, {@link
 * org.madoguchi.tables.LineChecks} values, and {@link org.madoguchi.tables.BadLines} gathers what
 * is wrong. Writing: {@link org.madoguchi.tables.TableWriter}. Nothing here knows a list or a
 * database.
 */
@Export
@Version("1.0.0")
package org.madoguchi.tables;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
