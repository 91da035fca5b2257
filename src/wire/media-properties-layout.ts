/** How a desktop lays out a call's data: a headline, and columns of variables. Codec: `media-properties-layout-codec.ts`. */

export const mediaPropertiesLayoutTypes = ['DEFAULT', 'CUSTOM'] as const;
export type MediaPropertiesLayoutType = (typeof mediaPropertiesLayoutTypes)[number];

export interface LayoutEntry {
  readonly displayName: string;
  /** `callVariable1`, `user.…`, `BACampaign`, `queueName`, … */
  readonly mediaProperty: string;
  readonly showInPopOver: boolean;
  /** 12.6: whether an agent may change the value in the desktop. */
  readonly uiEditable: boolean;
}

export interface MediaPropertiesLayout {
  readonly uri: string;
  readonly name: string;
  readonly description: string;
  readonly type: MediaPropertiesLayoutType;
  readonly header: readonly LayoutEntry[];
  readonly columns: readonly (readonly LayoutEntry[])[];
}
