import { randomInt } from 'node:crypto'
import { rmSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { Findings } from './fault.ts'
import type { Fault, Trial } from './fault.ts'
import { connecting } from './connecting.ts'
import { damagedCopy } from './damaged-copy.ts'
import { diskFull } from './disk-full.ts'
import { firstCalls } from './first-calls.ts'
import { fuzz } from './fuzz.ts'
import { halfDead } from './half-dead.ts'
import { idempotency } from './idempotency.ts'
import { killServer } from './kill-server.ts'
import { olderBackup } from './older-backup.ts'
import { ownSecret } from './own-secret.ts'
import { pooler } from './pooler.ts'
import { posting } from './posting.ts'
import { readOnly } from './read-only.ts'
import { readingIn } from './reading-in.ts'
import { restartPostgres } from './restart-postgres.ts'
import { provider } from './provider.ts'
import { redis } from './redis.ts'
import { writeReport, writeResult } from './report.ts'
import type { Outcome } from './report.ts'
import { secretRotation } from './secret-rotation.ts'
import { seeded } from './seeded.ts'
import { selling } from './selling.ts'
import { sideBySide } from './side-by-side.ts'
import { workflows } from './workflows.ts'
import { newStateDir, startWorld } from './world.ts'
import type { World } from './world.ts'

/**
 * Those that share a world in this order: the first calls of all want a database that nobody has used, and holds of workflows
 * that died show only after a while, so that they come first in the second half.
 */
const faults: Fault[] = [
  firstCalls,
  idempotency,
  killServer,
  posting,
  selling,
  readingIn,
  connecting,
  restartPostgres,
  workflows,
  halfDead,
  pooler,
  readOnly,
  provider,
  redis,
  fuzz,
  secretRotation,
  ownSecret,
  sideBySide,
  olderBackup,
  damagedCopy,
  diskFull,
]

const USAGE = `Breaks a hub of its own on purpose and checks that nothing is lost.

  --only <name>   one fault, may be repeated: ${faults.map(({ name }) => name).join(', ')}
  --seed <n>      repeat the choices of an earlier run
  --quick         the short form (CI)
  --part <k>/<n>  every n-th of them, from the k-th on (CI takes another part for each commit)
  --result <file> write what was seen there too, as JSON
  --write         write RELIABILITY.md; only after a full run of everything`

type TrialOptions = Pick<Trial, 'seed' | 'quick'>

interface Options extends TrialOptions {
  chosen: Fault[]
  write: boolean
  result: string | undefined
}

/** Every n-th of these from the k-th on, for `k/n`; none where that says nothing. */
function partOf(named: readonly Fault[], part: string): Fault[] {
  const [first = 0, of = 0] = part.split('/').map(Number)
  return named.filter((_, at) => at % of === first - 1)
}

function readOptions(args: string[]): Options | string {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string', multiple: true, default: [] },
      seed: { type: 'string' },
      quick: { type: 'boolean', default: false },
      part: { type: 'string', default: '1/1' },
      write: { type: 'boolean', default: false },
      result: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return USAGE
  const unknown = values.only.find((name) => faults.every((fault) => fault.name !== name))
  if (unknown !== undefined) return `There is no fault "${unknown}".\n\n${USAGE}`
  const seed = values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed)
  if (!Number.isInteger(seed) || seed < 0) return 'The seed must be a whole number, 0 or above.'
  const named = faults.filter(({ name }) => values.only.length === 0 || values.only.includes(name))
  const chosen = partOf(named, values.part)
  if (chosen.length === 0)
    return `--part says which part of how many, such as 2/3; ${values.part} has no fault.`
  if (values.write && (values.quick || chosen.length < faults.length))
    return '--write publishes figures, so it wants the full run: without --quick, --only and --part.'
  return { chosen, seed, quick: values.quick, write: values.write, result: values.result }
}

type Later = () => Promise<void>

