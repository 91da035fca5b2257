/**
 * `DesktopConfig`: JSON in and out (finesse.md §1.7). Field by field, so that nothing unchecked comes in; booleans come
 * as such or as words, as the documentation's own example shows.
 */
import type { DesktopConfig } from './desktop-config.ts';
import { serviceStatuses } from './system-info.ts';
import { WireFault } from './wire-error.ts';

export const encodeDesktopConfig = (config: DesktopConfig): string =>
  // The documentation's example has this one as a word.
  JSON.stringify({ ...config, enableMobileAgentLogin: String(config.enableMobileAgentLogin) });

function refuse(path: string, message: string): never {
  throw new WireFault({ code: 'bad-value', path, message });
}

/** Throws `WireFault`. */
export function decodeDesktopConfig(json: string): DesktopConfig {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return refuse('', 'This is no JSON.');
  }
  if (typeof value !== 'object' || value === null) return refuse('', 'An object is expected.');
  const fields = value as Readonly<Record<string, unknown>>;
  const text = (name: string): string => {
    const field = fields[name] ?? '';
    return typeof field === 'string' ? field : refuse(name, 'Text is expected.');
  };
  const yesOrNo = (name: string): boolean => {
    const field = fields[name] ?? false;
    if (typeof field === 'boolean') return field;
    return field === 'true' || (field === 'false' ? false : refuse(name, 'true or false is expected.'));
  };
  const systemStatus = serviceStatuses.find((status) => status === fields['systemStatus']);
  return {
    deploymentType: text('deploymentType'),
    securityBannerMessage: text('securityBannerMessage'),
    systemStatus: systemStatus ?? refuse('systemStatus', 'IN_SERVICE or OUT_OF_SERVICE is expected.'),
    host: text('host'),
    isAlternateSystemAvailable: yesOrNo('isAlternateSystemAvailable'),
    desktopLicensed: yesOrNo('desktopLicensed'),
    systemAuthMode: text('systemAuthMode'),
    enableMobileAgentLogin: yesOrNo('enableMobileAgentLogin'),
    isProxyRequest: yesOrNo('isProxyRequest'),
    redirectToAlternateHost: yesOrNo('redirectToAlternateHost'),
    alternateHost: text('alternateHost'),
  };
}
