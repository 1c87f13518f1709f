import { readFileSync } from 'node:fs'
import type { TestHub } from '../../../../testing/index.ts'
import { toolCall } from '../../job.ts'
import type { AnswerJob } from '../../job.ts'
import { readMemory } from '../../memory.ts'
import { say } from '../../testing.ts'
import { Wishes } from '../../wishes.ts'
import { BUILT_IN } from '../driver.ts'
import type { Outcome, World } from '../understand/types.ts'
import { understand } from '../understand/understand.ts'
import { loadWorld } from '../world.ts'
import type { Firm } from './firm.ts'
import { judge } from './judge.ts'
import type { Sentence, Verdict } from './judge.ts'

/** Where sentences are said, and how what is there is called in them. */
export interface Place {
  hub: TestHub
  open: () => Promise<Firm>
  /** Names by id, as the sentences write them behind an @. */
  names: (firm: Firm) => Promise<ReadonlyMap<string, string>>
}

/** A file of sentences beside this one. */
export const sentencesIn = (name: string): Sentence[] =>
  JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8')) as Sentence[]

interface Talk {
  conversationId: string | null
  /** Whether the firm is no longer what it was: something was put up or done. */
  hasChanged: boolean
}

/** Says what came before, and approves what it asked for. */
async function converse(
  { org: { api } }: Firm,
  { after = [], waits }: Pick<Sentence, 'after' | 'waits'>,
): Promise<Talk> {
  let conversationId: string | undefined
  let hasChanged = false
  for (const [at, text] of after.entries()) {
    const { sent, events } = await say(api, text, conversationId)
    conversationId = sent.conversationId
    const approvals = events.flatMap(({ data }) => (data.type === 'approval' ? [data.approvalId] : []))
    hasChanged ||= approvals.length > 0
    if (waits && at === after.length - 1) break
    for (const id of approvals) await api.approvals.approve({ id })
  }
  return { conversationId: conversationId ?? null, hasChanged }
}

/** All that is known where a sentence is said, behind what was said before it in this conversation. */
async function worldIn(
  { hub: { hub } }: Place,
  firm: Firm,
  { as, conversationId }: { as: Sentence['as']; conversationId: string | null },
): Promise<World> {
  const { orgId } = firm.org
  const db = hub.db.org(orgId)
  const row =
    conversationId === null
      ? undefined
      : await db
          .selectFrom('assistantConversation')
          .select('memory')
          .where('id', '=', conversationId)
          .executeTakeFirst()
  const isViewer = as === 'viewer'
  const job = {
    hub,
    db,
    actor: isViewer ? firm.viewer : firm.owner,
    org: { orgId, timeZone: 'Europe/Lisbon', currency: 'EUR' },
    permissions: hub.permissions.of(isViewer ? 'viewer' : 'owner'),
    conversationId: conversationId ?? '00000000-0000-7000-8000-000000000000',
    answerId: 'score',
    timeZone: 'Europe/Lisbon',
    memory: readMemory(row?.memory),
  } as unknown as AnswerJob // what a request would bring along besides is not looked at
  const log = { signal: new AbortController().signal, wishes: new Wishes() }
  return loadWorld({ ...job, call: toolCall(job, BUILT_IN, log) })
}

/** All that is known where a sentence is said, behind what was said before it. */
export async function worldOf(place: Place, firm: Firm, sentence: Sentence): Promise<World> {
  const { conversationId } = await converse(firm, sentence)
  return worldIn(place, firm, { as: sentence.as, conversationId })
}

interface Ground {
  world: World
  names: ReadonlyMap<string, string>
}

/** Where each sentence is said: all in one firm, and behind a conversation that changed something in the next one. */
async function groundsOf(place: Place): Promise<(sentence: Sentence) => Promise<Ground>> {
  const open = async () => {
    const firm = await place.open()
    return { firm, names: await place.names(firm) }
  }
  const quiet = await open()
  const shared = new Map<Sentence['as'], Promise<World>>()
  const alone = (sentence: Sentence) => {
    const world = shared.get(sentence.as) ?? worldOf(place, quiet.firm, sentence)
    shared.set(sentence.as, world)
    return world
  }
  let talking: typeof quiet | undefined
  return async (sentence) => {
    if (sentence.after === undefined) return { world: await alone(sentence), names: quiet.names }
    const { firm, names } = (talking ??= await open())
    const { conversationId, hasChanged } = await converse(firm, sentence)
    if (hasChanged) talking = undefined
    const world = await worldIn(place, firm, { as: sentence.as, conversationId })
    return { world, names: hasChanged ? await place.names(firm) : names }
  }
}

export interface Share {
  of: number
  first: number
  near: number
  args: number
  wrong: number
  declined: number
}

function shareOf(verdicts: readonly Verdict[]): Share {
  const share = (key: keyof Verdict) =>
    verdicts.filter((one) => one[key]).length / Math.max(1, verdicts.length)
  return {
    of: verdicts.length,
    first: share('isFirst'),
    near: share('isNear'),
    args: share('hasArgs'),
    wrong: share('isWrongWrite'),
    declined: share('isDeclined'),
  }
}

function toldOf({ outcome, names }: Heard): string {
  if (outcome.kind === 'offer') return `offer: ${outcome.offer.choices.map(({ path }) => path).join(', ')}`
  if (outcome.kind === 'ask') return `ask: ${outcome.draft.path} “${outcome.question}”`
  if (outcome.kind === 'byHand') return `byHand: ${outcome.act.path}`
  if (outcome.kind !== 'calls') return outcome.kind
  const named = (_: string, value: unknown) => (typeof value === 'string' && names.get(value)) || value
  return outcome.calls.map(({ act, input }) => `${act.path} ${JSON.stringify(input, named)}`).join(' + ')
}

const percent = (part: number) => `${(100 * part).toFixed(1)} %`.padStart(8)
const line = (name: string, { of, ...shares }: Share) =>
  `${name.padEnd(12)}${String(of).padStart(4)}${Object.values(shares).map(percent).join('')}\n`

interface Heard {
  sentence: Sentence
  verdict: Verdict
  outcome: Outcome
  names: ReadonlyMap<string, string>
}

function print(name: string, heard: readonly Heard[]): void {
  const lines = Array.from(
    Map.groupBy(heard, ({ sentence }) => sentence.category),
    ([category, some]) => line(category, shareOf(some.map(({ verdict }) => verdict))),
  )
  const missed = heard
    .filter(({ verdict }) => !verdict.hasArgs)
    .map((one) => `  ${one.sentence.say}  [${toldOf(one)}]\n`)
  process.stdout.write(
    [
      `${name}: sentences, right first, right or one click, right arguments, wrong writes, declined\n`,
      ...lines,
      line('all', shareOf(heard.map(({ verdict }) => verdict))),
      ...missed,
    ].join(''),
  )
}

/** Says all sentences of a file, prints what was understood by category, and returns the shares of all. */
export async function score(place: Place, name: string): Promise<Share> {
  const groundFor = await groundsOf(place)
  const heard: Heard[] = []
  for (const sentence of sentencesIn(name)) {
    const { world, names } = await groundFor(sentence)
    const outcome = await understand(sentence.say, world)
    const verdict = judge(sentence, { hub: place.hub.hub, outcome, nameOf: (id) => names.get(id) ?? id })
    heard.push({ sentence, outcome, verdict, names })
  }
  print(name, heard)
  return shareOf(heard.map(({ verdict }) => verdict))
}
