/**
 * Nothing acknowledged is lost or doubled, whatever happens to the process, the disk, the database.
 */
package org.madoguchi.itests.durability;
