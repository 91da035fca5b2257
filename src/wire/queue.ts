/** A queue with its statistics. Codec: `queue-codec.ts`. -1 stands for "not available". */

export interface QueueStatistics {
  readonly callsInQueue: number;
  /** ISO time, empty when no call waits. */
  readonly startTimeOfLongestCallInQueue: string;
  readonly agentsReady: number;
  readonly agentsNotReady: number;
  readonly agentsBusyOther: number;
  readonly agentsLoggedOn: number;
  readonly agentsTalkingInbound: number;
  readonly agentsTalkingOutbound: number;
  readonly agentsTalkingInternal: number;
  readonly agentsWrapUpNotReady: number;
  readonly agentsWrapUpReady: number;
}

export interface Queue {
  readonly uri: string;
  readonly id: string;
  readonly name: string;
  readonly statistics: QueueStatistics;
}
