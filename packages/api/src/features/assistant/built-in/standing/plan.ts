import { opensTo } from '../../../../platform/catalog/catalog.ts'
import { understandRequests } from '../understand/clauses/several.ts'
import type { Call, Outcome, World } from '../understand/types.ts'
import { deliveryIn } from './delivery.ts'
import type { Delivery } from './delivery.ts'
import { withTitleQuoted } from './infinitive.ts'
import { isUsable, lookUps } from './look-up.ts'

/** What is done each time. */
export interface Plan {
  acts: readonly Call[]
  /** What is looked up for the mail, if there is one. */
  finds: readonly Call[]
  mail: { to: readonly string[]; what: string; text: string | null } | null
}

/** Why there is none: what has to be asked, or what is said instead. */
export type Unclear =
  | { kind: 'ask'; question: string; gap: 'act' | 'what' | 'to' | 'value' }
  | { kind: 'say'; outcome: Outcome }

export const isUnclear = (one: Plan | Unclear): one is Unclear => 'kind' in one

const isRead = ({ act }: Call) => act.entry.meta.effect === 'read'
const MOST_NAMED = 6

/** What there is here that a mail can hold. */
function mailable({ table, access }: World): string[] {
  const lists = table.acts.filter(
    (act) =>
      act.entry.meta.effect === 'read' &&
      act.fields.every(({ isRequired }) => !isRequired) &&
      opensTo(act.entry, 'workflow') &&
      access(act.path) === 'open' &&
      act.entry.meta.title.startsWith('List '),
  )
  const ofModules = lists.toSorted(
    (a, b) => Number(b.path.startsWith('modules.')) - Number(a.path.startsWith('modules.')),
  )
  return ofModules.slice(0, MOST_NAMED).map(({ entry }) => entry.meta.title.slice('List '.length))
}

const ask = (gap: Extract<Unclear, { kind: 'ask' }>['gap'], question: string): Unclear => ({
  kind: 'ask',
  gap,
  question,
})

async function mailPlan(delivery: Delivery, { world, isEvent }: Planning): Promise<Plan | Unclear> {
  const { to, what, text } = delivery
  if (to === null) return ask('to', 'To whom should it be mailed? Say “to me”, an address, or who it is.')
  if ('unknown' in to)
    return ask(
      'to',
      `I do not know where to mail it for “${to.unknown}”. Say an address, or the whole name of somebody here.`,
    )
  const empty = { acts: [], mail: { to, what, text } }
  if (text !== null || (what === '' && isEvent)) return { ...empty, finds: [] }
  const can = mailable(world)
  const hint = can.length === 0 ? '' : ` I can mail what I can list, such as: ${can.join(', ')}.`
  if (what === '') return ask('what', `What should be in the mail?${hint}`)
  const finds = await lookUps(what, world)
  if (finds) return { ...empty, finds }
  return ask('what', `I find no “${what}” in this hub that I could mail.${hint} What should be in it?`)
}

export interface Planning {
  world: World
  isEvent: boolean
  /** The words of the trigger. */
  when: string
}

function callsPlan(calls: readonly Call[], { world }: Planning): Plan | Unclear {
  const closed = calls.find((call) => !isUsable(call))
  if (closed)
    return {
      kind: 'say',
      outcome: { kind: 'talk', text: `“${closed.act.entry.meta.title}” is nothing a workflow may do.` },
    }
  const finds = calls.filter(isRead)
  return {
    acts: calls.filter((call) => !isRead(call)),
    finds,
    mail: finds.length === 0 ? null : { to: [world.me.email], what: '', text: null },
  }
}

const whatNow = (when: string) =>
  ask('act', `What should happen “${when}”? Say what to add or change, or what to mail to whom.`)

async function actPlan(wish: string, planning: Planning): Promise<Plan | Unclear> {
  const quoted = withTitleQuoted(wish, planning.world)
  const titled = quoted === null ? null : await understandRequests(quoted, planning.world)
  const outcome = titled?.kind === 'calls' ? titled : await understandRequests(wish, planning.world)
  if (outcome.kind === 'calls')
    return outcome.more === undefined ? callsPlan(outcome.calls, planning) : whatNow(planning.when)
  if (outcome.kind === 'ask') return ask('value', outcome.question)
  if (outcome.kind === 'forbidden' || outcome.kind === 'byHand' || outcome.kind === 'refuse')
    return { kind: 'say', outcome }
  return whatNow(planning.when)
}

/** What a wish comes to each time; a mail is looked for before anything else is understood. */
export async function planOf(wish: string, planning: Planning): Promise<Plan | Unclear> {
  if (wish === '') return whatNow(planning.when)
  const delivery = deliveryIn(wish, planning.world)
  if (!delivery) return actPlan(wish, planning)
  const plan = await mailPlan(delivery, planning)
  if (!delivery.isSoft || !isUnclear(plan)) return plan
  return actPlan(wish, planning)
}
