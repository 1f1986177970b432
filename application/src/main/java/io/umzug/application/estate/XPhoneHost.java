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
 * @param directoryAddress {@code HOST:PORT} of the directory administration, which is port 2230
 *     (F4); empty where it is not to be checked
 * @param webApiAddress {@code HOST:PORT} of the WebApi, which is port 2231 (R35); empty likewise
 */
public record XPhoneHost(
    String host,
    Path atlasFile,
    String serviceName,
    String serviceAccount,
    String webAdminUrl,
    String analyticsUrl,
    List<Path> keptFiles,
    String directoryAddress,
    String webApiAddress) {

  /** One whose ports are not to be checked. */
  public XPhoneHost(
      String host,
      Path atlasFile,
      String serviceName,
      String serviceAccount,
      String webAdminUrl,
      String analyticsUrl,
      List<Path> keptFiles) {
    this(
        host, atlasFile, serviceName, serviceAccount, webAdminUrl, analyticsUrl, keptFiles, "", "");
  }

  public XPhoneHost {
    keptFiles = List.copyOf(keptFiles);
  }
}
