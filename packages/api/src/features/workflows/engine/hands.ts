import type { Call } from '../../../platform/calls/call.ts'
import type { CatalogEntry } from '../../../platform/catalog/catalog.ts'
import { canonicalJson } from '../../../platform/data/canonical-json.ts'
import type { Hub } from '../../../platform/hub.ts'
import { sha256 } from '../../../platform/secrets/secrets.ts'
import { AppError } from '../../../shared/errors.ts'
import type { Step } from '../definition/schema.ts'
import { procedureOf } from '../definition/steps.ts'
import { sampleOutput } from './sample-output.ts'
import { refusalToHear } from './rights.ts'
import type { StepError } from './step-error.ts'
import type { RunRow, Stretch } from './run-store.ts'

interface Deed {
  step: Step
  path: string
  round: number
  input: unknown
}

interface Done {
  output: unknown
  costMicro: number
}

/** How long a run without credits waits before it looks again. */
const CREDITS_MS = 60_000

export interface EarlierTries {
  /** In which it is done now. */
  round: number
  /** In that round. */
  attempts: number
}

const none: EarlierTries = { round: 0, attempts: 0 }

/** What a stretch of a run works with: calls in the name of whoever published the workflow, the clock, and its end. */
export interface Hands {
  hub: Hub
  /** Aborts when the run is canceled, or belongs to another process. */
  signal: AbortSignal
  now(): Date
  soon(): Date
  /** After the so-manieth try; twice as long each time. */
  pause(seconds: number, attempt: number): Date
  /** What was tried of a step that has no row in force. */
  earlier(path: string): EarlierTries
  /** Why whoever published it may not hear of such events now; null where they may. */
  refusalToHear(topic: string): Promise<StepError | null>
  do(deed: Deed): Promise<Done>
}

/** The call of whoever published it, with no more than they may do now; the id of the run marks what it leaves. */
export const callOf = (run: RunRow, signal: AbortSignal): Call => ({
  door: 'workflow',
  credential: { kind: 'person', userId: run.actsAsId, programId: run.programId ?? undefined },
  org: run.orgId,
  requestId: run.id,
  ip: null,
  userAgent: null,
  signal,
})

/** The same for one step in one round, whichever process does it: what it changes is then changed once. */
const keyOf = ({ id }: RunRow, { path, round }: Deed): string =>
  sha256(canonicalJson({ run: id, path, round })).toString('base64url')

export function handsOf(
  { hub, run }: Stretch,
  { signal, earlier }: { signal: AbortSignal; earlier: ReadonlyMap<string, EarlierTries> },
): Hands {
  const isTest = run.startedBy === 'test'
  const pinned = run.pinned ?? {}

  async function call(entry: CatalogEntry, deed: Deed): Promise<Done> {
    const key = entry.takesKey ? { idempotencyKey: keyOf(run, deed) } : {}
    let costMicro = 0
    const by: Call = { ...callOf(run, signal), onCharge: (micro) => void (costMicro += micro) }
    const output = await hub.catalog.call(entry.path, { ...(deed.input as object), ...key }, by)
    return { output, costMicro }
  }

  return {
    hub,
    signal,
    now: hub.now,
    soon: () => new Date(hub.now().getTime() + CREDITS_MS),
    pause: (seconds, attempt) => new Date(hub.now().getTime() + seconds * 1_000 * 2 ** (attempt - 1)),
    refusalToHear: (topic) => refusalToHear(hub, callOf(run, signal), topic),
    earlier: (path) => earlier.get(path) ?? none,
    async do(deed) {
      const { step } = deed
      if (isTest && Object.hasOwn(pinned, step.id)) return { output: pinned[step.id], costMicro: 0 }
      const { path } = procedureOf(hub, step) ?? { path: null }
      const entry = path === null ? undefined : hub.catalog.get(path)
      if (!entry)
        throw new AppError('NOT_FOUND', {
          message: `This hub no longer has what “${step.title}” needs. Change the step.`,
        })
      // A test changes nothing, inside or outside.
      if (isTest && entry.meta.effect !== 'read')
        return { output: sampleOutput(entry.outputJson), costMicro: 0 }
      return call(entry, deed)
    },
  }
}
