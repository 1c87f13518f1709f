import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { callRest, field } from './clients.ts'
import { checkAnswerCharges, checkBooks } from './books.ts'
import type { Fault, Trial } from './fault.ts'
import { MODEL, begin, end, tells, word } from './model-provider.ts'
import type { Behavior } from './model-provider.ts'
import { follow, storedAnswer } from './stream.ts'
import type { Followed, StoredAnswer } from './stream.ts'
import type { Org } from './world.ts'

const FALLBACK_MS = 5_000
const BREAKER_OPENS_BY = 5
/** Each answer asks again twice where nothing has come yet. */
const TRIES = 3
const SOCKETS_CLOSED_MS = 15_000
const BUILT_IN = 'built-in'

/** What the person must get: another assistant's answer, an error in words, or an answer in spite of it all. */
type Outcome = 'takenOver' | 'brokenOff' | 'answered' | 'any'

interface Misdeed {
  name: string
  behavior: Behavior
  outcome: Outcome
}

const sendsText =
  (status: number, type: string, body: string): Behavior =>
  (response) =>
    void response.writeHead(status, { 'content-type': type }).end(body)

const stream = (text: string): Behavior => sendsText(200, 'text/event-stream', text)

/** A sign of life again and again, but never a word. */
async function loris(response: ServerResponse): Promise<void> {
  begin(response)
  while (!response.destroyed && !response.writableEnded) {
    response.write(': wait\n\n')
    await sleep(200)
  }
}

const breaksOff: Behavior = async (response) => {
  begin(response)
  word(response, 'The first half ')
  await sleep(150)
  response.socket?.resetAndDestroy()
}

/** Words without end, whatever was asked for. */
async function pours(response: ServerResponse): Promise<void> {
  begin(response)
  while (!response.destroyed) {
    for (let count = 0; count < 100; count += 1) word(response, 'and so on ')
    await sleep(1)
  }
}

const heavy: Behavior = (response) => {
  begin(response)
  word(response, 'x'.repeat(10_000_000))
  end(response, { input: 1_000, output: 10 })
}

const lies =
  (input: number, output: number): Behavior =>
  (response) => {
    begin(response)
    word(response, 'Short.')
    end(response, { input, output })
  }

const misdeeds: Misdeed[] = [
  {
    name: '500',
    behavior: sendsText(500, 'application/json', '{"error":{"message":"sk-faults"}}'),
    outcome: 'takenOver',
  },
  {
    name: '429',
    behavior: sendsText(429, 'application/json', '{"error":{"message":"slow down"}}'),
    outcome: 'takenOver',
  },
  { name: 'no answer', behavior: () => undefined, outcome: 'takenOver' },
  {
    name: 'reset before the first word',
    behavior: (response) => void response.socket?.resetAndDestroy(),
    outcome: 'takenOver',
  },
  { name: 'reset in the middle', behavior: breaksOff, outcome: 'brokenOff' },
  { name: 'slow loris', behavior: loris, outcome: 'takenOver' },
  {
    name: 'garbage in the stream',
    behavior: stream('data: {not json\n\n\u0000\ufffd\n\ndata: 7\n\n'),
    outcome: 'any',
  },
  {
    name: 'JSON of another kind',
    behavior: stream('data: {"choices":"none","usage":[]}\n\ndata: [DONE]\n\n'),
    outcome: 'any',
  },
  {
    name: 'a page instead of a stream',
    behavior: sendsText(200, 'text/html', '<h1>Welcome</h1>'),
    outcome: 'takenOver',
  },
  { name: 'an empty stream', behavior: stream(''), outcome: 'takenOver' },
  { name: 'an answer without end', behavior: pours, outcome: 'answered' },
  { name: '10 MB in one word', behavior: heavy, outcome: 'any' },
  { name: 'usage far too high', behavior: lies(2_000_000_000, 2_000_000_000), outcome: 'answered' },
  { name: 'usage beyond all numbers', behavior: lies(1e300, 1e300), outcome: 'any' },
  { name: 'negative usage', behavior: lies(-5_000, -5_000), outcome: 'any' },
  { name: 'usage in fractions', behavior: lies(10.5, 0.25), outcome: 'any' },
]

interface Seen {
  followed: Followed
  stored: StoredAnswer | undefined
  /** From the model's being asked until the answer ended. */
  ms: number
}

