import { request, sentence, tidy } from '../wording/normalize.ts'
import { entityOf, propertiesOf } from '../../../../platform/catalog/entities.ts'
import { PERSON } from '../acts/fields.ts'
import { wallAt } from '../../../../reading/calendar.ts'
import { proposalText } from '../words.ts'
import type { Draft } from '../../memory.ts'
import { understandRequest } from '../understand/request.ts'
import { isRead } from '../understand/stands.ts'
import type { Call, Outcome, World } from '../understand/types.ts'
import { hasDays, withRules } from './day-rules.ts'
import { deliveryIn } from './delivery.ts'
import { draftOf } from './draft.ts'
import { eventIn } from './event-trigger.ts'
import { isUnclear, planOf } from './plan.ts'
import type { Plan, Unclear } from './plan.ts'
import { momentsOf, timedIn } from './trigger.ts'
import type { Split, Trigger } from './trigger.ts'
import { isDenial, isQuestion, wishIn } from './wish.ts'
import type { Wish } from './wish.ts'

export const CREATE = 'workflows.create'
/** What a half-said standing wish leaves open. */
export const WISH = '@wish'
/** What is longer is no wish in a sentence. */
const LONGEST = 400
const LONGEST_NAME = 80

const question = (words: string, leads: readonly string[]): Outcome => {
  const draft: Draft = { path: CREATE, input: { leads }, names: {}, open: WISH, choices: [] }
  return { kind: 'ask', question: words, draft }
}

/** The row that an event tells of, by the name it has in a run: "it" is that one. */
function spokenOf(trigger: Trigger): World['memory']['it'] {
  if (trigger.kind !== 'event') return null
  const { schema, title } = trigger.happening.info
  for (const [name, field] of Object.entries(propertiesOf(schema))) {
    const entity = entityOf(field)
    if (entity !== undefined && entity !== PERSON)
      return { entity, id: `{{ input.event.${name} }}`, name: title.toLowerCase() }
  }
  return null
}

/** The world as it is when it is set going. What was read of rows stays, what was understood does not. */
function worldAt(world: World, now: Date, trigger: Trigger): World {
  const memory = { ...world.memory, it: spokenOf(trigger), focus: [], last: null, draft: null, offer: null }
  return {
    ...world,
    clock: { ...world.clock, now },
    memory,
    rows: (entity, among, words) => world.rows(entity, among, words),
  }
}

const unruly: Unclear = {
  kind: 'ask',
  gap: 'value',
  question:
    'I cannot make a rule of that day. Say it as days from then, such as “in 3 days”, or as a weekday.',
}

const inputsOf = ({ acts, finds }: Plan) => [...acts, ...finds].map(({ input }) => input)

/** The plan with days that hold whenever it runs. */
async function ruledPlan(wish: string, split: Split, world: World): Promise<Plan | Unclear> {
  const { trigger, when } = split
  const moments = momentsOf(trigger, world)
  const plans: Plan[] = []
  for (const now of moments) {
    const plan = await planOf(wish, {
      world: worldAt(world, now, trigger),
      isEvent: trigger.kind === 'event',
      when,
    })
    if (isUnclear(plan)) return plan
    plans.push(plan)
    if (!hasDays(inputsOf(plan))) return plan
  }
  const [first] = plans
  if (!first) return unruly
  const saidOn = moments.map((now) => wallAt(now, world.clock.timeZone).day)
  const ruled = inputsOf(first).map((_, at) =>
    withRules(
      plans.map((one) => inputsOf(one)[at] ?? {}),
      saidOn,
    ),
  )
  if (ruled.includes(null)) return unruly
  const calls = [...first.acts, ...first.finds].map((call, at) => ({ ...call, input: ruled[at] ?? {} }))
  return { ...first, acts: calls.slice(0, first.acts.length), finds: calls.slice(first.acts.length) }
}

const listed = (parts: readonly string[]) =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')}, then ${parts.at(-1)}`

/** What it would do, in words: "“every Monday”: list tasks, then mail it to …". */
function planWords({ acts, finds, mail }: Plan, world: World): string {
  const done = acts.map((call) => proposalText(call, world))
  const found = finds.map((call) => proposalText(call, world))
  return listed([...done, ...found, ...(mail ? [`send a mail to ${mail.to.join(', ')}`] : [])])
}

const nameOf = ({ name, text }: Wish): string => {
  const whole = sentence(name ?? text)
  return whole.length <= LONGEST_NAME ? whole : `${whole.slice(0, LONGEST_NAME - 1).trimEnd()}…`
}

interface Wished {
  said: string
  wish: Wish
  split: Split
  world: World
}

function gapQuestion({ said, wish, split }: Wished, unclear: Extract<Unclear, { kind: 'ask' }>): Outcome {
  const leads = {
    act: [`${split.when},`],
    what: [`${split.when}, mail me`, `${split.when},`],
    to: [`${split.when}, ${wish.text.replace(/\s+to\s+\S+(?:\s+\S+)?$/i, '')} to`, `${split.when},`],
    value: [`${said}:`, said, `${split.when},`],
  }
  return question(unclear.question, leads[unclear.gap])
}

