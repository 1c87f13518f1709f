import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from '@hub/db'
import type { Hub } from '@hub/api/server'
import { LEASE_MS } from '../../packages/api/src/platform/durable/worker.ts'
import { callRest, field } from './clients.ts'
import type { Caller, RestRequest } from './clients.ts'
import { chargesOf, checkBooks, checkHolds, tasksOf } from './books.ts'
import type { Fault, Trial } from './fault.ts'
import { tells } from './model-provider.ts'
import type { Org } from './world.ts'

const FULL = { runs: 60, rounds: 4 }
const QUICK = { runs: 20, rounds: 1 }
const CREDITS = 5_000
const WRITE_MICRO = 50_000
/** Longer than the lease of a worker, so that others take over what it had begun. */
const FROZEN_MS = LEASE_MS + 3_000
const RETRY_MS = 250
const GIVE_UP_MS = 180_000
const NEXT_KILL_MS = [300, 1_200] as const
/** Runs begin all the while that things break, and stay with the model for a moment. */
const NEXT_RUN_MS = 1_500
const WORDS = 5
const WORD_EVERY_MS = 200
/** Steps of one worker that may be asking the model at once. */
const ASKING_AT_ONCE = 40

const STEPS = [
  ['first', 'first of {{ run.number }}'],
  ['inner', 'part {{ part }} of {{ run.number }}'],
  ['last', 'last of {{ run.number }}'],
] as const
/** The inner one is done twice. */
const TASKS_PER_RUN = STEPS.length + 1

function stepsOf(): object[] {
  const [first, inner, last] = STEPS.map(([id, title]) => ({
    id,
    type: 'create_task',
    title: `Make ${id}`,
    input: { title },
  }))
  return [
    { ...first },
    { id: 'pause', type: 'delay', title: 'Pause', for: { amount: 2, unit: 'seconds' } },
    { id: 'each', type: 'for_each', title: 'Each', items: '[1, 2]', as: 'part', atOnce: 2 },
    { ...inner, parent: 'each', branch: 'each' },
    { id: 'ask', type: 'llm_query', title: 'Ask', question: 'What does run {{ run.number }} say?' },
    { ...last },
  ]
}

/** Repeats a call under its key until it is done, as a program must whose hub restarts. */
async function sure(caller: Caller, request: Required<RestRequest>): Promise<unknown> {
  const giveUpAt = Date.now() + GIVE_UP_MS
  for (;;) {
    const answer = await callRest(caller, request)
    if (answer.status === 200) return answer.body
    if (Date.now() > giveUpAt || (answer.status >= 400 && answer.status < 409))
      throw new Error(`${request.path} was not done: ${JSON.stringify(answer)}`)
    await sleep(answer.retryAfter === null ? RETRY_MS : answer.retryAfter * 1_000)
  }
}

async function startRuns({ world, random }: Trial, org: Org, runs: number): Promise<void> {
  const owner = { ...org.owner, credential: world.admin.credential }
  const made = await callRest(owner, {
    path: 'workflows/create',
    body: { name: 'Killed often', draft: { steps: stepsOf() } },
  })
  const id = field<string>(made, 'id')
  const done = (path: string, body: object) => sure(owner, { path, body, idempotencyKey: random.id() })
  await done('workflows/update', { id, atOnce: 40 })
  await done('workflows/publish', { id })
  for (let run = 0; run < runs; run += 1) {
    await done('workflows/runs/start', { id })
    await sleep(NEXT_RUN_MS)
  }
}

interface Broken {
  kills: number
  freezes: number
  databases: number
  /** When the last thing was broken, in milliseconds since 1970. */
  at: number
}

async function killed(worker: ChildProcess | undefined): Promise<void> {
  if (!worker || worker.exitCode !== null || worker.signalCode !== null) return
  const gone = once(worker, 'exit')
  worker.kill('SIGKILL')
  await gone
}

