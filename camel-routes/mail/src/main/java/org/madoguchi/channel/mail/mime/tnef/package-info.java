/** What Outlook wraps a message into ({@code winmail.dat}; MS-OXTNEF), read within bounds. */
package org.madoguchi.channel.mail.mime.tnef;
