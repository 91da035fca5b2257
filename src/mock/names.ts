/** Names that the worker and its clients share. */

/** Name of the worker and of its database. Tests take others. */
export const clusterDatabase = 'understudy-cluster';

/** The Web Lock that a cluster's worker holds while it lives; `instance` is told in `welcome`. */
export const clusterAliveLock = (instance: string): string => `cluster-alive:${instance}`;
