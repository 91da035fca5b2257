/** Desktop properties (`utils finesse set_property …`, or `<config>` in a layout) that this desktop honours. */

export interface DesktopProperties {
  /** Load dialogs, locales, other roles' gadgets and the lab into the cache when idle (GL-9). */
  readonly preLoadSecondaryResources: boolean;
  /** MRD-2, MRD-3. */
  readonly enableAutoWorkModeStateChange: boolean;
  readonly enableToasterNotificationForFailover: boolean;
  readonly securityBannerMessage: string;
  readonly showWrapUpTimer: boolean;
}

/** Documented defaults. */
export const defaultProperties: DesktopProperties = {
  preLoadSecondaryResources: true,
  enableAutoWorkModeStateChange: true,
  enableToasterNotificationForFailover: true,
  securityBannerMessage: '',
  showWrapUpTimer: true,
};
