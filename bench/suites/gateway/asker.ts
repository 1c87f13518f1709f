import { setTimeout as sleep } from 'node:timers/promises'
import { uuidv7, openDatabase } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { createHub } from '@hub/api/server'
import type { Call, Hub } from '@hub/api/server'
import { benchHub } from '../bench-hub.ts'
import { AnswerLog } from '../../../packages/api/src/features/assistant/answer-log.ts'
import { AnswerMeter } from '../../../packages/api/src/features/assistant/model/answer-meter.ts'
import { breakerOf } from '../../../packages/api/src/features/assistant/model/breaker.ts'
import { ModelRounds } from '../../../packages/api/src/features/assistant/model/model-rounds.ts'
import { streamModel } from '../../../packages/api/src/features/assistant/model/stream-model.ts'
import { toolKitFor } from '../../../packages/api/src/features/assistant/model/tool-kit.ts'
import { callThroughCatalog, modelTools } from '../../../packages/api/src/features/assistant/model/tools.ts'
import { emptyMemory } from '../../../packages/api/src/features/assistant/memory.ts'
import { AssistantEvent } from '../../../packages/api/src/features/assistant/schema.ts'
import type { AnswerJob } from '../../../packages/api/src/features/assistant/job.ts'
import { createContext } from '../../../packages/api/src/platform/calls/context.ts'
import { callerOf } from '../../../packages/api/src/testing/caller.ts'
import { serveParent } from '../child.ts'
import { asking, clock, questionOf } from './question.ts'

export interface Place {
  urls: { appUrl: string; systemUrl: string }
  secret: string
  /** Origin of the provider. */
  provider: string
  orgId: string
  userId: string
}

export interface Round {
  /** Which of the provider's paces. */
  pace: string
  clients: number
  answers: number
}

/** When one answer was asked for, had its first word and ended, in ms of the machine's clock. */
export interface Asked {
  id: number
  at: number
  firstWord: number
  end: number
}

let questions = 0

const NAME = 'bench-model'
/** More than an answer takes. */
const HELD_MICRO = 1_000_000_000

/** People think before they ask again, and not all for the same time: without this, all clients would ask at once. */
const THINK_MS = 200

