import type { ErrorCode } from '@hub/api'
import type { Job, JobStatus } from './job-states.ts'

export const stateWords: Record<JobStatus, string> = {
  queued: 'Waiting',
  running: 'Running',
  done: 'Done',
  dead: 'Given up',
  canceled: 'Canceled',
}

const tones = {
  queued: 'info',
  running: 'accent',
  done: 'success',
  dead: 'danger',
  canceled: 'neutral',
} as const satisfies Record<JobStatus, string>

interface State extends Pick<Job, 'status' | 'error'> {
  /** Told to stop, and not there yet; not known of jobs of other organizations. */
  isBeingCanceled?: boolean
}

export const toneOf = ({ status, isBeingCanceled }: State) =>
  isBeingCanceled === true ? 'warning' : tones[status]

/** What was given up and then canceled is what somebody put aside. */
export function stateOf({ status, isBeingCanceled, error }: State): string {
  if (isBeingCanceled === true) return 'Being canceled'
  return status === 'canceled' && error !== null ? 'Put aside' : stateWords[status]
}

export const numberWords = (value: number): string => value.toLocaleString('en-GB')

/** "1,200 of 5,000"; undefined where it counts nothing. */
export function progressWords({ done, total }: Pick<Job, 'done' | 'total'>): string | undefined {
  if (total !== null) return `${numberWords(done)} of ${numberWords(total)}`
  return done > 0 ? `${numberWords(done)} so far` : undefined
}

/** "5,000 rows"; undefined where it made none. */
export function madeWords({ result }: Pick<Job, 'result'>): string | undefined {
  const rows = result?.['rows']
  if (typeof rows !== 'number') return undefined
  return rows === 1 ? '1 row' : `${numberWords(rows)} rows`
}

export function durationWords(ms: number): string {
  const seconds = Math.round(ms / 1_000)
  if (seconds < 1) return 'less than a second'
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return twoUnits([minutes, 'min'], [seconds % 60, 's'])
  return twoUnits([Math.floor(minutes / 60), 'h'], [minutes % 60, 'min'])
}

const twoUnits = ([much, unit]: [number, string], [rest, smaller]: [number, string]): string =>
  rest === 0 ? `${much} ${unit}` : `${much} ${unit} ${rest} ${smaller}`

const remedies: Partial<Record<ErrorCode, string>> = {
  FORBIDDEN:
    'Whoever asked for it may no longer do this. Ask an administrator for access, then try it again.',
  UNAUTHORIZED: 'Whoever asked for it is no longer here. Ask for it anew yourself.',
  NOT_FOUND:
    'Something it needs is gone, so trying it again will not help. Put it aside and ask for it anew.',
  BAD_REQUEST: 'Trying it again will not help. Put it aside and ask for it anew.',
  PAYLOAD_TOO_LARGE: 'Trying it again will not help. Ask for less of it.',
  PAYMENT_REQUIRED: 'Top up credits, then try it again.',
  LIMIT_REACHED: 'Raise the limit or wait until it begins anew, then try it again.',
  TIMEOUT: 'Ask for less of it, or try it again when less is going on.',
}

const hopeless: ReadonlySet<string> = new Set<ErrorCode>(['NOT_FOUND', 'BAD_REQUEST', 'PAYLOAD_TOO_LARGE'])

/** What was asked for wrongly stays wrong. */
export const mayHelpAgain = (code: string): boolean => !hopeless.has(code)

/** What to do about a job that was given up. */
export function remedyOf(code: string): string {
  const known = new Map<string, string>(Object.entries(remedies))
  return (
    known.get(code) ??
    'Try it again. If it is given up once more, send the address of this page to whoever runs this hub.'
  )
}
