/** What the administrator has configured for calls, read once per sign-in, when there is a call to use it with. */
import {
  NodeResource,
  type DesktopHandle,
  type Gadget,
  type MediaPropertiesLayout,
  type WirePayload,
} from '../../src/gadget/index.ts';

/** With the sign-in that it was read for; kept. */
export interface Configured<Value> {
  readonly occasion: string;
  readonly value: Value;
}

type Host = Gadget & {
  reasons: Configured<readonly string[]> | undefined;
  layouts: Configured<readonly MediaPropertiesLayout[]> | undefined;
};

const occasion = ({ view }: DesktopHandle): string => String(view.session?.signedInAt ?? '');

const pathOf =
  (resource: string) =>
  ({ agent, dialogs }: DesktopHandle): string | undefined =>
    dialogs.length === 0 ? undefined : `/finesse/api/User/${encodeURIComponent(agent.loginId)}/${resource}`;

/** An answer without a body has none of it. */
function unusable({ kind }: WirePayload): [] {
  if (kind === 'Empty') return [];
  throw new Error(`${kind} is not what was asked for`);
}

export function readConfigured(host: Host): void {
  new NodeResource(host, {
    path: pathOf('WrapUpReasons'),
    occasion,
    have: () => host.reasons?.occasion,
    take: (payload, at) => {
      const reasons = payload.kind === 'WrapUpReasons' ? payload.value : unusable(payload);
      host.reasons = { occasion: at, value: reasons.map(({ label }) => label) };
    },
  });
  new NodeResource(host, {
    path: pathOf('MediaPropertiesLayouts'),
    occasion,
    have: () => host.layouts?.occasion,
    take: (payload, at) => {
      const layouts = payload.kind === 'MediaPropertiesLayouts' ? payload.value : unusable(payload);
      host.layouts = { occasion: at, value: layouts };
    },
  });
}
