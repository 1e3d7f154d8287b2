/**
 * Real databases for tests: {@link org.madoguchi.testing.database.TestDatabase}, and {@link
 * org.madoguchi.testing.database.DatabaseMatrix} to run one test class on all of them.
 */
package org.madoguchi.testing.database;