/** Kills of one worker after the other, of the server, of PostgreSQL, and a worker that sleeps past its lease. */
async function breakThings(trial: Trial, databaseUrl: string, rounds: number): Promise<Broken> {
  const { hub } = trial.world
  const broken: Broken = { kills: 0, freezes: 0, databases: 0, at: 0 }
  const workers: ChildProcess[] = [await hub.startWorker(databaseUrl), await hub.startWorker(databaseUrl)]
  const moment = () => sleep(trial.random.between(...NEXT_KILL_MS))
  try {
    for (let round = 0; round < rounds; round += 1) {
      await moment()
      await killed(workers.shift())
      workers.push(await hub.startWorker(databaseUrl))
      await moment()
      await hub.kill()
      await hub.start()
      broken.kills += 2
      await moment()
      const [asleep] = workers
      asleep?.kill('SIGSTOP')
      await sleep(FROZEN_MS)
      asleep?.kill('SIGCONT')
      broken.freezes += 1
      const pid = hub.postgresPid()
      if (pid === undefined) throw new Error('PostgreSQL does not run.')
      process.kill(pid, 'SIGKILL')
      while (hub.postgresPid() === undefined || hub.postgresPid() === pid) await sleep(10)
      broken.databases += 1
      await hub.untilReady()
      broken.at = Date.now()
    }
  } finally {
    for (const worker of workers) await killed(worker)
  }
  return broken
}

async function runsByStatus(hub: Hub, { orgId }: Org): Promise<Record<string, number>> {
  const { rows } = await sql<{ status: string; count: number }>`
    select status, count(*)::int as count from workflow_run group by status`.execute(hub.db.org(orgId))
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]))
}

async function untilDone({ world }: Trial, org: Org, runs: number): Promise<Record<string, number>> {
  return world.inside(async (hub) => {
    const giveUpAt = Date.now() + GIVE_UP_MS
    for (;;) {
      const counts = await runsByStatus(hub, org)
      const over = (counts['done'] ?? 0) + (counts['failed'] ?? 0)
      if (over === runs || Date.now() > giveUpAt) return counts
      await sleep(RETRY_MS)
    }
  })
}

interface Seen {
  org: Org
  runs: number
  broken: Broken
  counts: Record<string, number>
  asked: number
}

async function look({ world, findings }: Trial, { org, runs, broken, counts, asked }: Seen): Promise<void> {
  findings.equal('runs by what became of them', counts, { done: runs })
  await world.inside(async (hub) => {
    const { rows: errors } = await sql`
      select number, status, error, wake_at from workflow_run where status <> 'done'`.execute(
      hub.db.org(org.orgId),
    )
    findings.equal('runs that are not done', errors, [])
    const tasks = await tasksOf(hub, org)
    findings.equal('tasks', tasks.size, runs * TASKS_PER_RUN)
    const twice = [...tasks].filter(([, ids]) => ids.length > 1)
    findings.equal('tasks that were made twice', twice, [])
    findings.equal('charges for tasks', await chargesOf(hub, org, 'modules.ops.tasks.create'), {
      count: runs * TASKS_PER_RUN,
      micro: runs * TASKS_PER_RUN * WRITE_MICRO,
    })
    const { count } = await chargesOf(hub, org, 'workflows.actions.askModel')
    findings.equal('charges for questions to the model', count, runs)
    const breaks = broken.kills + broken.freezes + broken.databases
    findings.check(
      'the model is asked again only for steps that were under way when something broke',
      asked >= runs && asked <= runs + breaks * ASKING_AT_ONCE,
      { asked, runs, breaks },
    )
    await checkHolds(findings, hub, { org, brokenAt: broken.at })
    await checkBooks(findings, hub, org)
  })
}

export const workflows: Fault = {
  name: 'workflows',
  title:
    'Workers, the server and PostgreSQL are killed, and a worker sleeps past its lease, while workflows run',
  async run(trial) {
    const { world, findings, quick } = trial
    const { runs, rounds } = quick ? QUICK : FULL
    world.provider.behave(tells(WORDS, WORD_EVERY_MS))
    await world.signIn()
    const org = await world.newOrg('Runs On', CREDITS)
    const askedBefore = world.provider.asked()
    // The database stays where the workers look for it while the server is gone, as it does on a machine of its own.
    const [broken] = await world.inside((_hub, databaseUrl) =>
      Promise.all([breakThings(trial, databaseUrl, rounds), startRuns(trial, org, runs)]),
    )
    const begin = performance.now()
    const counts = await untilDone(trial, org, runs)
    findings.figure('runs', runs)
    findings.figure(
      'broken',
      `${broken.kills} kills of workers and servers, ${broken.freezes} sleeps past the lease, ${broken.databases} kills of PostgreSQL`,
    )
    findings.figure('all done after the last', `${Math.round((performance.now() - begin) / 1_000)} s`)
    const asked = world.provider.asked() - askedBefore
    findings.figure('questions the model heard', `${asked} for ${runs} runs`)
    return () => look(trial, { org, runs, broken, counts, asked })
  },
}