async function ask({ world }: Trial, { key }: Org): Promise<Seen> {
  const sentAt = performance.now()
  const sent = await callRest(key, { path: 'assistant/send', body: { text: 'What can you do?' } })
  const followed = await follow(key, field<string>(sent, 'answerId'))
  const ms = performance.now() - Math.max(sentAt, world.provider.askedAt())
  return { followed, ms, stored: await storedAnswer(key, field<string>(sent, 'conversationId')) }
}

const outcomes: Record<Outcome, (seen: Seen) => boolean> = {
  takenOver: ({ stored }) =>
    stored?.driver === BUILT_IN &&
    stored.status === 'done' &&
    stored.notices.length > 0 &&
    stored.text !== '',
  brokenOff: ({ stored }) =>
    stored?.driver === MODEL &&
    stored.status === 'failed' &&
    (stored.error ?? '') !== '' &&
    stored.text !== '',
  answered: ({ stored }) => stored?.driver === MODEL && stored.status === 'done' && stored.text !== '',
  any: (seen) => outcomes.takenOver(seen) || outcomes.brokenOff(seen) || outcomes.answered(seen),
}

/** The key of the operator and the insides of the program are nothing a person may read. */
const leaks = ({ followed }: Seen) =>
  /sk-faults|\n\s+at |node_modules|\.ts:\d/.test(JSON.stringify(followed.events))

async function tryMisdeed(trial: Trial, org: Org, { name, behavior, outcome }: Misdeed): Promise<void> {
  const { world, findings } = trial
  world.provider.behave(behavior)
  const seen = await ask(trial, org)
  findings.check(`${name}: ends as it must (${outcome})`, outcomes[outcome](seen), seen)
  findings.check(`${name}: the person has an answer or an error within 5 s`, seen.ms <= FALLBACK_MS, seen.ms)
  findings.check(`${name}: tells nothing of our insides`, !leaks(seen), seen.followed)
  findings.figure(
    name,
    `${seen.stored?.status ?? 'none'} by ${seen.stored?.driver ?? 'nobody'} after ${Math.round(seen.ms)} ms`,
  )
  // A good answer in between keeps the breaker shut.
  world.provider.behave(tells(2, 0))
  const good = await ask(trial, org)
  findings.check(`${name}: the next answer is the model's`, outcomes.answered(good), good)
}

/** A provider that fails every time is soon left alone. */
async function tripBreaker(trial: Trial, org: Org): Promise<void> {
  const { world, findings } = trial
  world.provider.behave(sendsText(503, 'text/plain', 'down'))
  const before = world.provider.asked()
  const answers: Seen[] = []
  for (let round = 0; round < BREAKER_OPENS_BY + 3; round += 1) answers.push(await ask(trial, org))
  const asked = world.provider.asked() - before
  findings.figure('failures until the breaker opens', asked / TRIES)
  findings.check(
    'a model that fails is left alone after 5 failures at most',
    asked <= BREAKER_OPENS_BY * TRIES,
    asked,
  )
  findings.check('every answer came all the same', answers.every(outcomes.takenOver), answers.at(-1))
}

async function socketsAfter({ world }: Trial): Promise<number> {
  const giveUpAt = Date.now() + SOCKETS_CLOSED_MS
  for (;;) {
    const open = await world.provider.sockets()
    if (open === 0 || Date.now() > giveUpAt) return open
    await sleep(200)
  }
}

export const provider: Fault = {
  name: 'provider',
  title: 'The model provider fails, dawdles, breaks off, talks nonsense and lies about what was used',
  async run(trial) {
    const { world, findings } = trial
    const org = await world.newOrg('Badly Served', 1_000)
    const { pid } = world.hub
    for (const misdeed of misdeeds) await tryMisdeed(trial, org, misdeed)
    await tripBreaker(trial, org)
    findings.equal('connections to the provider left open', await socketsAfter(trial), 0)
    findings.check('the hub is still the same process', world.hub.isRunning && world.hub.pid === pid)
    await world.inside(async (hub) => {
      findings.figure('answers charged', await checkAnswerCharges(findings, hub, org))
      await checkBooks(findings, hub, org)
    })
    const balance = await callRest(org.key, { path: 'credits/balance' })
    findings.equal('nothing stays on hold', field<number>(balance, 'heldMicro'), 0)
    world.provider.behave(tells(3, 0))
  },
}
