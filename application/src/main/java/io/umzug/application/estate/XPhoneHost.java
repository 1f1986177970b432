package io.umzug.application.estate;

import io.umzug.application.filesystem.HostPath;
import java.util.List;

/**
 * An XPhone server. Names, paths and addresses are configuration, for nobody outside the vendor
 * knows them (U2).
 *
 * @param atlasFile as that machine writes it, or a UNC path; the kept files likewise
 * @param serviceAccount the Windows account with which the service reaches its databases (R25)
 * @param analyticsUrl empty where the Analytics site is not installed (R28)
 * @param keptFiles files and folders that a snapshot keeps beside atlas.xml, such as the licence
 * @param directoryAddress {@code HOST:PORT} of the directory administration, which is port 2230
 *     (F4); empty where it is not to be checked
 * @param webApiAddress {@code HOST:PORT} of the WebApi, which is port 2231 (R35); empty likewise
 */
public record XPhoneHost(
    String host,
    String atlasFile,
    String serviceName,
    String serviceAccount,
    String webAdminUrl,
    String analyticsUrl,
    List<String> keptFiles,
    String directoryAddress,
    String webApiAddress) {

  /** One whose ports are not to be checked. */
  public XPhoneHost(
      String host,
      String atlasFile,
      String serviceName,
      String serviceAccount,
      String webAdminUrl,
      String analyticsUrl,
      List<String> keptFiles) {
    this(
        host, atlasFile, serviceName, serviceAccount, webAdminUrl, analyticsUrl, keptFiles, "", "");
  }

  public XPhoneHost {
    keptFiles = List.copyOf(keptFiles);
  }

  /** Where its atlas.xml lies. */
  public HostPath atlas() {
    return new HostPath(host, atlasFile);
  }

  /** Where the files and folders lie that a snapshot keeps beside it. */
  public List<HostPath> kept() {
    return keptFiles.stream().map(path -> new HostPath(host, path)).toList();
  }
}
