/**
 * Workflows of a team: what a desktop does by itself when a call event comes. They are configuration; this desktop reads
 * none of them. Codec: `workflow-codec.ts`.
 */

/** What is compared; `node` is an XPath into the call's XML, absent for system variables. */
export interface WorkflowVariable {
  readonly name: string;
  readonly node?: string;
  readonly type: string;
}

export interface WorkflowTest {
  readonly variable: WorkflowVariable;
  /** IS_EQUAL, IS_IN_LIST, … Open in practice; kept as it came. */
  readonly comparator: string;
  readonly value: string;
}

export interface WorkflowAction {
  readonly name: string;
  /** BROWSER_POP or HTTP_REQUEST. */
  readonly type: string;
  /** FINESSE_DESKTOP or OTHER. */
  readonly handledBy: string;
  readonly params: readonly { readonly name: string; readonly value: string }[];
  readonly actionVariables: readonly WorkflowVariable[];
}

export interface Workflow {
  readonly uri: string;
  readonly name: string;
  readonly description: string;
  readonly media: string;
  readonly triggerSet: { readonly type: string; readonly name: string; readonly triggers: readonly WorkflowTest[] };
  readonly conditionSet: { readonly applyMethod: string; readonly conditions: readonly WorkflowTest[] };
  readonly actions: readonly WorkflowAction[];
}
