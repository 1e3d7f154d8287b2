package org.madoguchi.channel.mail.in;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderNotFoundException;
import jakarta.mail.Message;
import jakarta.mail.MessageRemovedException;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.UID;
import org.eclipse.angus.mail.imap.protocol.UIDSet;
import org.madoguchi.channel.mail.link.FolderUnavailable;
import org.madoguchi.channel.mail.link.MailServer;
import org.madoguchi.channel.mail.link.OpenSockets;

/**
 * IMAP. A message is known by account, folder, UIDVALIDITY and UID. It is only touched through the
 * folder's session that listed it: after a reconnect the same sequence number may be another
 * message.
 */
final class ImapMailbox implements Mailbox {
  /** Reading must not set the flag for it. */
  private static final String WHOLE = "(UID BODY.PEEK[])";

  private static final FetchProfile KEYS = new FetchProfile();

  static {
    KEYS.add(UIDFolder.FetchProfileItem.UID);
    KEYS.add(FetchProfile.Item.FLAGS);
    KEYS.add(FetchProfile.Item.SIZE);
  }

  private final MailServer server;
  private final String folderName;
  private final String processedName;
  private final OpenSockets sockets;
  private final String account;

  private IMAPStore store;
  private IMAPFolder folder;
  private boolean expungeWhenLeaving;
  private Folder processed;
  private long uidValidity;

  /**
   * @param processedName '' = taken mail is deleted
   */
  ImapMailbox(MailServer server, String folderName, String processedName, OpenSockets sockets) {
    this.server = server;
    this.folderName = folderName;
    this.processedName = processedName;
    this.sockets = sockets;
    this.account = SourceKeys.account(server, folderName);
  }

  @Override
  public void open() throws MessagingException {
    if (store == null || !store.isConnected()) {
      drop();
      connect();
    }
    folder = (IMAPFolder) store.getFolder(folderName);
    expungeWhenLeaving = false;
    try {
      folder.open(Folder.READ_WRITE);
    } catch (FolderNotFoundException e) {
      throw new FolderUnavailable("inFolder", e);
    }
    uidValidity = folder.getUIDValidity();
  }

  private void connect() throws MessagingException {
    store = (IMAPStore) Stores.connect(server, sockets);
    if (!processedName.isEmpty()) {
      processed = processedFolder();
    }
  }

  /**
   * The setting is written with slashes; the server has its own separator and perhaps a prefix for
   * private folders.
   */
  private Folder processedFolder() throws MessagingException {
    Folder root = store.getDefaultFolder();
    char separator = root.getSeparator();
    String name = processedName.replace('/', separator);
    Folder[] personal = store.getPersonalNamespaces();
    String prefix = personal.length == 0 ? "" : personal[0].getFullName();
    if (!prefix.isEmpty() && !name.startsWith(prefix + separator)) {
      name = prefix + separator + name;
    }
    Folder done = store.getFolder(name);
    try {
      if (!done.exists() && !done.create(Folder.HOLDS_MESSAGES)) {
        throw new FolderUnavailable("processedFolder", null);
      }
    } catch (FolderUnavailable e) {
      throw e;
    } catch (MessagingException e) {
      if (e.getCause() instanceof IOException) {
        throw e;
      }
      throw new FolderUnavailable("processedFolder", e);
    }
    return done;
  }

  @Override
  public List<Waiting> oldest(int most, Predicate<String> wanted) throws MessagingException {
    List<Waiting> found = new ArrayList<>();
    int count = folder.getMessageCount();
    for (int first = 1; first <= count && found.size() < most; first += most) {
      Message[] window = folder.getMessages(first, Math.min(count, first + most - 1));
      folder.fetch(window, KEYS);
      for (Message message : window) {
        waiting(message).filter(w -> wanted.test(w.key())).ifPresent(found::add);
      }
    }
    return found.size() > most ? found.subList(0, most) : found;
  }

  private Optional<Waiting> waiting(Message message) throws MessagingException {
    try {
      if (message.isExpunged() || message.isSet(Flags.Flag.DELETED)) {
        return Optional.empty();
      }
      long uid = folder.getUID(message);
      String key = "imap/" + account + "/" + uidValidity + "/" + uid;
      return Optional.of(new Waiting(key, false, message));
    } catch (MessageRemovedException e) {
      // another mail program took it away between two commands
      return Optional.empty();
    }
  }

  /** One command for all. */
  @Override
  public Map<String, byte[]> fetch(List<Waiting> some) throws MessagingException {
    Map<Long, String> keys = new HashMap<>();
    for (Waiting message : some) {
      keys.put(folder.getUID(message.message()), message.key());
    }
    long[] uids = keys.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
    String command = "UID FETCH " + UIDSet.toString(UIDSet.createUIDSets(uids)) + " " + WHOLE;
    Response[] answers =
        (Response[])
            folder.doCommand(
                protocol -> {
                  Response[] responses = protocol.command(command, null);
                  protocol.notifyResponseHandlers(responses);
                  protocol.handleResult(responses[responses.length - 1]);
                  return responses;
                });
    Map<String, byte[]> contents = new HashMap<>();
    for (Response answer : answers) {
      if (answer instanceof FetchResponse message) {
        UID uid = message.getItem(UID.class);
        BODY body = message.getItem(BODY.class);
        if (uid != null
            && body != null
            && body.getByteArray() != null
            && keys.containsKey(uid.uid)) {
          contents.put(keys.get(uid.uid), body.getByteArray().getNewBytes());
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
    Message[] messages = taken.stream().map(Waiting::message).toArray(Message[]::new);
    if (processed == null) {
      delete(messages);
    } else if (can("MOVE")) {
      toProcessed(() -> folder.moveMessages(messages, processed));
    } else {
      toProcessed(() -> folder.copyMessages(messages, processed));
      delete(messages);
    }
  }

  /** Only these where the server can tell them from what others deleted; the rest when leaving. */
  private void delete(Message[] messages) throws MessagingException {
    folder.setFlags(messages, new Flags(Flags.Flag.DELETED), true);
    if (can("UIDPLUS")) {
      folder.expunge(messages);
    } else {
      expungeWhenLeaving = true;
    }
  }

  /** Asks the folder's connection; the store would open another one for it and log in again. */
  private boolean can(String capability) throws MessagingException {
    return (boolean) folder.doCommand(protocol -> protocol.hasCapability(capability));
  }

  private interface Step {
    void run() throws MessagingException;
  }

  private void toProcessed(Step step) throws MessagingException {
    try {
      step.run();
    } catch (MessageRemovedException e) {
      // another mail program was faster
    } catch (MessagingException e) {
      if (!folder.isOpen()) {
        throw e;
      }
      // the link is up: the folder is gone, full or forbidden; look again when connecting anew
      throw new FolderUnavailable("processedFolder", e);
    }
  }

  @Override
  public boolean deletes() {
    return processedName.isEmpty();
  }

  @Override
  public void leave() throws MessagingException {
    if (folder != null && folder.isOpen()) {
      folder.close(expungeWhenLeaving);
    }
  }

  @Override
  public void drop() {
    Stores.close(store);
    store = null;
    folder = null;
    processed = null;
  }
}
