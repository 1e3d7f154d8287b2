package org.madoguchi.channel.mail.in;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.eclipse.angus.mail.pop3.POP3Folder;
import org.madoguchi.channel.mail.link.MailServer;
import org.madoguchi.channel.mail.link.OpenSockets;

/**
 * POP3: one session per visit, because a session sees only what lay there when it began and deletes
 * when it ends. It knows no folders, so taken mail is deleted.
 */
final class PopMailbox implements Mailbox {
  private static final FetchProfile KEYS = new FetchProfile();

  static {
    KEYS.add(UIDFolder.FetchProfileItem.UID);
  }

  private final MailServer server;
  private final OpenSockets sockets;
  private final String account;

  private Store store;
  private POP3Folder folder;

  PopMailbox(MailServer server, OpenSockets sockets) {
    this.server = server;
    this.sockets = sockets;
    this.account = SourceKeys.account(server, "");
  }

  @Override
  public void open() throws MessagingException {
    drop();
    store = Stores.connect(server, sockets);
    folder = (POP3Folder) store.getFolder("INBOX");
    folder.open(Folder.READ_WRITE);
  }

  @Override
  public List<Waiting> oldest(int most, Predicate<String> wanted) throws MessagingException {
    List<Waiting> found = new ArrayList<>();
    int count = folder.getMessageCount();
    if (count == 0) {
      return found;
    }
    folder.fetch(folder.getMessages(1, 1), KEYS); // one UIDL command answers for all messages
    for (int number = 1; number <= count && found.size() < most; number++) {
      Message message = folder.getMessage(number);
      String key = "pop3/" + account + "/" + uidl(message);
      if (wanted.test(key)) {
        found.add(new Waiting(key, true, message));
      }
    }
    return found;
  }

  /** The server's UIDL, or a hash of the header where the server knows no UIDL. */
  private String uidl(Message message) throws MessagingException {
    String uidl = folder.getUID(message);
    return uidl == null
        ? "h-" + SourceKeys.sha256(Headers.of(message)).substring(0, 32)
        : SourceKeys.printable(uidl);
  }

  /** One command each: the protocol knows no other way. */
  @Override
  public Map<String, byte[]> fetch(List<Waiting> some) throws MessagingException {
    Map<String, byte[]> contents = new HashMap<>();
    for (Waiting message : some) {
      try {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        message.message().writeTo(content);
        contents.put(message.key(), content.toByteArray());
      } catch (IOException | MessagingException e) {
        if (!isUp()) {
          throw new MessagingException("the message could not be fetched", e);
        }
      }
    }
    return contents;
  }

  @Override
  public boolean isUp() {
    return folder != null && folder.isOpen();
  }

  @Override
  public void putAway(List<Waiting> taken) throws MessagingException {
    for (Waiting message : taken) {
      message.message().setFlag(Flags.Flag.DELETED, true);
    }
  }

  @Override
  public boolean deletes() {
    return true;
  }

  @Override
  public void leave() throws MessagingException {
    if (folder != null && folder.isOpen()) {
      folder.close(true);
    }
    drop();
  }

  @Override
  public void drop() {
    Stores.close(store);
    store = null;
    folder = null;
  }
}
