import { setTimeout as sleep } from 'node:timers/promises'
import { callRest, callTool, codeOf, field } from './clients.ts'
import type { Answer } from './clients.ts'
import { chargesOf, checkBooks, checkHolds, tasksOf } from './books.ts'
import type { Fault, Trial } from './fault.ts'
import type { Org } from './world.ts'

const WORKERS = 6
const HEALTHY_WITHIN_MS = 5_000
/** A restart takes a second; a machine that does other things as well may take longer. */
const BACK_WITHIN_MS = 60_000
const RETRY_MS = 250
const PAUSE_MS = 20
const WRITE_MICRO = 50_000

interface Write {
  title: string
  key: string
  door: 'rest' | 'mcp'
}

interface Log {
  stop: boolean
  acknowledged: Map<string, string>
  /** How each write was asked for. */
  writes: Write[]
  /** Calls that got no success, with what they got. */
  refused: Answer[]
  waiting: Promise<void>[]
  /** When the load ended, after the last kill. */
  killedAt: number
}

const call = ({ key, toolKey }: Org, { door, title, key: idempotencyKey }: Write): Promise<Answer> =>
  door === 'mcp'
    ? callTool(toolKey, { tool: 'ops_tasks_create', args: { title }, idempotencyKey })
    : callRest(key, { path: 'modules/ops/tasks/create', body: { title }, idempotencyKey })

async function untilAcknowledged(org: Org, write: Write, log: Log): Promise<void> {
  const giveUpAt = Date.now() + 2 * BACK_WITHIN_MS
  for (;;) {
    const answer = await call(org, write)
    if (answer.status === 200) return void log.acknowledged.set(write.title, field<string>(answer, 'id'))
    log.refused.push(answer)
    if (Date.now() > giveUpAt) throw new Error(`${write.title} was never answered: ${JSON.stringify(answer)}`)
    await sleep(answer.retryAfter === null ? RETRY_MS : answer.retryAfter * 1000)
  }
}

/** Writes without end; one that has to wait is repeated aside, so that the load goes on. */
async function load({ random }: Trial, org: Org, log: Log): Promise<void> {
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

interface Restart {
  /** From the kill until PostgreSQL says that it is ready. */
  databaseMs: number
  /** From then until the hub says so. */
  hubMs: number
}

async function restart({ world: { hub }, random }: Trial): Promise<Restart> {
  await sleep(random.between(200, 900))
  const pid = hub.postgresPid()
  if (pid === undefined) throw new Error('PostgreSQL does not run.')
  const begin = performance.now()
  process.kill(pid, 'SIGKILL')
  while (hub.postgresPid() === undefined || hub.postgresPid() === pid) {
    if (performance.now() - begin > BACK_WITHIN_MS) throw new Error('PostgreSQL did not come back.')
    await sleep(10)
  }
  const databaseMs = performance.now() - begin
  return { databaseMs, hubMs: await hub.untilReady() }
}

const range = (values: number[]) =>
  `${Math.round(Math.min(...values))} to ${Math.round(Math.max(...values))} ms`

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

async function look(trial: Trial, org: Org, log: Log): Promise<void> {
  const { world, findings } = trial
  await Promise.all(log.waiting)
  checkAnswers(trial, log)
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
    await checkHolds(findings, hub, { org, brokenAt: log.killedAt })
    await checkBooks(findings, hub, org)
  })
}

export const restartPostgres: Fault = {
  name: 'restart-postgres',
  title: 'PostgreSQL is killed (SIGKILL of the postmaster) and comes back while writes go on',
  async run(trial) {
    const { world, findings, quick } = trial
    const org = await world.newOrg('Restarted Often', 5_000)
    const log: Log = {
      stop: false,
      acknowledged: new Map(),
      writes: [],
      refused: [],
      waiting: [],
      killedAt: 0,
    }
    const workers = Promise.all(Array.from({ length: WORKERS }, () => load(trial, org, log)))
    const restarts: Restart[] = []
    try {
      for (let done = 0; done < (quick ? 3 : 10); done += 1) restarts.push(await restart(trial))
    } finally {
      log.stop = true
      log.killedAt = Date.now()
      await workers
    }
    findings.figure('kills of PostgreSQL', restarts.length)
    findings.figure('database back after', range(restarts.map(({ databaseMs }) => databaseMs)))
    const hubMs = restarts.map((one) => one.hubMs)
    findings.figure('hub healthy after the database', range(hubMs))
    findings.check(
      'the hub is healthy 5 s after the database',
      Math.max(...hubMs) <= HEALTHY_WITHIN_MS,
      hubMs,
    )
    return () => look(trial, org, log)
  },
}
