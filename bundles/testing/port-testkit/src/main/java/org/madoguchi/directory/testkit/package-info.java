/** The contract of the directory, as tests. */
package org.madoguchi.directory.testkit;
