/** What the demonstration and the seeding have in common; each carries its own copy. */
package org.madoguchi.demo.shared;
