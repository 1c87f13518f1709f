import type { Draft, Slot } from '../memory.ts'
import { dueText } from './dates.ts'
import type { Scope } from './find-task.ts'
import { TASKS } from './types.ts'

export interface Act {
  path: string
  /** Which tasks are meant; of a new task, none. */
  scope: Scope | null
  /** What must be known before it can be done, in the order in which it is asked. */
  needs: readonly Slot[]
  question: Partial<Record<Slot, string>>
  /** Said while the approval waits: "I have prepared …". Reads say nothing. */
  say: (draft: Draft, title: string) => string
  input: (draft: Draft) => Record<string, unknown>
}

const which = (verb: string) => `Which task should I ${verb}?`
const id = (draft: Draft) => ({ id: draft.taskId })
const named = (title: string) => `“${title}”`

const newTask = (draft: Draft): Record<string, unknown> => ({
  title: draft.value,
  ...draft.fields,
  ...(draft.personId && { assigneeId: draft.personId }),
  ...(draft.due?.dueOn && { dueOn: draft.due.dueOn }),
  ...(draft.due?.dueTime && { dueTime: draft.due.dueTime }),
})

function sayDue({ due }: Draft, title: string): string {
  if (!due?.dueOn) return `take the due date off ${named(title)}`
  return `make ${named(title)} due ${dueText({ dueOn: due.dueOn, dueTime: due.dueTime })}`
}

const statusWords: Record<string, string> = {
  todo: 'to do',
  doing: 'in progress',
  waiting: 'waiting',
  done: 'done',
}

/** What can be done with tasks: one row an act. */
export const acts: Record<Draft['act'], Act> = {
  create: {
    path: `${TASKS}.create`,
    scope: null,
    needs: ['value', 'person'],
    question: { value: 'What should the task be called?' },
    say: ({ due }, title) =>
      `create the task ${named(title)}${due?.dueOn ? `, due ${dueText({ dueOn: due.dueOn, dueTime: due.dueTime })}` : ''}`,
    input: newTask,
  },
  complete: {
    path: `${TASKS}.complete`,
    scope: 'open',
    needs: ['task'],
    question: { task: which('mark as done') },
    say: (_, title) => `mark ${named(title)} as done`,
    input: id,
  },
  reopen: {
    path: `${TASKS}.reopen`,
    scope: 'done',
    needs: ['task'],
    question: { task: which('reopen') },
    say: (_, title) => `reopen ${named(title)}`,
    input: id,
  },
  remove: {
    path: `${TASKS}.remove`,
    scope: 'any',
    needs: ['task'],
    question: { task: which('remove') },
    say: (_, title) => `remove ${named(title)} (you can have it restored later)`,
    input: id,
  },
  restore: {
    path: `${TASKS}.restore`,
    scope: 'removed',
    needs: ['task'],
    question: { task: which('restore') },
    say: (_, title) => `restore ${named(title)}`,
    input: id,
  },
  show: {
    path: `${TASKS}.get`,
    scope: 'any',
    needs: ['task'],
    question: { task: which('show') },
    say: () => '',
    input: id,
  },
  comments: {
    path: `${TASKS}.comments.list`,
    scope: 'any',
    needs: ['task'],
    question: { task: 'The comments of which task?' },
    say: () => '',
    input: ({ taskId }) => ({ taskId }),
  },
  rename: {
    path: `${TASKS}.update`,
    scope: 'any',
    needs: ['task', 'value'],
    question: { task: which('rename'), value: 'What should it be called?' },
    say: ({ value }, title) => `rename ${named(title)} to ${named(value ?? '')}`,
    input: (draft) => ({ ...id(draft), title: draft.value }),
  },
  status: {
    path: `${TASKS}.update`,
    scope: 'any',
    needs: ['task', 'value'],
    question: { task: which('move'), value: 'Where should it go: to do, in progress, waiting or done?' },
    say: ({ value }, title) => `move ${named(title)} to “${statusWords[value ?? ''] ?? value}”`,
    input: (draft) => ({ ...id(draft), status: draft.value }),
  },
  due: {
    path: `${TASKS}.update`,
    scope: 'any',
    needs: ['task', 'due'],
    question: { task: 'The due date of which task?', due: 'When is it due?' },
    say: sayDue,
    input: (draft) => ({
      ...id(draft),
      dueOn: draft.due?.dueOn ?? null,
      ...(draft.due?.dueTime && { dueTime: draft.due.dueTime }),
    }),
  },
  priority: {
    path: `${TASKS}.update`,
    scope: 'any',
    needs: ['task', 'value'],
    question: { task: 'The priority of which task?', value: 'Which priority: low, normal or high?' },
    say: ({ value }, title) => `give ${named(title)} ${value} priority`,
    input: (draft) => ({ ...id(draft), priority: draft.value }),
  },
  tag: {
    path: `${TASKS}.update`,
    scope: 'any',
    needs: ['task', 'value'],
    question: { task: which('tag'), value: 'Which tag?' },
    say: ({ value }, title) =>
      value === null ? `take the tag off ${named(title)}` : `tag ${named(title)} with “${value}”`,
    input: (draft) => ({ ...id(draft), tag: draft.value }),
  },
  assign: {
    path: `${TASKS}.assign`,
    scope: 'any',
    needs: ['task', 'person'],
    question: { task: which('assign'), person: 'Who should do it?' },
    say: ({ personId, personWords }, title) =>
      personId === null
        ? `take ${named(title)} from whoever has it`
        : `assign ${named(title)} to ${personWords}`,
    input: (draft) => ({ ...id(draft), assigneeId: draft.personId ?? null }),
  },
  comment: {
    path: `${TASKS}.comments.add`,
    scope: 'any',
    needs: ['task', 'value'],
    question: { task: which('comment on'), value: 'What should the comment say?' },
    say: ({ value }, title) => `add the comment “${value}” to ${named(title)}`,
    input: (draft) => ({ taskId: draft.taskId, body: draft.value }),
  },
}
