import { setTimeout as sleep } from 'node:timers/promises'
import { callRest, callTool, field } from './clients.ts'
import type { Answer } from './clients.ts'
import { chargesOf, checkAnswerCharges, checkBooks, checkHolds, tasksOf, untilClosed } from './books.ts'
import type { Fault, Trial } from './fault.ts'
import type { Hub } from '@hub/api/server'
import { tells } from './model-provider.ts'
import type { Random } from './seeded.ts'
import { follow, storedAnswer } from './stream.ts'
import type { Followed } from './stream.ts'
import type { Org } from './world.ts'

const WORKERS = 8
const RETRY_MS = 100
const GIVE_UP_MS = 120_000
const READ_MICRO = 10_000
const WRITE_MICRO = 50_000
const CREDITS = 5_000
const FULL = { calls: 1_000, kills: 20, streams: 40 }
const QUICK = { calls: 200, kills: 4, streams: 6 }
/** An answer takes long enough for a kill to meet it. */
const WORDS = 25
const WORD_EVERY_MS = 40

type Kind = 'read' | 'write' | 'stream'

interface Job {
  kind: Kind
  title: string
  key: string
}

interface Told {
  answerId: string
  conversationId: string
  followed: Followed
}

/** What the callers know afterwards. */
interface Log {
  started: number
  /** Ids of the tasks that were acknowledged, by title. */
  acknowledged: Map<string, string>
  /** Each try, answered or not: what reads may have cost at most. */
  readTries: number
  readsAnswered: number
  unanswered: number
  /** Answers other than success, by status. */
  refusals: Record<string, number>
  /** The last time the server was killed. */
  killedAt: number
  /** Calls that are repeated aside. */
  waiting: Promise<void>[]
  streams: Promise<Told>[]
}

interface Run {
  org: Org
  jobs: Job[]
  log: Log
}

function jobsOf(random: Random, { calls, streams }: typeof FULL): Job[] {
  const every = Math.floor(calls / streams)
  return Array.from({ length: calls }, (_, index) => ({
    kind: index % every === every - 1 ? 'stream' : random.pick(['read', 'read', 'read', 'write', 'write']),
    title: `task ${index}`,
    key: random.id(),
  }))
}

function callOnce({ key, toolKey }: Org, job: Job): Promise<Answer> {
  if (job.kind === 'read') return callTool(toolKey, { tool: 'ops_tasks_list', args: { limit: 5 } })
  if (job.kind === 'write')
    return callTool(toolKey, {
      tool: 'ops_tasks_create',
      args: { title: job.title },
      idempotencyKey: job.key,
    })
  const body = { text: `Tell me a story about ${job.title}` }
  return callRest(key, { path: 'assistant/send', body, idempotencyKey: job.key })
}

async function attempt({ org, log }: Run, job: Job): Promise<Answer> {
  if (job.kind === 'read') log.readTries += 1
  const answer = await callOnce(org, job)
  if (answer.status === 0) log.unanswered += 1
  else if (answer.status !== 200) log.refusals[answer.status] = (log.refusals[answer.status] ?? 0) + 1
  return answer
}

/** Repeats a call under its key until there is an answer, as a client that was cut off must. */
async function untilAnswered(run: Run, job: Job, first: Answer): Promise<void> {
  const giveUpAt = Date.now() + GIVE_UP_MS
  let answer = first
  while (answer.status !== 200) {
    if (Date.now() > giveUpAt) throw new Error(`${job.title} got no answer: ${JSON.stringify(answer)}`)
    await sleep(answer.retryAfter === null ? RETRY_MS : answer.retryAfter * 1000)
    answer = await attempt(run, job)
  }
  note(run, job, answer)
}

function note({ org, log }: Run, { kind, title }: Job, answer: Answer): void {
  if (kind === 'read') log.readsAnswered += 1
  if (kind === 'write') log.acknowledged.set(title, field<string>(answer, 'id'))
  if (kind !== 'stream') return
  const [answerId, conversationId] = [
    field<string>(answer, 'answerId'),
    field<string>(answer, 'conversationId'),
  ]
  log.streams.push(follow(org.key, answerId).then((followed) => ({ answerId, conversationId, followed })))
}

/** A caller: one call after the other. A call that a kill left on hold is told to wait, and waits aside. */
async function work(run: Run): Promise<void> {
  const { jobs, log } = run
  for (;;) {
    const job = jobs[log.started]
    if (!job) return
    log.started += 1
    let answer = await attempt(run, job)
    while (answer.status === 0) {
      await sleep(RETRY_MS)
      answer = await attempt(run, job)
    }
    log.waiting.push(untilAnswered(run, job, answer))
  }
}

