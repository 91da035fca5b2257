/** The list `Workflows`: XML in and out, as the REST guide's "Workflow" and "WorkflowAction" show them. */
import type { Workflow, WorkflowAction, WorkflowTest, WorkflowVariable } from './workflow.ts';
import { childrenNamed, filledTextOf, optionalChild, textOf, type Cursor } from './xml-cursor.ts';
import { element, filledText, optional, text, type XmlNode } from './xml-write.ts';

function readVariable(cursor: Cursor): WorkflowVariable {
  const node = textOf(cursor, 'node');
  return { name: filledTextOf(cursor, 'name'), ...(node === '' ? {} : { node }), type: textOf(cursor, 'type') };
}

/** Those of a list that may be missing altogether. */
const listOf = (cursor: Cursor | undefined, list: string, name: string): readonly Cursor[] => {
  const found = cursor && optionalChild(cursor, list);
  return found === undefined ? [] : childrenNamed(found, name);
};

const readTest = (cursor: Cursor): WorkflowTest => {
  const variable = optionalChild(cursor, 'Variable');
  return {
    variable: variable === undefined ? { name: '', type: '' } : readVariable(variable),
    comparator: textOf(cursor, 'comparator'),
    value: textOf(cursor, 'value'),
  };
};

const readAction = (cursor: Cursor): WorkflowAction => ({
  name: filledTextOf(cursor, 'name'),
  type: textOf(cursor, 'type'),
  handledBy: textOf(cursor, 'handledBy'),
  params: listOf(cursor, 'params', 'Param').map((param) => ({
    name: filledTextOf(param, 'name'),
    value: textOf(param, 'value'),
  })),
  actionVariables: listOf(cursor, 'actionVariables', 'ActionVariable').map(readVariable),
});

function readWorkflow(cursor: Cursor): Workflow {
  const triggers = optionalChild(cursor, 'TriggerSet');
  const conditions = optionalChild(cursor, 'ConditionSet');
  const textIn = (set: Cursor | undefined, name: string): string => (set === undefined ? '' : textOf(set, name));
  return {
    uri: textOf(cursor, 'uri'),
    name: filledTextOf(cursor, 'name'),
    description: textOf(cursor, 'description'),
    media: textOf(cursor, 'media'),
    triggerSet: {
      type: textIn(triggers, 'type'),
      name: textIn(triggers, 'name'),
      triggers: listOf(triggers, 'triggers', 'Trigger').map(readTest),
    },
    conditionSet: {
      applyMethod: textIn(conditions, 'applyMethod'),
      conditions: listOf(conditions, 'conditions', 'Condition').map(readTest),
    },
    actions: listOf(cursor, 'workflowActions', 'WorkflowAction').map(readAction),
  };
}

export const readWorkflows = (cursor: Cursor): readonly Workflow[] =>
  childrenNamed(cursor, 'Workflow').map(readWorkflow);

const writeVariable = (variable: WorkflowVariable, name: 'Variable' | 'ActionVariable'): XmlNode =>
  element(name, [
    filledText('name', variable.name),
    optional(variable.node, (node) => text('node', node)),
    text('type', variable.type),
  ]);

const writeTest = (name: 'Trigger' | 'Condition', test: WorkflowTest): XmlNode =>
  element(name, [
    writeVariable(test.variable, 'Variable'),
    text('comparator', test.comparator),
    text('value', test.value),
  ]);

const writeAction = (action: WorkflowAction): XmlNode =>
  element('WorkflowAction', [
    filledText('name', action.name),
    text('type', action.type),
    text('handledBy', action.handledBy),
    element(
      'params',
      action.params.map(({ name, value }) => element('Param', [filledText('name', name), text('value', value)])),
    ),
    element(
      'actionVariables',
      action.actionVariables.map((each) => writeVariable(each, 'ActionVariable')),
    ),
  ]);

const writeWorkflow = ({ triggerSet, conditionSet, ...workflow }: Workflow): XmlNode =>
  element('Workflow', [
    text('uri', workflow.uri),
    filledText('name', workflow.name),
    text('description', workflow.description),
    text('media', workflow.media),
    element('TriggerSet', [
      text('type', triggerSet.type),
      text('name', triggerSet.name),
      element(
        'triggers',
        triggerSet.triggers.map((each) => writeTest('Trigger', each)),
      ),
    ]),
    element('ConditionSet', [
      text('applyMethod', conditionSet.applyMethod),
      element(
        'conditions',
        conditionSet.conditions.map((each) => writeTest('Condition', each)),
      ),
    ]),
    element('workflowActions', workflow.actions.map(writeAction)),
  ]);

export const writeWorkflows = (workflows: readonly Workflow[]): XmlNode =>
  element('Workflows', workflows.map(writeWorkflow));
