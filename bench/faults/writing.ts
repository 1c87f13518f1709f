import { setTimeout as sleep } from 'node:timers/promises'
import { callRest, callTool, codeOf, field } from './clients.ts'
import type { Answer } from './clients.ts'
import { chargesOf, checkBooks, checkHolds, tasksOf, untilClosed } from './books.ts'
import type { Trial } from './fault.ts'
import type { Org } from './world.ts'

const WORKERS = 6
/** What was broken is back long before. */
const GIVE_UP_MS = 120_000
const RETRY_MS = 250
const PAUSE_MS = 20
const WRITE_MICRO = 50_000

interface Write {
  title: string
  key: string
  door: 'rest' | 'mcp'
}

/** What a load wrote, and what became of it. */
export interface Log {
  stop: boolean
  acknowledged: Map<string, string>
  /** How each write was asked for. */
  writes: Write[]
  /** Calls that got no success, with what they got. */
  refused: Answer[]
  waiting: Promise<void>[]
  /** The longest that one call waited for its answer, in milliseconds. */
  longestMs: number
  /** When the load ended, after the last thing that was broken. */
  brokenAt: number
}

const call = ({ key, toolKey }: Org, { door, title, key: idempotencyKey }: Write): Promise<Answer> =>
  door === 'mcp'
    ? callTool(toolKey, { tool: 'ops_tasks_create', args: { title }, idempotencyKey })
    : callRest(key, { path: 'modules/ops/tasks/create', body: { title }, idempotencyKey })

async function untilAcknowledged(org: Org, write: Write, log: Log): Promise<void> {
  const giveUpAt = Date.now() + GIVE_UP_MS
  for (;;) {
    const begin = performance.now()
    const answer = await call(org, write)
    log.longestMs = Math.max(log.longestMs, performance.now() - begin)
    if (answer.status === 200) return void log.acknowledged.set(write.title, field<string>(answer, 'id'))
    log.refused.push(answer)
    if (Date.now() > giveUpAt) throw new Error(`${write.title} was never answered: ${JSON.stringify(answer)}`)
    await sleep(answer.retryAfter === null ? RETRY_MS : answer.retryAfter * 1000)
  }
}

/** Writes all along while `work` breaks things; ends when it has. */
export async function underWrites(trial: Trial, org: Org, work: (log: Log) => Promise<void>): Promise<Log> {
  const log: Log = {
    stop: false,
    acknowledged: new Map(),
    writes: [],
    refused: [],
    waiting: [],
    longestMs: 0,
    brokenAt: 0,
  }
  const workers = Promise.all(Array.from({ length: WORKERS }, () => writeOn(trial, org, log)))
  try {
    await work(log)
  } finally {
    log.stop = true
    log.brokenAt = Date.now()
    await workers
  }
  return log
}

/** Writes without end; one that has to wait is repeated aside, so that the load goes on. */
async function writeOn({ random }: Trial, org: Org, log: Log): Promise<void> {
  while (!log.stop) {
    const door = random.pick<Write['door']>(['rest', 'mcp'])
    const write: Write = { title: `row ${log.writes.length}`, key: random.id(), door }
    log.writes.push(write)
    const done = untilAcknowledged(org, write, log)
    log.waiting.push(done)
    await Promise.race([done, sleep(1_000)])
    await sleep(PAUSE_MS)
  }
}

function checkAnswers({ findings }: Trial, { refused }: Log): void {
  const counts: Record<string, number> = {}
  for (const answer of refused) {
    const kind = `${answer.status} ${codeOf(answer)}`.trim()
    counts[kind] = (counts[kind] ?? 0) + 1
  }
  findings.figure('refusals meanwhile', JSON.stringify(counts))
  // A repeat may meet the hold of its own first try, which the sweeper frees.
  const others = refused.filter(({ status }) => status !== 503 && status !== 409)
  findings.equal('answers other than 503, and 409 to a repeat', others, [])
  const silent = refused.filter(({ retryAfter }) => retryAfter === null)
  findings.equal('refusals that do not say when to try again', silent, [])
}

/** Whether each write was done once, charged once and not lost. */
export async function checkWrites(trial: Trial, org: Org, log: Log): Promise<void> {
  const { world, findings } = trial
  await Promise.all(log.waiting)
  checkAnswers(trial, log)
  // What was done and not yet paid for is charged when its hold has run out.
  await untilClosed(world, org)
  await world.inside(async (hub) => {
    const tasks = await tasksOf(hub, org)
    const lost = [...log.acknowledged].filter(([title, id]) => tasks.get(title)?.includes(id) !== true)
    findings.equal('acknowledged writes that are lost', lost, [])
    findings.equal(
      'writes that were done twice',
      [...tasks].filter(([, ids]) => ids.length > 1),
      [],
    )
    findings.equal('writes that were never acknowledged', log.writes.length - log.acknowledged.size, 0)
    const paid = log.writes.filter(({ door }) => door === 'mcp').length
    const charges = await chargesOf(hub, org, 'modules.ops.tasks.create')
    findings.equal('charges', charges, { count: paid, micro: paid * WRITE_MICRO })
    findings.figure('writes acknowledged', log.acknowledged.size)
    await checkHolds(findings, hub, { org, brokenAt: log.brokenAt })
    await checkBooks(findings, hub, org)
  })
}
