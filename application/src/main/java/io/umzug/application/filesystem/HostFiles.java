package io.umzug.application.filesystem;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The files of one host as one account sees them: on the machine itself, on a share, or over SSH.
 * Paths are written as that host writes them. For one thread at a time, but for the readers and
 * writers, each of which may have a thread of its own.
 */
public interface HostFiles extends AutoCloseable {

  /**
   * What is known of a file or folder.
   *
   * @param bytes 0 for a folder
   * @param modified as precisely as the host tells it
   */
  record Facts(boolean folder, long bytes, Instant modified) {}

  /** Something in a folder; the name is without the folder. */
  record Entry(String name, Facts facts) {}

  /** How people call this place, such as {@code \\SQLNEW\XPhoneBackup} or {@code NEWXP}. */
  String place();

  /** Empty where nothing is there; a missing folder above it is nothing, too. */
  Optional<Facts> look(String path) throws FileTrouble;

  /** In the order of the names; a link is told as what it leads to. */
  List<Entry> list(String folder) throws FileTrouble;

  /**
   * Opens a file to be read on from an offset.
   *
   * @param offset a multiple of {@link Block#SIZE}
   */
  BlockReader read(String path, long offset) throws FileTrouble;

  /**
   * Opens a file to be written on from an offset: what lay behind it is gone. Creates the file
   * where there is none.
   *
   * @param offset a multiple of {@link Block#SIZE}, at most the file's length
   */
  BlockWriter write(String path, long offset) throws FileTrouble;

  /**
   * Creates a file to be written from its begin, which until {@link #giveRights} nobody but this
   * account may read, as far as the host can; {@link FileTrouble.Kind#EXISTS} where there is one.
   */
  BlockWriter create(String path) throws FileTrouble;

  /** Opens a file that other programs go on writing, and may rename or delete meanwhile. */
  SharedFile share(String path) throws FileTrouble;

  /**
   * Where the path leads, behind symbolic links; the path itself where it leads nowhere, or where
   * the host shows a link only as what it leads to.
   */
  String real(String path) throws FileTrouble;

  /**
   * Gives one file the owner and the rights of another, as far as this account may.
   *
   * @return a sentence for the operator on each that could not be given
   */
  List<String> giveRights(String from, String to) throws FileTrouble;

  /** Gives a file another name in one step; {@link FileTrouble.Kind#EXISTS} where it is taken. */
  void rename(String from, String to) throws FileTrouble;

  /** Gives a file the name of another in one step; that one is gone then, if there was one. */
  void replace(String from, String to) throws FileTrouble;

  /** Nothing where there is none. */
  void delete(String path) throws FileTrouble;

  /** With those above it; nothing where it is there. */
  void createFolder(String path) throws FileTrouble;

  /** What this account may still write below a folder, in bytes. */
  long freeBytes(String folder) throws FileTrouble;

  /** The path of something in a folder. */
  String child(String folder, String name);

  /** The folder in which something lies. */
  String parent(String path);

  /** What it is called in its folder. */
  String name(String path);

  @Override
  void close();
}
