/** The same way with the whole simulated cluster at its end. */
import { connectCluster } from '../../../src/mock/client/cluster-client.ts';
import { controlledBy, timeRequests } from './rest-timing.ts';

const cluster = connectCluster({ speed: 1000, host: 'shared', name: 'bench-cluster' });
cluster.setCurrentNode('publisher');
cluster.serveServiceWorker(navigator.serviceWorker);
await controlledBy('/cluster/sw.js');
window.restBench = timeRequests;
