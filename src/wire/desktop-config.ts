/**
 * The Desktop Interface's configuration, which a sign-in page reads before anybody is known. The one object that is JSON
 * on the wire; codec: `desktop-config-codec.ts`.
 */
import type { SystemInfo } from './system-info.ts';

export interface DesktopConfig {
  readonly deploymentType: string;
  readonly securityBannerMessage: string;
  readonly systemStatus: SystemInfo['status'];
  /** `host:port`, as is `alternateHost`. */
  readonly host: string;
  readonly isAlternateSystemAvailable: boolean;
  readonly desktopLicensed: boolean;
  readonly systemAuthMode: string;
  readonly enableMobileAgentLogin: boolean;
  readonly isProxyRequest: boolean;
  readonly redirectToAlternateHost: boolean;
  readonly alternateHost: string;
}
