/** Desktop properties (`utils finesse set_property …`, or `<config>` in a layout) that this desktop honours. */
import type { WireError } from './wire-error.ts';

export interface DesktopProperties {
  /** Load dialogs, locales, other roles' gadgets and the lab into the cache when idle (GL-9). */
  readonly preLoadSecondaryResources: boolean;
  /** MRD-2, MRD-3. */
  readonly enableAutoWorkModeStateChange: boolean;
  readonly enableToasterNotificationForFailover: boolean;
  readonly securityBannerMessage: string;
  readonly showWrapUpTimer: boolean;
  /** Ours: when a session is made ready on the other node. Absent: as the failover profile says. */
  readonly prepareAlternate?: (typeof preparations)[number];
}

const preparations = ['off', 'on-suspicion', 'while-connected'] as const;

/** Documented defaults. */
export const defaultProperties: DesktopProperties = {
  preLoadSecondaryResources: true,
  enableAutoWorkModeStateChange: true,
  enableToasterNotificationForFailover: true,
  securityBannerMessage: '',
  showWrapUpTimer: true,
};

/** Documented limit of `securityBannerMessage`, in characters. */
export const longestSecurityBannerMessage = 220;

const switches = [
  'preLoadSecondaryResources',
  'enableAutoWorkModeStateChange',
  'enableToasterNotificationForFailover',
  'showWrapUpTimer',
] as const satisfies readonly (keyof DesktopProperties)[];

/**
 * The properties that a layout's `<configs>` override. Keys that are not ours are ignored; a value that is neither
 * `true` nor `false` (in any case) is reported and the default kept; a banner that is too long is reported and cut, for
 * a security notice that is cut is better than none. Never throws.
 */
export function readProperties(configs: Readonly<Record<string, string>>): {
  properties: DesktopProperties;
  problems: WireError[];
} {
  const problems: WireError[] = [];
  const problem = (key: string, message: string): void => {
    problems.push({ code: 'bad-value', path: `configs/config[${key}]`, message });
  };
  const valueOf = (key: string): string | undefined => (Object.hasOwn(configs, key) ? configs[key] : undefined);
  const overridden: Partial<Record<(typeof switches)[number], boolean>> = {};
  for (const key of switches) {
    const value = valueOf(key)?.trim().toLowerCase();
    if (value === 'true' || value === 'false') overridden[key] = value === 'true';
    else if (value !== undefined) problem(key, 'true or false is expected; the default is kept.');
  }
  const wanted = valueOf('prepareAlternate')?.trim();
  const prepareAlternate = preparations.find((each) => each === wanted);
  if (wanted !== undefined && prepareAlternate === undefined) {
    problem('prepareAlternate', `One of ${preparations.join(', ')} is expected; the profile's own is kept.`);
  }
  const banner = Array.from(valueOf('securityBannerMessage') ?? defaultProperties.securityBannerMessage);
  if (banner.length > longestSecurityBannerMessage) {
    problem('securityBannerMessage', `The text is cut after ${longestSecurityBannerMessage} characters.`);
  }
  return {
    properties: {
      ...defaultProperties,
      ...overridden,
      ...(prepareAlternate && { prepareAlternate }),
      securityBannerMessage: banner.slice(0, longestSecurityBannerMessage).join(''),
    },
    problems,
  };
}
