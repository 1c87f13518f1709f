import { setTimeout as sleep } from 'node:timers/promises'
import type { CatalogEntry } from '@hub/api/server'
import { callRest, field } from './clients.ts'
import type { Caller } from './clients.ts'
import { checkBooks } from './books.ts'
import type { Fault, Findings, Trial } from './fault.ts'
import { abuses, exchange, open } from './raw-http.ts'
import type { Abuse, Reply } from './raw-http.ts'
import { inputsFor, sample } from './schema-inputs.ts'
import type { RealIds } from './schema-inputs.ts'
import type { Org, World } from './world.ts'

const FULL = 10_000
const QUICK = 1_000
const CALLERS = 8
/** The first calls fill caches and compile code; memory is measured from after them. */
const WARM_PART = 0.3
const GROWTH_MB = 50
const REST_MS = 15_000
const SHORT_REST_MS = 2_000
const CRAWLERS = 20
const ANSWER_MS = 10_000
/** Some of these are no whole request, and the hub rightly goes on waiting. */
const SILENCE_MS = 2_000

/** These end what the fuzzer itself works with, so it sends them as somebody else only. */
const ENDS_THE_RUN =
  /^(auth\.(logout|changePassword|sessions|deleteAccount)|admin\.(organizations\.suspend|users\.end))/