/** The draft as a call that is put before the person; a question where something is not clear. */
async function proposed(wished: Wished): Promise<Outcome> {
  const { said, wish, split, world } = wished
  const act = world.table.get(CREATE)
  if (!act || world.access(CREATE) === 'missing') return { kind: 'cannot' }
  if (world.access(CREATE) !== 'open') return { kind: 'forbidden', act }
  const plan = await ruledPlan(wish.text, split, world)
  if (isUnclear(plan)) return plan.kind === 'say' ? plan.outcome : gapQuestion(wished, plan)
  const draft = draftOf({ plan, trigger: split.trigger, world })
  if (!draft)
    return gapQuestion(wished, {
      kind: 'ask',
      gap: 'act',
      question: `What should happen “${split.when}”? What was found there cannot be read out in a mail.`,
    })
  const words = `“${split.when}”: ${planWords(plan, world)}`
  const call: Call = {
    act,
    input: { name: nameOf(wish), description: said, draft },
    names: { draft: words },
    about: null,
  }
  return { kind: 'calls', calls: [call] }
}

const isMail = (text: string, world: World): boolean => {
  const delivery = deliveryIn(text, world)
  return delivery !== null && !delivery.isSoft
}

/** Something that is asked, or that is not to be done any more, is no wish. */
const isWish = ({ text }: Wish, world: World) => !isDenial(text) && (!isQuestion(text) || isMail(text, world))

const EACH = '(?:each|every|per) (?:day|week|month)'
const BACK = '(?:(?:over|in|for|during|of|within) )?(?:the |these |our )?(?:last|past|previous)'
/** "How many each day over the last week", "each day, last month": of each day that was, and of none to come. */
const LOOKS_BACK = new RegExp(`\\b${EACH},? ${BACK}\\b`, 'i')
/** "Each day this month" may be of days to come as well. */
const HALF_BACK = new RegExp(
  `\\b${EACH},? (?:(?:over|in|for|during|of) )?(?:this (?:week|month|quarter|year)|so far|since)\\b`,
  'i',
)

/** "Sales each day this month" is looked up at once; "water the beds each day this month" is done again and again. */
async function looksBack(said: string, world: World): Promise<boolean> {
  if (LOOKS_BACK.test(said)) return true
  if (!HALF_BACK.test(said) || isMail(said, world)) return false
  const understood = await understandRequest(request(said).text, world)
  return isRead(understood) && understood.outcome.kind === 'calls'
}

/** "We are shut on Mondays" tells how it is, and of no day on which something is to be done. */
const CLOSED =
  /\b(?:is|are|am|be|was|were|'s|'re|'m|(?:is|are|was|were)n't) (?:(?:not|only|always|usually|normally|all) )*(?:shut|closed|open|off|away|out|in|busy|quiet|here)(?: all day)? (?:on )?$/i

const tellsWhen = (said: string, when: string): boolean => {
  const before = said.slice(0, said.indexOf(when))
  return CLOSED.test(/^on /i.test(when) ? `${before}on ` : before)
}

async function scheduled(said: string, world: World): Promise<Outcome | null> {
  if (await looksBack(said, world)) return null
  const timed = timedIn(said, world, (rest) => isMail(wishIn(rest).text, world))
  if (!timed || tellsWhen(said, timed.when)) return null
  const wish = wishIn(timed.rest)
  if (!isWish(wish, world)) return null
  if (timed.isSoft && !timed.isFirst && !isMail(wish.text, world)) return null
  // No record repeats itself, and what a workflow would make anew was not said.
  if (/\brepeat/i.test(wish.text)) return { kind: 'cannot' }
  if (timed.split) return proposed({ said, wish, split: timed.split, world })
  return question(`No schedule of a workflow says “${timed.when}”, which is ${timed.why}.`, [`${wish.text}`])
}

/** "Remind me to call when she is back" is about one day; what is no happening of this hub is asked about only where nothing else is meant. */
async function eventful(said: string, world: World): Promise<Outcome | null> {
  const found = eventIn(said, world)
  if (!found) return null
  let other: Outcome | null = null
  for (const split of found.splits) {
    const wish = wishIn(split.rest)
    if (!isWish(wish, world)) continue
    const outcome = await proposed({ said, wish, split, world })
    if (outcome.kind === 'calls') return outcome
    other ??= outcome
  }
  if (other) return other
  const rest = wishIn(found.rest)
  const isMeant = isMail(rest.text, world) || (found.isFirst && found.isStrong)
  if (!isMeant || !isWish(rest, world)) return null
  const some = world.topics.slice(0, 5).map(({ title }) => `“${title}”`)
  return question(
    `I know of no such thing happening here as “${found.when}”. What I hear of are, for example: ${some.join(', ')}. When should it be?`,
    [rest.text, `${rest.text} when`],
  )
}

/** "Every Monday at 8 mail me …": a wish that is to hold from now on, as the draft of a workflow. Null where nothing of the kind is said. */
export async function standingWish(text: string, world: World): Promise<Outcome | null> {
  if (text.length > LONGEST) return null
  const said = tidy(text)
  // "If it is no trouble" waits for nothing.
  return (await scheduled(said, world)) ?? eventful(tidy(request(said).text), world)
}

/** Goes on with a half-said one: the answer stands where it was left open. Null where it is no answer. */
export async function continuedWish({ input }: Draft, answer: string, world: World): Promise<Outcome | null> {
  const leads = Array.isArray(input['leads']) ? input['leads'].map(String) : []
  const alone = await standingWish(answer, world)
  if (alone?.kind === 'calls') return alone
  for (const lead of leads) {
    const outcome = await standingWish(`${lead} ${answer}`, world)
    if (outcome?.kind === 'calls') return outcome
  }
  return null
}
