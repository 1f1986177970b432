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
 * @param installationMedium its folder as that machine writes it (E4); empty where the batch files
 *     are run by hand
 */
public record XPhoneHost(
    String host,
    String atlasFile,
    String serviceName,
    String serviceAccount,
    String webAdminUrl,
    String analyticsUrl,
    List<String> keptFiles,
    Addresses addresses,
    String installationMedium) {

  /**
   * Where others reach it; each is empty where it is not to be checked.
   *
   * @param directory {@code HOST:PORT} of the directory administration, which is port 2230 (F4)
   * @param webApi {@code HOST:PORT} of the WebApi, which is port 2231 (R35)
   * @param mobileWebHost the machine whose IIS has to reach the WebApi (R35), often in the DMZ, by
   *     the name that the estate's hosts give it
   * @param webApiUrl what is set for the mobile app (R36)
   */
  public record Addresses(String directory, String webApi, String mobileWebHost, String webApiUrl) {

    /** Nothing is to be checked. */
    public static final Addresses NONE = new Addresses("", "", "", "");
  }

  /** One whose addresses are not to be checked. */
  public XPhoneHost(
      String host,
      String atlasFile,
      String serviceName,
      String serviceAccount,
      String webAdminUrl,
      String analyticsUrl,
      List<String> keptFiles) {
    this(
        host,
        atlasFile,
        serviceName,
        serviceAccount,
        webAdminUrl,
        analyticsUrl,
        keptFiles,
        Addresses.NONE,
        "");
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
