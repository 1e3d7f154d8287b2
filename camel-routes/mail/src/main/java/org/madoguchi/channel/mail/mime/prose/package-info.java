/** What people's habits of writing leave in a mail's text: quotes, signatures, forwarded mail. */
package org.madoguchi.channel.mail.mime.prose;