/** Each client waits for its answer before the next question. */
async function askAll(
  { clients, answers }: Round,
  ask: (id: number) => Promise<Omit<Asked, 'id'>>,
): Promise<Asked[]> {
  const asked: Asked[] = []
  let left = answers
  const client = async () => {
    while (left > 0) {
      left -= 1
      if (clients > 1) await sleep(Math.random() * THINK_MS)
      questions += 1
      const id = questions
      asked.push({ id, ...(await ask(id)) })
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  return asked
}

/** A handle that takes every row and keeps none: what the gateway adds is measured without its journal. */
const keepsNothing = {
  isTransaction: false,
  transaction: () => ({ execute: async () => ({ lastSeq: 1, stopRequestedAt: null }) }),
} as unknown as OrgDb // the journal asks a handle for transactions only

interface Desk {
  hub: Hub
  place: Place
  /** The hub's own request to the provider, as it went over the wire. */
  body: string
}

type Model = NonNullable<Hub['settings']['model']>

/** One object a pace, as a hub has one for all its life. */
const models = new Map<string, Model>()

function modelAt({ provider }: Place, pace: string): Model {
  const model = models.get(pace) ?? { baseUrl: `${provider}/${pace}/v1`, apiKey: 'sk-bench', name: NAME }
  models.set(pace, model)
  return model
}

function newLog(hub: Hub, { orgId }: Place): AnswerLog {
  const db = { ...hub.db, org: () => keepsNothing }
  const ids = { conversationId: uuidv7(), answerId: uuidv7() }
  return new AnswerLog({ hub: { ...hub, db }, orgId, ...ids })
}

/** The product's adapter: tools, breaker, watchdog, the SDK, and the words handed to the answer's journal. */
async function byGateway({ hub, place }: Desk, pace: string, id: number): Promise<Omit<Asked, 'id'>> {
  const model = modelAt(place, pace)
  const log = newLog(hub, place)
  const meter = new AnswerMeter(NAME, HELD_MICRO)
  const run = { meter, rounds: new ModelRounds(hub, { model: NAME, meter }), hasBegun: false }
  const text = questionOf(id)
  // What tools read of an answer's job.
  const job = {
    hub,
    org: { timeZone: 'UTC', currency: 'EUR' },
    timeZone: 'UTC',
    permissions: new Set(hub.permissions.names),
    memory: emptyMemory,
  } as unknown as AnswerJob
  const kit = await toolKitFor(job, text)
  let firstWord = 0
  const say = log.say.bind(log)
  log.say = (delta) => {
    say(delta)
    firstWord ||= clock()
  }
  const at = clock()
  await breakerOf(hub, model).execute(() =>
    streamModel(
      {
        model,
        instructions: 'You are the assistant of Corner Shop.',
        messages: [{ role: 'user', content: text }],
        tools: modelTools({ job, log, kit, driver: NAME }),
        shownTools: () => kit.names(),
        repairToolCall: callThroughCatalog(kit),
      },
      log,
      run,
    ),
  )
  const end = clock()
  await log.finish()
  return { at, firstWord, end }
}

/** The same request by fetch, its stream read as simply as it can be. */
async function byFetch({ place, body }: Desk, pace: string, id: number): Promise<Omit<Asked, 'id'>> {
  const { baseUrl, apiKey } = modelAt(place, pace)
  const at = clock()
  const response = await fetch(`${baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(JSON.parse(asking(body, id))),
  })
  let firstWord = 0
  let rest = ''
  for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (rest + text).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) if (wordOf(block.slice('data: '.length)) !== '') firstWord ||= clock()
  }
  return { at, firstWord, end: clock() }
}

function wordOf(data: string): string {
  if (data === '[DONE]') return ''
  // The provider beside this file sends what OpenAI sends.
  const { choices } = JSON.parse(data) as { choices: { delta: { content?: string } }[] }
  return choices[0]?.delta.content ?? ''
}

/** The whole way: the procedure, its transaction, the hold, the model, the journal, and the stream that a page follows. */
async function byAssistant({ hub, place }: Desk, pace: string, id: number): Promise<Omit<Asked, 'id'>> {
  const settings = { ...hub.settings, model: modelAt(place, pace) }
  // One person may not ask as often as this suite does.
  const asked: Hub = { ...hub, settings, limits: { ...hub.limits, take: async () => undefined } }
  const call: Call = {
    door: 'web',
    credential: { kind: 'person', userId: place.userId },
    org: place.orgId,
    requestId: uuidv7(),
    ip: null,
    userAgent: null,
  }
  const api = callerOf(createContext(asked, call))
  const at = clock()
  const { answerId } = await api.assistant.send({ text: questionOf(id) })
  const stream: AsyncIterable<unknown> = await api.assistant.stream({ answerId })
  let firstWord = 0
  for await (const event of stream) {
    // In-process callers see the envelopes that a transport would unpack: id and data.
    if (!Array.isArray(event)) continue
    const data = AssistantEvent.parse(event[1])
    if (data.type === 'text') firstWord ||= clock()
    if (data.type === 'notice' || data.type === 'failed')
      throw new Error(`The model did not answer: ${JSON.stringify(data)}`)
    if (data.type === 'finished') break
  }
  return { at, firstWord, end: clock() }
}

let desk: Desk | undefined

function open(place: Place): void {
  const db = openDatabase({ ...place.urls, poolSize: 20, onError: () => undefined })
  const hub = createHub({
    db,
    ...benchHub,
    secret: place.secret,
  })
  desk = { hub, place, body: '' }
}

function openDesk(): Desk {
  if (!desk) throw new Error('The desk is not open.')
  return desk
}

serveParent('ready', {
  open,
  /** One answer of the gateway, whose request the provider then knows. */
  warmUp: () => byGateway(openDesk(), 'quick', 0),
  sameBody: (body: string) => void (openDesk().body = body),
  gateway: (round: Round) => askAll(round, (id) => byGateway(openDesk(), round.pace, id)),
  fetch: (round: Round) => askAll(round, (id) => byFetch(openDesk(), round.pace, id)),
  assistant: (round: Round) => askAll(round, (id) => byAssistant(openDesk(), round.pace, id)),
})