const STACK = /\n\s+at [\w.<>[\] ]+\(|node_modules|file:\/\/|\.ts:\d+:\d+/

interface Shot {
  entry: CatalogEntry
  input: unknown
  caller: Caller
}

interface Score {
  statuses: Record<string, number>
  worst: unknown[]
}

/** What the hub has, so that some inputs name it. */
async function realIds({ admin }: World, { key, owner, orgId }: Org): Promise<RealIds> {
  const body = { title: 'Fuzzed' }
  const task = field<string>(await callRest(key, { path: 'modules/ops/tasks/create', body }), 'id')
  const said = await callRest(key, { path: 'assistant/send', body: { text: 'What can you do?' } })
  const { id } = field<{ id: string }>(await callRest({ ...owner, ...admin }, { path: 'auth/me' }), 'user')
  return {
    ops_task: [task],
    assistant_conversation: [field<string>(said, 'conversationId')],
    assistant_message: [field<string>(said, 'answerId')],
    organization: [orgId],
    'organization_member.user_id': [id],
  }
}

/** The same organization with a key that may do whatever a key may do. */
async function widelyScoped({ hub }: World, org: Org): Promise<Org> {
  const { owner } = org
  const known = await callRest(owner, { path: 'auth/apiKeys/scopes' })
  const scopes = field<{ name: string }[]>(known, 'scopes').map(({ name }) => name)
  const body = { name: 'Everything', kind: 'program', scopes }
  const made = await callRest(owner, { path: 'auth/apiKeys/create', body })
  return { ...org, key: { origin: hub.origin, credential: field<string>(made, 'text') } }
}

/** Says 503 where the language model has a fault, as the one of these trials has; the suite of providers tries faults. */
const NEEDS_A_MODEL = 'workflows.actions.askModel'

interface Range {
  entries: readonly CatalogEntry[]
  ids: RealIds
  /** A key, a person and nobody. */
  callers: readonly [Caller, Caller, Caller]
}

function shots({ random, seed, quick }: Trial, { entries, ids, callers }: Range): Shot[] {
  const each = Math.ceil((quick ? QUICK : FULL) / entries.length)
  const all = entries.flatMap((entry, index) =>
    sample(inputsFor(entry.inputJson, ids), each, seed + index).map((input): Shot => {
      const [key, person, nobody] = callers
      const usual = ENDS_THE_RUN.test(entry.path) ? [key, nobody] : [key, key, person, nobody]
      return { entry, input, caller: usual[random.between(0, usual.length - 1)] ?? nobody }
    }),
  )
  // Mixed, so that no procedure is only met on a fresh hub.
  return all
    .map((shot) => ({ shot, at: random.next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ shot }) => shot)
}

const queryText = (value: unknown): string =>
  encodeURIComponent((typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed())

function addressOf({ entry, input }: Shot): string {
  if (entry.type === 'mutation' || typeof input !== 'object' || input === null) return entry.restPath
  const pairs = Object.entries(input).map(([name, value]) => `${queryText(name)}=${queryText(value)}`)
  return `${entry.restPath}?${pairs.join('&')}`
}

async function shoot(shot: Shot, score: Score): Promise<void> {
  const { entry, input, caller } = shot
  const body = entry.type === 'mutation' ? { body: input ?? null } : {}
  const answer = await callRest(caller, { path: addressOf(shot), ...body })
  score.statuses[answer.status] = (score.statuses[answer.status] ?? 0) + 1
  const text = JSON.stringify(answer.body)
  if (answer.status === 0 || answer.status >= 500 || STACK.test(text))
    score.worst.push({ path: entry.path, input, status: answer.status, body: text.slice(0, 300) })
}

async function shootAll(all: readonly Shot[], score: Score): Promise<void> {
  let next = 0
  const one = async () => {
    for (let shot = all[next]; shot; shot = all[next]) {
      next += 1
      await shoot(shot, score)
    }
  }
  await Promise.all(Array.from({ length: CALLERS }, one))
}

function judge(findings: Findings, { name, allows }: Abuse, { statuses, text, isCut }: Reply): void {
  const wrong = statuses.filter((status) => (allows ? !allows.includes(status) : status >= 500))
  findings.check(`${name}: refused as it must be`, wrong.length === 0, { statuses, text: text.slice(0, 300) })
  findings.check(`${name}: one request gets one answer`, statuses.length <= 1, { statuses })
  findings.check(`${name}: no stack in the answer`, !STACK.test(text), text.slice(0, 600))
  if (allows) findings.check(`${name}: is answered or cut off`, statuses.length > 0 || isCut, 'neither')
}

/** Slow callers keep their connections; everybody else must be served meanwhile. */
async function crawl({ world: { hub }, findings }: Trial): Promise<void> {
  const sockets = await Promise.all(Array.from({ length: CRAWLERS }, () => open(hub.origin)))
  const timer = setInterval(() => sockets.forEach((socket) => socket.writable && socket.write('G')), 100)
  await sleep(1_000)
  findings.check(`the hub answers while ${CRAWLERS} callers crawl`, await hub.isReady())
  clearInterval(timer)
  for (const socket of sockets) socket.destroy()
}

async function abuse(trial: Trial, { key }: Org): Promise<void> {
  const {
    world: { hub },
    findings,
  } = trial
  const host = new URL(hub.origin).host
  for (const one of abuses)
    judge(
      findings,
      one,
      await exchange(hub.origin, one.parts(host, key.credential), one.allows ? ANSWER_MS : SILENCE_MS),
    )
  await crawl(trial)
  findings.check('the hub serves afterwards', await hub.isReady())
}

/**
 * Memory at rest: what the collector has not looked at yet is not lost, and V8 gives memory back only after some eight
 * seconds with little to do.
 */
async function memoryAtRest({ world: { hub }, quick }: Trial): Promise<number | undefined> {
  const giveUpAt = Date.now() + (quick ? SHORT_REST_MS : REST_MS)
  let lowest = hub.residentMb()
  while (Date.now() < giveUpAt) {
    await sleep(200)
    const now = hub.residentMb()
    if (now !== undefined && (lowest === undefined || now < lowest)) lowest = now
  }
  return lowest
}

export const fuzz: Fault = {
  name: 'fuzz',
  title: 'Inputs of every shape for every procedure, and requests that are hardly HTTP',
  async run(trial) {
    const { world, findings } = trial
    const { pid } = world.hub
    const org = await widelyScoped(world, await world.newOrg('Fuzzed', 1_000))
    const ids = await realIds(world, org)
    const entries = await world.inside(async (hub) =>
      hub.catalog.entries.filter(({ type, path }) => type !== 'subscription' && path !== NEEDS_A_MODEL),
    )
    const nobody: Caller = { origin: world.hub.origin, credential: '' }
    const all = shots(trial, { entries, ids, callers: [org.key, org.owner, nobody] })
    const score: Score = { statuses: {}, worst: [] }
    const warm = Math.floor(all.length * WARM_PART)
    await shootAll(all.slice(0, warm), score)
    await abuse(trial, org)
    const before = await memoryAtRest(trial)
    await shootAll(all.slice(warm), score)
    await abuse(trial, org)
    const after = await memoryAtRest(trial)
    findings.figure(
      'inputs',
      `${all.length} for ${entries.length} procedures: ${JSON.stringify(score.statuses)}`,
    )
    findings.figure('raw requests', 2 * abuses.length)
    findings.check(
      'no answer above 499, none missing, no stack',
      score.worst.length === 0,
      score.worst.slice(0, 10),
    )
    findings.check('some inputs went through', (score.statuses['200'] ?? 0) > 0, score.statuses)
    if (before !== undefined && after !== undefined) {
      findings.figure('memory', `${before.toFixed(0)} MB, then ${after.toFixed(0)} MB`)
      // A short run ends before the heap has found its size, so there the figure is only shown.
      const isSmall = after - before < GROWTH_MB
      if (!trial.quick)
        findings.check(`memory grew by less than ${GROWTH_MB} MB`, isSmall, `${before} to ${after}`)
    }
    findings.check('the hub is still the same process', world.hub.isRunning && world.hub.pid === pid)
    await world.inside((hub) => checkBooks(findings, hub, org))
  },
}
