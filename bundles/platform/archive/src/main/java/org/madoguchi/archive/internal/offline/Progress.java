package org.madoguchi.archive.internal.offline;

/** Where the person at the terminal reads how far it is. */
interface Progress {
  void say(String line);
}