/** Runs one fault; a fault that throws is a fault that did not hold. */
async function tryFault(
  fault: Fault,
  world: World | null,
  { seed, quick }: TrialOptions,
): Promise<[Outcome, Later]> {
  const findings = new Findings()
  const begin = performance.now()
  const guarded = (work: () => Promise<void | Later>) =>
    work().catch((error: unknown) => {
      findings.check(
        'the trial ran to its end',
        false,
        error instanceof Error ? (error.stack ?? '') : String(error),
      )
    })
  const trial = { random: seeded(seed), seed, quick, findings }
  const later = await guarded(async () => {
    if (fault.hasOwnWorld) return fault.run(trial)
    if (world) return fault.run({ ...trial, world })
  })
  const outcome = { fault, findings, seconds: (performance.now() - begin) / 1000 }
  return [outcome, async () => void (later && (await guarded(later)))]
}

function printOutcome({ fault, findings, seconds }: Outcome): void {
  const verdict = findings.skipped !== null ? 'SKIPPED' : findings.ok ? 'held' : 'BROKEN'
  console.log(
    `\n${fault.name}: ${verdict} (${findings.checks.length} checks, ${seconds.toFixed(1)} s) - ${fault.title}`,
  )
  if (findings.skipped !== null) console.log(`  not run: ${findings.skipped}`)
  for (const [name, value] of findings.figures) console.log(`  ${name}: ${value}`)
  for (const { what, detail } of findings.broken) console.log(`  BROKEN ${what}\n         ${detail}`)
}

async function withWorld<R>(work: (world: World) => Promise<R>): Promise<R> {
  const stateDir = newStateDir()
  try {
    const world = await startWorld(stateDir)
    try {
      return await work(world)
    } finally {
      await world.close()
    }
  } finally {
    rmSync(stateDir, { recursive: true, force: true })
  }
}

/** Tries these one after the other, and then looks at what takes time to show. */
async function tryInTurn(faults: Fault[], world: World | null, options: TrialOptions): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const laters: Later[] = []
  for (const fault of faults) {
    const [outcome, later] = await tryFault(fault, world, options)
    console.log(`${fault.name} ran ${outcome.seconds.toFixed(1)} s`)
    outcomes.push(outcome)
    laters.push(later)
  }
  for (const later of laters) await later()
  return outcomes
}

type Part = () => Promise<Outcome[]>

/** So many that wait more than they work keep two cores busy. */
const LANES = 3

/** Does the parts in their order, several at a time, and tells what they saw in that order. */
async function inLanes(parts: readonly Part[]): Promise<Outcome[]> {
  const seen: Outcome[][] = []
  const left = [...parts.entries()]
  const lane = async () => {
    for (let next = left.shift(); next; next = left.shift()) seen[next[0]] = await next[1]()
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return seen.flat()
}

/**
 * Those that share a world, and those with one of their own. In the short form there are two worlds to share, and several are
 * broken at the same time; a run whose figures are published has one, and the machine to itself.
 */
async function tryAll({ chosen, ...options }: Options): Promise<Outcome[]> {
  const own = chosen.filter(({ hasOwnWorld }) => hasOwnWorld === true)
  const shared = chosen.filter((fault) => !own.includes(fault))
  const sharing = (faults: Fault[]) => () => withWorld((world) => tryInTurn(faults, world, options))
  const half = options.quick ? Math.ceil(shared.length / 2) : shared.length
  const parts: Part[] = [
    ...[shared.slice(0, half), shared.slice(half)].filter(({ length }) => length > 0).map(sharing),
    ...own.map((fault) => () => tryInTurn([fault], null, options)),
  ]
  if (options.quick) return inLanes(parts)
  const outcomes: Outcome[] = []
  for (const part of parts) outcomes.push(...(await part()))
  return outcomes
}

/** Returns the exit code. */
export async function runFaults(args: string[]): Promise<number> {
  const options = readOptions(args)
  if (typeof options === 'string') {
    console.log(options)
    return options === USAGE ? 0 : 2
  }
  const { chosen, seed, quick } = options
  console.log(`seed ${seed}${quick ? ', short form' : ''}: ${chosen.map(({ name }) => name).join(', ')}`)
  const outcomes = await tryAll(options)
  outcomes.forEach(printOutcome)
  const ok = outcomes.every(({ findings }) => findings.ok)
  if (options.result !== undefined) writeResult(options.result, outcomes, seed)
  if (options.write && ok) writeReport(outcomes, seed)
  console.log(`\n${ok ? 'Everything held.' : `Not everything held. Again with: --seed ${seed}`}`)
  return ok ? 0 : 1
}
