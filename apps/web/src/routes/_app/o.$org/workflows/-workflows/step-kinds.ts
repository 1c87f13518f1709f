import {
  Blocks,
  CircleStop,
  Clock,
  FilePen,
  GitBranch,
  Hand,
  Hourglass,
  Mail,
  MessageSquareText,
  Plug,
  Repeat,
  Rows3,
  SquareCheck,
} from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { Span, Step, StepType } from './flow.ts'

export interface StepKind {
  type: StepType
  icon: LucideIcon
  /** What it is called before it has a name of its own. */
  label: string
  hint: string
}

/** Every kind of step, in the order in which people look for them. */
export const stepKinds: readonly StepKind[] = [
  { type: 'create_task', icon: SquareCheck, label: 'Create a task', hint: 'Somebody has something to do.' },
  { type: 'send_email', icon: Mail, label: 'Send an e-mail', hint: 'To one or more addresses.' },
  { type: 'approval', icon: Hand, label: 'Wait for an OK', hint: 'Asks a person, who says yes or no.' },
  { type: 'act', icon: Blocks, label: 'Do something in the hub', hint: 'Anything the hub can do.' },
  { type: 'update_record', icon: FilePen, label: 'Change a record', hint: 'Such as a task.' },
  {
    type: 'llm_query',
    icon: MessageSquareText,
    label: 'Ask a language model',
    hint: 'It reads, sums up or writes.',
  },
  { type: 'call_api', icon: Plug, label: 'Call another service', hint: 'By its address on the internet.' },
  { type: 'conditional', icon: GitBranch, label: 'Yes or no?', hint: 'Goes one way or the other.' },
  {
    type: 'for_each',
    icon: Repeat,
    label: 'Repeat for each',
    hint: 'Does its steps for each item of a list.',
  },
  { type: 'parallel', icon: Rows3, label: 'Side by side', hint: 'Does several things at once.' },
  { type: 'delay', icon: Clock, label: 'Wait a while', hint: 'Goes on after a time.' },
  {
    type: 'wait_for_event',
    icon: Hourglass,
    label: 'Wait until something happens',
    hint: 'Such as a task that is done.',
  },
  { type: 'stop', icon: CircleStop, label: 'Stop here', hint: 'Ends the run.' },
]

const byType = new Map(stepKinds.map((kind) => [kind.type, kind]))

export function kindOf(type: string): StepKind {
  const kind = stepKinds.find((one) => one.type === type) ?? byType.get('act')
  if (!kind) throw new Error(`There is no step of the type ${type}.`)
  return kind
}

const inTwoDays = { amount: 2, unit: 'days' } as const

type Own<Kind> = Kind extends Step ? Omit<Kind, keyof typeof base | 'id' | 'title' | 'retry'> : never
const base = { parent: null, branch: '', onError: 'stop' } as const

/** What each kind begins with. */
const blanks: { [Type in StepType]: Own<Extract<Step, { type: Type }>> } = {
  act: { type: 'act', procedure: '', input: {} },
  create_task: { type: 'create_task', input: { title: '' } },
  update_record: { type: 'update_record', record: '', recordId: '', changes: {} },
  send_email: { type: 'send_email', to: '', subject: '', text: '' },
  call_api: { type: 'call_api', method: 'GET', url: 'https://', headers: {} },
  llm_query: { type: 'llm_query', question: '', answerAs: 'text' },
  conditional: { type: 'conditional', condition: 'true' },
  delay: { type: 'delay', for: { amount: 1, unit: 'hours' } },
  approval: {
    type: 'approval',
    question: '',
    deciders: [],
    within: inTwoDays,
    onTimeout: 'no',
    onNo: 'stop',
  },
  wait_for_event: { type: 'wait_for_event', topic: '', within: inTwoDays, onTimeout: 'fail' },
  for_each: { type: 'for_each', items: '[]', as: 'item', atOnce: 1 },
  parallel: { type: 'parallel' },
  stop: { type: 'stop', outcome: 'done', message: '' },
}

export const blankStep = (type: StepType, id: string): Step => ({
  ...base,
  ...blanks[type],
  id,
  title: kindOf(type).label,
})

/** "2 days", "1 hour". */
export const spanWords = ({ amount, unit }: Span): string =>
  `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`

const second: { [Type in StepType]: (step: Extract<Step, { type: Type }>) => string } = {
  act: ({ procedure }) => (procedure === '' ? 'Nothing chosen yet' : (procedure.split('.').at(-1) ?? '')),
  create_task: ({ input }) => textOr(input['title'], 'No title yet'),
  update_record: ({ record }) => textOr(record, 'Nothing chosen yet'),
  send_email: ({ to }) => (to === '' ? 'Nobody yet' : `To ${to}`),
  call_api: ({ method, url }) => `${method} ${url.replace('https://', '')}`,
  llm_query: ({ question }) => textOr(question, 'No question yet'),
  conditional: ({ condition }) => condition,
  delay: (step) => (step.for ? spanWords(step.for) : `Until ${step.until ?? ''}`),
  approval: ({ within }) => `Up to ${spanWords(within)}`,
  wait_for_event: ({ topic }) => textOr(topic, 'Nothing chosen yet'),
  for_each: ({ items }) => items,
  parallel: () => 'All at once',
  stop: ({ outcome, message }) => textOr(message, outcome === 'done' ? 'All is well' : 'As failed'),
}

const textOr = (value: unknown, empty: string): string =>
  typeof value === 'string' && value.trim() !== '' ? value : empty

/** The quiet line under the name of a step. */
export function secondLine(step: Step): string {
  const words = second[step.type] as (one: Step) => string
  return words(step).slice(0, 120)
}
