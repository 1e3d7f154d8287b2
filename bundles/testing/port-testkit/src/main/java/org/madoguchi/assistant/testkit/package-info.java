/** What whoever proposes answers must keep. */
package org.madoguchi.assistant.testkit;