/** Spread over the calls, at moments the seed chooses. */
async function kill({ world, random }: Trial, log: Log, { calls, kills }: typeof FULL): Promise<number[]> {
  const downMs: number[] = []
  for (let done = 0; done < kills; done += 1) {
    const at = Math.floor((calls * (done + random.next())) / kills)
    while (log.started < Math.min(at, calls - WORKERS)) await sleep(2)
    await sleep(random.between(0, 120))
    const begin = performance.now()
    log.killedAt = Date.now()
    await world.hub.kill()
    await world.hub.start()
    downMs.push(Math.round(performance.now() - begin))
  }
  return downMs
}

async function checkEffects({ findings }: Trial, hub: Hub, { org, jobs, log }: Run): Promise<void> {
  const tasks = await tasksOf(hub, org)
  const lost = [...log.acknowledged].filter(([title, id]) => tasks.get(title)?.includes(id) !== true)
  findings.equal('acknowledged writes that are lost', lost, [])
  const twice = [...tasks].filter(([, ids]) => ids.length > 1)
  findings.equal('writes that were done twice', twice, [])
  const writes = jobs.filter(({ kind }) => kind === 'write').length
  findings.equal('tasks', tasks.size, writes)
  findings.equal('charges for writes', await chargesOf(hub, org, 'modules.ops.tasks.create'), {
    count: writes,
    micro: writes * WRITE_MICRO,
  })
  const reads = await chargesOf(hub, org, 'modules.ops.tasks.list')
  findings.check(
    'reads are charged at least once each that was answered, at most once each try',
    reads.count >= log.readsAnswered &&
      reads.count <= log.readTries &&
      reads.micro === reads.count * READ_MICRO,
    { reads, answered: log.readsAnswered, tries: log.readTries },
  )
}

async function checkStreams({ findings }: Trial, hub: Hub, { org, log }: Run): Promise<void> {
  const told = await Promise.all(log.streams)
  let broken = 0
  for (const { conversationId, followed } of told) {
    const { ids, text, last } = followed
    findings.check(
      'a stream tells each event once and in order',
      ids.every((id, index) => id === index + 1),
      ids,
    )
    findings.check('a stream ends', last !== undefined, followed)
    const stored = await storedAnswer(org.key, conversationId)
    findings.check('what was told is what is kept', text === stored?.text, { followed, stored })
    if (last?.type === 'failed') broken += 1
    findings.check(
      'an answer is whole or says that it was cut off',
      last?.type === 'failed' || text.endsWith(`word${WORDS} `),
      followed.last,
    )
  }
  const answers = await checkAnswerCharges(findings, hub, org)
  findings.check('no answer is charged twice', answers <= told.length, { answers, told: told.length })
  findings.figure(
    'streams',
    `${told.length}, ${broken} cut off and saying so, ${told.reduce((sum, { followed }) => sum + followed.reconnects, 0)} reconnects`,
  )
}

const emptyLog = (): Log => ({
  started: 0,
  acknowledged: new Map(),
  readTries: 0,
  readsAnswered: 0,
  unanswered: 0,
  refusals: {},
  killedAt: 0,
  waiting: [],
  streams: [],
})

export const killServer: Fault = {
  name: 'kill-server',
  title: 'The server is killed (SIGKILL) and started again while metered calls and streams run',
  async run(trial) {
    const { world, findings, random, quick } = trial
    const size = quick ? QUICK : FULL
    world.provider.behave(tells(WORDS, WORD_EVERY_MS))
    const org = await world.newOrg('Killed Often', CREDITS)
    const done: Run = { org, jobs: jobsOf(random, size), log: emptyLog() }
    const workers = Promise.all(Array.from({ length: WORKERS }, () => work(done)))
    const [downMs] = await Promise.all([kill(trial, done.log, size), workers])
    findings.figure('calls', `${done.jobs.length} by ${WORKERS} callers`)
    findings.figure(
      'kills',
      `${downMs.length}, back after ${Math.min(...downMs)} to ${Math.max(...downMs)} ms`,
    )
    return () => look(trial, done)
  },
}

/** When the calls that had to wait are answered, and the holds of the dead have run out. */
async function look(trial: Trial, done: Run): Promise<void> {
  const { world, findings } = trial
  const { org, log } = done
  await Promise.all(log.waiting)
  findings.figure('tries without an answer', log.unanswered)
  findings.figure('other refusals', JSON.stringify(log.refusals))
  const server = Object.keys(log.refusals).filter((status) => Number(status) >= 500 && status !== '503')
  findings.equal('answers that blame the server, other than 503', server, [])
  await world.inside(async (hub) => {
    await checkStreams(trial, hub, done)
    await checkEffects(trial, hub, done)
  })
  await untilClosed(world, org)
  await world.inside(async (hub) => {
    await checkHolds(findings, hub, { org, brokenAt: log.killedAt })
    await checkBooks(findings, hub, org)
  })
}
