import type { Run, RunStatus, RunWithSteps, StepRun } from './flow.ts'

export const runWords: Record<RunStatus, string> = {
  queued: 'Queued',
  running: 'Running',
  waiting: 'Waiting',
  paused: 'Paused',
  done: 'Done',
  failed: 'Failed',
  canceled: 'Stopped',
}

export const runTones = {
  queued: 'info',
  running: 'accent',
  waiting: 'warning',
  paused: 'warning',
  done: 'success',
  failed: 'danger',
  canceled: 'neutral',
} as const satisfies Record<RunStatus, string>

type State = Pick<Run, 'status' | 'isBeingCanceled'>

export const isOver = ({ status }: Pick<Run, 'status'>): boolean =>
  status === 'done' || status === 'failed' || status === 'canceled'

export const stateOf = ({ status, isBeingCanceled }: State): string =>
  isBeingCanceled && !isOver({ status }) ? 'Being stopped' : runWords[status]

/** Why it does not go on: "waits for a decision"; undefined while it works or has ended. */
export function whyItWaits(run: Pick<Run, 'status' | 'isHeld' | 'waitsFor'>): string | undefined {
  if (run.isHeld) return 'Held: as many runs of this workflow work as it allows at once.'
  if (run.status === 'paused') return 'Paused: there are not enough credits. It goes on when there are.'
  if (run.status === 'queued') return 'It waits for its turn.'
  if (run.status !== 'waiting') return undefined
  const what = [...new Set(run.waitsFor)]
  return `It waits for ${what.length === 0 ? 'its time' : what.join(' and ')}.`
}

const starters: Record<Run['startedBy'], string> = {
  person: 'Started by hand',
  schedule: 'Started by the clock',
  event: 'Started by what happened',
  webhook: 'Started by another service',
  form: 'Started by a form',
  workflow: 'Started by another workflow',
  failure: 'Started because another workflow failed',
  test: 'A test: nothing is changed or sent',
}

/** "Started by Maeve Brannigan". */
export const startedWords = ({
  startedBy,
  startedByName,
}: Pick<Run, 'startedBy' | 'startedByName'>): string =>
  startedBy === 'person' && startedByName !== null ? `Started by ${startedByName}` : starters[startedBy]

/** "Started by Maeve Brannigan at 09:56:49". */
export const startedAtWords = (run: Pick<Run, 'startedBy' | 'startedByName'>, at: string): string =>
  run.startedBy === 'test' ? `${startedWords(run)}. Begun at ${at}` : `${startedWords(run)} at ${at}`

/** In words for those who can see it: "Waiting for you" where the reader can end the waiting. */
export const waitsForReader = (run: Pick<RunWithSteps, 'steps' | 'status'>): boolean =>
  !isOver(run) && run.steps.some(({ mayDecide }) => mayDecide)

/** How long the page waits until it asks anew. */
export function askAgainIn(run: Pick<Run, 'status'> | undefined): number | false {
  if (run === undefined) return 5_000
  if (isOver(run)) return false
  return run.status === 'running' || run.status === 'queued' ? 1_000 : 5_000
}

/** "0.3 s", "52 min": short, for a column. */
export function tookWords(ms: number): string {
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} days`
}

type Timed = Pick<StepRun, 'startedAt' | 'finishedAt'>
export const tookOf = ({ startedAt, finishedAt }: Timed, now: number): number =>
  Math.max(0, (finishedAt === null ? now : Date.parse(finishedAt)) - Date.parse(startedAt))
