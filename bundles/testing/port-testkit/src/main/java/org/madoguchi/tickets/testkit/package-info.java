/** The contract between channels and the tickets room, as tests. */
package org.madoguchi.tickets.testkit;
