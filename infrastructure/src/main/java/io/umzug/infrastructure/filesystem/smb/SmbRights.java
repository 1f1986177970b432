package io.umzug.infrastructure.filesystem.smb;

import com.hierynomus.msdtyp.ACL;
import com.hierynomus.msdtyp.SID;
import com.hierynomus.msdtyp.SecurityDescriptor;
import com.hierynomus.msdtyp.SecurityDescriptor.Control;
import com.hierynomus.msdtyp.SecurityInformation;
import com.hierynomus.smb.SMBBuffer;
import com.hierynomus.smbj.share.DiskShare;
import io.umzug.application.filesystem.FileTrouble;
import io.umzug.application.filesystem.FileTrouble.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Owner and access list of one file of a share given to another. */
final class SmbRights {

  private static final Set<SecurityInformation> ALL =
      EnumSet.of(
          SecurityInformation.OWNER_SECURITY_INFORMATION,
          SecurityInformation.GROUP_SECURITY_INFORMATION,
          SecurityInformation.DACL_SECURITY_INFORMATION);

  private final SmbHostFiles files;
  private final DiskShare disk;

  SmbRights(SmbHostFiles files, DiskShare disk) {
    this.files = files;
    this.disk = disk;
  }

  /** Beside each other, two files mostly have the same list already: that of their folder. */
  List<String> give(String from, String to) throws FileTrouble {
    List<String> remarks = new ArrayList<>();
    try {
      SecurityDescriptor wanted = disk.getSecurityInfo(from, ALL);
      SecurityDescriptor given = disk.getSecurityInfo(to, ALL);
      giveOwner(to, wanted, given, remarks);
      giveGroup(to, wanted, given, remarks);
      if (!Arrays.equals(bytes(wanted.getDacl()), bytes(given.getDacl()))) {
        set(
            to,
            "access rights",
            SecurityInformation.DACL_SECURITY_INFORMATION,
            new SecurityDescriptor(control(wanted), null, null, null, wanted.getDacl()),
            remarks);
      }
    } catch (RuntimeException e) {
      remarks.add(remark("rights", unlessLost(to, e)));
    }
    return remarks;
  }

  private void giveOwner(
      String to, SecurityDescriptor wanted, SecurityDescriptor given, List<String> remarks)
      throws FileTrouble {
    SID owner = wanted.getOwnerSid();
    if (owner != null && !Objects.equals(owner, given.getOwnerSid())) {
      set(
          to,
          "owner " + owner,
          SecurityInformation.OWNER_SECURITY_INFORMATION,
          new SecurityDescriptor(EnumSet.noneOf(Control.class), owner, null, null, null),
          remarks);
    }
  }

  private void giveGroup(
      String to, SecurityDescriptor wanted, SecurityDescriptor given, List<String> remarks)
      throws FileTrouble {
    SID group = wanted.getGroupSid();
    if (group != null && !Objects.equals(group, given.getGroupSid())) {
      set(
          to,
          "group " + group,
          SecurityInformation.GROUP_SECURITY_INFORMATION,
          new SecurityDescriptor(EnumSet.noneOf(Control.class), null, group, null, null),
          remarks);
    }
  }

  private void set(
      String to,
      String what,
      SecurityInformation which,
      SecurityDescriptor descriptor,
      List<String> remarks)
      throws FileTrouble {
    try {
      disk.setSecurityInfo(to, EnumSet.of(which), descriptor);
    } catch (RuntimeException e) {
      remarks.add(remark(what, unlessLost(to, e)));
    }
  }

  /** What was inherited stays so only where it is asked for. */
  private static Set<Control> control(SecurityDescriptor wanted) {
    Set<Control> control = EnumSet.of(Control.DP);
    if (wanted.getControl().contains(Control.DI)) {
      control.add(Control.DI);
      control.add(Control.DC);
    }
    if (wanted.getControl().contains(Control.PD)) {
      control.add(Control.PD);
    }
    return control;
  }

  private static byte[] bytes(@Nullable ACL list) {
    if (list == null) {
      return new byte[0];
    }
    SMBBuffer buffer = new SMBBuffer();
    list.write(buffer);
    return buffer.getCompactData();
  }

  /** A host that is gone, or does not answer, is another matter. */
  private FileTrouble unlessLost(String path, RuntimeException e) throws FileTrouble {
    FileTrouble trouble = files.trouble(path, e);
    if (trouble.kind() == Kind.CONNECTION_LOST || trouble.kind() == Kind.TIMED_OUT) {
      throw trouble;
    }
    return trouble;
  }

  private static String remark(String what, FileTrouble reason) {
    return "The %s of the file before could not be given to the new one (%s)."
        .formatted(what, reason.original());
  }
}
