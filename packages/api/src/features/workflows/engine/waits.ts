import type { WorkflowWait } from '@hub/db'
import { AppError } from '../../../shared/errors.ts'
import { referencesOf } from '../definition/expressions.ts'
import type { Variables } from '../definition/expressions.ts'
import { instantIn } from '../definition/instant.ts'
import type { Step, StepOf } from '../definition/schema.ts'
import type { Hands } from './hands.ts'
import type { RunStore, StepRow } from './run-store.ts'
import { after } from './spans.ts'
import { LineEnded, RunStopped, StepFailed } from './step-error.ts'
import type { StepError } from './step-error.ts'

/** What a step waits for, and until when. */
export interface Wait {
  kind: WorkflowWait['kind']
  until: Date
  topic?: string
  /** What is kept with it. */
  more?: object
  /** Why it waits, where it was tried before. */
  error?: { code: string; message: string }
}

function untilOf(input: unknown, variables: Variables): Date {
  const { until } = input as { until: unknown }
  const { timeZone } = variables['org'] as { timeZone: string }
  const date = typeof until === 'string' ? instantIn(until.trim(), timeZone) : null
  if (!date)
    throw new AppError('BAD_REQUEST', {
      message: `“${String(until)}” is no instant, such as 2026-12-24T08:00:00Z.`,
    })
  return date
}

interface Beginning {
  input: unknown
  now: Date
  variables: Variables
}

/** Of everything an expression could look at, what this one does: it is worked out when the event comes. */
function lookedAt(match: string, variables: Variables): Record<string, unknown> {
  const { variables: names, steps } = referencesOf(match)
  const known = variables['steps'] as Record<string, unknown>
  const picked = Object.fromEntries(
    [...names].filter((name) => Object.hasOwn(variables, name)).map((name) => [name, variables[name]]),
  )
  return { ...picked, steps: Object.fromEntries([...steps].map((name) => [name, known[name]])) }
}

/** The wait that a step begins with; null for a step that does something. Throws where its instant cannot be read. */
export function beginWait(step: Step, { input, now, variables }: Beginning): Wait | null {
  switch (step.type) {
    case 'delay':
      return { kind: 'delay', until: step.for ? after(now, step.for) : untilOf(input, variables) }
    case 'approval':
      return {
        kind: 'approval',
        until: after(now, step.within),
        more: { question: (input as { question: string }).question, deciders: step.deciders },
      }
    case 'wait_for_event':
      return {
        kind: 'event',
        until: after(now, step.within),
        topic: step.topic,
        more: step.match === undefined ? {} : { match: step.match, known: lookedAt(step.match, variables) },
      }
    default:
      return null
  }
}

interface Waiting {
  step: Step
  row: StepRow
}

type End = 'waiting' | 'again' | { output: unknown }

interface Look extends Waiting {
  store: RunStore
  hands: Pick<Hands, 'now' | 'refusalToHear'>
  wait: WorkflowWait
  isLate: boolean
}

async function done({ store, row }: Look, output: unknown): Promise<End> {
  await store.done(row.path, output)
  return { output }
}

async function afterEvent(look: Look, step: StepOf<'wait_for_event'>): Promise<End> {
  const { wait, isLate, hands } = look
  if (wait.received) {
    const refusal = await hands.refusalToHear(step.topic)
    return refusal ? fail(look, refusal) : done(look, { event: wait.received })
  }
  if (!isLate) return 'waiting'
  if (step.onTimeout === 'continue') return done(look, { event: null })
  return tooLate(look, 'What it waited for did not happen in time.')
}

/** Whether somebody said no where that ends what would have come after. */
const isDeclined = (step: Step, output: unknown): boolean =>
  step.type === 'approval' && step.onNo === 'stop' && (output as { decision: string }).decision === 'no'

/** What a step that was done in an earlier stretch gave. Throws where it ended the run, or the line it stands in. */
export function outputOf(step: Step, output: unknown): unknown {
  if (step.type === 'stop') throw new RunStopped(step.outcome, typeof output === 'string' ? output : '')
  if (isDeclined(step, output)) throw new LineEnded()
  return output
}

async function afterApproval(look: Look, step: StepOf<'approval'>): Promise<End> {
  const { wait, isLate, row } = look
  if (!wait.decision && !isLate) return 'waiting'
  if (!wait.decision && step.onTimeout === 'fail') return tooLate(look, 'Nobody decided in time.')
  const nobody = { decision: 'no', byId: null, note: 'Nobody decided in time.', at: row.waitUntil }
  const output = wait.decision ?? nobody
  await done(look, output)
  if (isDeclined(step, output)) throw new LineEnded()
  return { output }
}

/** Whether what it waits for is there: its output, `again` where it is to be tried once more, or that it goes on waiting. */
export async function endOfWait(
  { store, hands }: Pick<Look, 'store' | 'hands'>,
  { step, row }: Waiting,
): Promise<End> {
  const wait = row.wait ?? { kind: 'delay' }
  const isLate = row.waitUntil !== null && new Date(row.waitUntil) <= hands.now()
  const look = { store, hands, step, row, wait, isLate }
  if (wait.kind === 'retry' || wait.kind === 'credits' || wait.kind === 'flight')
    return isLate ? 'again' : 'waiting'
  if (step.type === 'wait_for_event') return afterEvent(look, step)
  if (step.type === 'approval') return afterApproval(look, step)
  return isLate ? done(look, { until: row.waitUntil }) : 'waiting'
}

async function fail({ store, step, row }: Look, error: StepError): Promise<never> {
  await store.failed(row.path, error)
  throw new StepFailed(row.path, step, error)
}

const tooLate = (look: Look, message: string): Promise<never> => fail(look, { code: 'TIMEOUT', message })
