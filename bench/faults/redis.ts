import { rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { hasRedisServer, startRedisServer } from '../../packages/api/src/testing/redis-server.ts'
import type { RedisServer } from '../../packages/api/src/testing/redis-server.ts'
import { chargesOf, checkBooks, tasksOf } from './books.ts'
import { callTool, field } from './clients.ts'
import type { Answer } from './clients.ts'
import { borrowPrograms } from './disk-full.ts'
import type { Fault, Trial } from './fault.ts'
import { newStateDir, startWorld } from './world.ts'
import type { Org, World } from './world.ts'

const WORKERS = 4
/** Anonymous calls an hour in this world: few enough to see the limit hold. */
const ALLOWED = 150
const QUIET_MS = 1_500
const MOMENTS = 3
const BACK_WITHIN_MS = 15_000
const READ_MICRO = 10_000
const WRITE_MICRO = 50_000
/** What the hub waits for an answer of Redis at most; it may do so once an outage, never for each call. */
const ANSWER_MS = 200

interface Log {
  stop: boolean
  reads: number
  /** Id of each acknowledged task by its title. */
  acknowledged: Map<string, string>
  refused: Answer[]
  tookMs: number[]
}

interface Run {
  trial: Trial
  world: World
  redis: RedisServer
  log: Log
}

/** Charged reads and writes without end. */
async function load({ trial, log }: Run, org: Org, worker: number): Promise<void> {
  for (let count = 0; !log.stop; count += 1) {
    const isWrite = count % 4 === 0
    const title = `worker ${worker} row ${count}`
    const begin = performance.now()
    const answer = await (isWrite
      ? callTool(org.toolKey, {
          tool: 'ops_tasks_create',
          args: { title },
          idempotencyKey: trial.random.id(),
        })
      : callTool(org.toolKey, { tool: 'ops_tasks_list', args: { limit: 1 } }))
    log.tookMs.push(performance.now() - begin)
    if (answer.status !== 200) log.refused.push(answer)
    else if (isWrite) log.acknowledged.set(title, field<string>(answer, 'id'))
    else log.reads += 1
  }
}

interface Anonymous {
  status: number
  remaining: number
}

/** Counted like every call that looks something up; there is no such invitation. */
const PREVIEW = `/api/v1/organizations/invitations/preview?token=${'x'.repeat(43)}`
const LET_THROUGH = 404

async function askAnonymously({ world }: Run): Promise<Anonymous> {
  const response = await fetch(`${world.hub.origin}${PREVIEW}`)
  await response.body?.cancel()
  return {
    status: response.status,
    remaining: Number(/;r=(\d+)/.exec(response.headers.get('ratelimit') ?? '')?.[1]),
  }
}

/** Calls of nobody until three in a row are refused; returns how many were let through. */
async function exhaust(run: Run): Promise<number> {
  const seen: number[] = []
  while (seen.slice(-3).join() !== '429,429,429' && seen.length < 3 * ALLOWED)
    seen.push((await askAnonymously(run)).status)
  const others = seen.filter((status) => status !== LET_THROUGH && status !== 429)
  run.trial.findings.equal('anonymous calls that were neither answered nor limited', others, [])
  return seen.filter((status) => status === LET_THROUGH).length
}

async function isRedisUp({ world }: Run): Promise<boolean> {
  const response = await fetch(`${world.hub.origin}/health/services`)
  const { services } = (await response.json()) as { services: { name: string; status: string }[] }
  return services.some(({ name, status }) => name === 'redis' && status === 'ok')
}

/** Milliseconds until the hub sees Redis again. */
async function untilUp(run: Run): Promise<number> {
  const begin = performance.now()
  while (!(await isRedisUp(run))) {
    if (performance.now() - begin > BACK_WITHIN_MS) throw new Error('The hub does not come back to Redis.')
    await sleep(20)
  }
  return performance.now() - begin
}

interface Pace {
  medianMs: number
  slowestMs: number
  perSecond: number
}

/** How long the calls of the next moment take. */
async function pace({ log }: Run): Promise<Pace> {
  const from = log.tookMs.length
  await sleep(QUIET_MS)
  const took = log.tookMs.slice(from).toSorted((one, other) => one - other)
  return {
    medianMs: Math.round(took[Math.floor(took.length / 2)] ?? 0),
    slowestMs: Math.round(took.at(-1) ?? 0),
    perSecond: Math.round((took.length * 1000) / QUIET_MS),
  }
}

/**
 * How calls go while Redis is away: the best of a few moments. A call that waits for Redis is late in each of them; what
 * else the machine does is not.
 */
async function paceAway(run: Run, wantedMs: number): Promise<Pace> {
  let best = await pace(run)
  for (let more = 1; more < MOMENTS && best.medianMs >= wantedMs; more += 1) {
    const next = await pace(run)
    if (next.medianMs < best.medianMs) best = next
  }
  return best
}

/** Limits must go on from where they were when Redis goes away this way, and calls must not wait for it. */
async function goesAway(
  run: Run,
  how: string,
  { leave, back }: { leave: () => unknown; back: () => unknown },
) {
  const { findings } = run.trial
  await run.redis.flush()
  const before = await pace(run)
  let last = await askAnonymously(run)
  for (let count = 0; count < 20; count += 1) last = await askAnonymously(run)
  await leave()
  const wantedMs = before.medianMs + ANSWER_MS / 2
  const during = await paceAway(run, wantedMs)
  findings.equal(`${how}: anonymous calls until the limit`, await exhaust(run), last.remaining)
  findings.check(`${how}: calls do not wait for it`, during.medianMs < wantedMs, { before, during })
  const told = ({ medianMs, slowestMs, perSecond }: Pace) =>
    `${perSecond} calls/s, median ${medianMs} ms, slowest ${slowestMs} ms`
  findings.figure(`${how}: before`, told(before))
  findings.figure(`${how}: meanwhile`, told(during))
  await back()
  findings.figure(`${how}: used again after`, `${Math.round(await untilUp(run))} ms`)
}

async function flushOften(run: Run): Promise<void> {
  const { random, quick, findings } = run.trial
  const times = quick ? 10 : 50
  for (let done = 0; done < times; done += 1) {
    await run.redis.flush()
    await sleep(random.between(5, 60))
  }
  await run.redis.flush()
  findings.equal('flushed: anonymous calls until the limit, counted anew', await exhaust(run), ALLOWED)
  findings.figure('flushes', times + 1)
}

async function killOften(run: Run): Promise<void> {
  const { random, quick, findings } = run.trial
  const times = quick ? 3 : 15
  for (let done = 0; done < times; done += 1) {
    await sleep(random.between(20, 300))
    await run.redis.kill()
    await sleep(random.between(0, 200))
    await run.redis.start()
  }
  await untilUp(run)
  findings.figure('kills (SIGKILL)', times + 1)
}

async function breakRedis(run: Run): Promise<void> {
  const { redis } = run
  await untilUp(run)
  await goesAway(run, 'killed', { leave: () => redis.kill(), back: () => redis.start() })
  await goesAway(run, 'silent', { leave: () => redis.pause(), back: () => redis.resume() })
  await flushOften(run)
  await killOften(run)
}

async function checkEffects({ trial: { findings }, world, log }: Run, org: Org): Promise<void> {
  findings.equal('calls that were not answered with what they asked for', log.refused, [])
  findings.figure('charged calls', `${log.reads} reads, ${log.acknowledged.size} writes`)
  await world.inside(async (hub) => {
    const tasks = await tasksOf(hub, org)
    const lost = [...log.acknowledged].filter(([title, id]) => tasks.get(title)?.includes(id) !== true)
    findings.equal('acknowledged writes that are lost', lost, [])
    const [list, create] = ['modules.ops.tasks.list', 'modules.ops.tasks.create']
    findings.equal('charges for reads', await chargesOf(hub, org, list), {
      count: log.reads,
      micro: log.reads * READ_MICRO,
    })
    findings.equal('charges for writes', await chargesOf(hub, org, create), {
      count: log.acknowledged.size,
      micro: log.acknowledged.size * WRITE_MICRO,
    })
    await checkBooks(findings, hub, org)
  })
}

async function withRedis(trial: Trial, world: World, redis: RedisServer): Promise<void> {
  const org = await world.newOrg('Fast Friend', 5_000)
  const log: Log = { stop: false, reads: 0, acknowledged: new Map(), refused: [], tookMs: [] }
  const run = { trial, world, redis, log }
  const workers = Promise.all(Array.from({ length: WORKERS }, (_, worker) => load(run, org, worker)))
  try {
    await breakRedis(run)
  } finally {
    log.stop = true
    await workers
  }
  await checkEffects(run, org)
}

export const redis: Fault = {
  name: 'redis',
  title: 'Redis is killed, flushed and made to say nothing (SIGSTOP) while charged calls go on',
  async run(trial) {
    if (!hasRedisServer()) return trial.findings.skip('there is no redis-server on this machine')
    const server = await startRedisServer()
    const stateDir = newStateDir()
    try {
      borrowPrograms(trial.world.hub.stateDir, stateDir)
      const world = await startWorld(stateDir, {
        REDIS_URL: server.url,
        LIMIT_ANONYMOUS_PER_HOUR: String(ALLOWED),
      })
      try {
        await withRedis(trial, world, server)
      } finally {
        await world.close()
      }
    } finally {
      server.resume()
      await server.stop()
      rmSync(stateDir, { recursive: true, force: true })
    }
  },
}
