import type { Definition, StepRun } from './flow.ts'
import type { Ran } from './run-tree.ts'
import { stepLine } from './step-line.ts'

const firstLine = (text: string): string => text.trim().split('\n')[0]?.slice(0, 160) ?? ''

type Values = Readonly<Record<string, unknown>>
const valuesOf = (value: unknown): Values =>
  typeof value === 'object' && value !== null ? (value as Values) : {}
const textAt = (values: Values, name: string): string | undefined => {
  const value = values[name]
  const text = Array.isArray(value) ? value.join(', ') : value
  return typeof text === 'string' && text.trim() !== '' ? firstLine(text) : undefined
}

/** What was said to a question. */
function answerWords({ decision, byId }: Values): string | undefined {
  if (typeof decision !== 'string') return undefined
  if (byId === null) return 'Nobody decided in time, which means no'
  return `The answer was ${decision === 'yes' ? 'yes' : 'no'}`
}

/** What came of it, where its kind has a way to say so. */
const outcomes: Partial<Record<string, (input: Values, output: Values) => string | undefined>> = {
  conditional: (_input, { result }) =>
    typeof result === 'boolean' ? (result ? 'Yes, so it went on' : 'No') : undefined,
  approval: (_input, output) => answerWords(output),
  send_email: (input, output) => {
    const to = textAt(output, 'sentTo') ?? textAt(input, 'to')
    return to === undefined ? undefined : `To ${to}`
  },
  create_task: (input) => textAt(input, 'title'),
  llm_query: (input, output) => textAt(output, 'text') ?? textAt(input, 'question'),
  call_api: (_input, { status }) =>
    typeof status === 'number' ? `The service answered ${status}` : undefined,
  act: (_input, { items }) => (Array.isArray(items) ? `Found ${items.length}` : undefined),
}

/** The quiet line under a step of a run. */
export function detailOf({ step, run }: Ran, definition: Definition): string {
  if (!run) return stepLine(step, definition)
  if (run.error !== null) return firstLine(run.error.message)
  if (run.question !== null && run.status === 'waiting') return firstLine(run.question)
  if (run.isHidden) return 'What it found and wrote is not shown to you'
  return outcomes[step.type]?.(valuesOf(run.input), valuesOf(run.output)) ?? stepLine(step, definition)
}

const WAITS = new Set(['approval', 'delay', 'wait_for_event'])

/** "free" is for what was done and could have cost something. */
export const isFree = ({ status, type, costMicro }: StepRun): boolean =>
  costMicro === 0 && status === 'done' && !WAITS.has(type)
