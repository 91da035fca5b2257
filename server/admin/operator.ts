/** Carries out an operator's orders, from whichever side they come: the keyboard or the control port. */
import type { Deployment, LabStatus } from '../deployment/deployment.ts';
import { orderOf } from './actions.ts';

export interface Operator {
  /** Rejects with `ClusterRefusal` for what cannot be, with `PortBusy` for a node whose port is taken. */
  do(action: string, args: Readonly<Record<string, unknown>>): Promise<void>;
  status(): Promise<LabStatus>;
}

export function createOperator(deployment: Deployment): Operator {
  return {
    async do(action, args) {
      const order = orderOf(action, args);
      switch (order.kind) {
        case 'stop':
          await deployment.stopNode(order.node);
          return;
        case 'start':
          await deployment.startNode(order.node);
          return;
        case 'network':
          await Promise.all(order.nodes.map((node) => deployment.network(node, order.change)));
          return;
        case 'fault':
          await deployment.fault(order.fault);
          return;
      }
    },
    status: () => deployment.status(),
  };
}
