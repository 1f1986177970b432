package io.umzug.application.estate;

import java.nio.file.Path;
import java.util.List;

/**
 * An XPhone server. Names, paths and addresses are configuration, for nobody outside the vendor
 * knows them (U2).
 *
 * @param serviceAccount the Windows account with which the service reaches its databases (R25)
 * @param analyticsUrl empty where the Analytics site is not installed (R28)
 * @param keptFiles files and folders that a snapshot keeps beside atlas.xml, such as the licence
 */
public record XPhoneHost(
    String host,
    Path atlasFile,
    String serviceName,
    String serviceAccount,
    String webAdminUrl,
    String analyticsUrl,
    List<Path> keptFiles) {

  public XPhoneHost {
    keptFiles = List.copyOf(keptFiles);
  }
}
