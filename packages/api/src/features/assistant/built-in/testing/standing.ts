import { readFileSync } from 'node:fs'
import type { Firm } from './firm.ts'
import type { Outcome } from '../understand/types.ts'
import { understand } from '../understand/understand.ts'
import { worldOf } from './score.ts'
import type { Place } from './score.ts'

/** A sentence and the workflow it means; `asks` where it is not clear, `once` where it is no standing wish. */
interface Wish {
  say: string
  starts?: readonly string[]
  hears?: string
  does?: readonly (readonly [path: string, input: Record<string, unknown>])[]
  /** "me", "all", an address, or a name. */
  to?: string
  asks?: true
  once?: true
}

interface Step {
  type: string
  procedure?: string
  input?: Record<string, unknown>
  to?: string
}

interface Draft {
  triggers: readonly { type: string; cron?: string; topic?: string }[]
  steps: readonly Step[]
}

const draftIn = (outcome: Outcome): Draft | null => {
  const [call] = outcome.kind === 'calls' ? outcome.calls : []
  return call?.act.path === 'workflows.create' ? (call.input['draft'] as Draft) : null
}

const sorted = (input: Record<string, unknown>) =>
  JSON.stringify(Object.entries(input).toSorted(([a], [b]) => (a < b ? -1 : 1)))

function isMeant(wish: Wish, draft: Draft, mail: (to: string) => string): boolean {
  const crons = draft.triggers.flatMap(({ cron }) => cron ?? [])
  const topics = draft.triggers.flatMap(({ topic }) => topic ?? [])
  const starts = JSON.stringify(crons) === JSON.stringify(wish.starts ?? [])
  const hears = JSON.stringify(topics) === JSON.stringify(wish.hears === undefined ? [] : [wish.hears])
  const acts = draft.steps.filter(({ type }) => type === 'act')
  const does = wish.does ?? []
  const isDone =
    acts.length === does.length &&
    does.every(([path, input]) =>
      acts.some((act) => {
        const { limit: _limit, ...own } = act.input ?? {}
        return act.procedure === path && sorted(own) === sorted(input)
      }),
    )
  const to = draft.steps.find(({ type }) => type === 'send_email')?.to
  const addresses = to?.split(', ').toSorted().join(', ')
  return starts && hears && isDone && addresses === (wish.to === undefined ? undefined : mail(wish.to))
}

export interface WishScore {
  right: number
  /** Drafts that were not meant, and writes of another kind. */
  wrong: number
}

const isWrite = (outcome: Outcome) =>
  outcome.kind === 'calls' && outcome.calls.some(({ act }) => act.entry.meta.effect !== 'read')

/** Who is meant by the names in the sentences. */
interface Names {
  ids: ReadonlyMap<string, string>
  mail: (to: string) => string
}

async function namesOf({ ids, org, owner }: Firm): Promise<Names> {
  const { items } = await org.api.organizations.members.list({ limit: 100 })
  const emails = new Map(items.map((one) => [one.name, one.email]))
  const all = [...emails.values()].toSorted().join(', ')
  const special = new Map([
    ['me', emails.get(owner.name) ?? ''],
    ['all', all],
  ])
  return { ids, mail: (to) => special.get(to) ?? emails.get(to) ?? to }
}

const withIds = (wish: Wish, { ids }: Names) =>
  JSON.parse(
    JSON.stringify(wish).replaceAll(
      /@(\p{Lu}\p{L}+ \p{Lu}\p{L}+)/gu,
      (all, who: string) => ids.get(who) ?? all,
    ),
  ) as Wish

function toldOf(outcome: Outcome): string {
  if (outcome.kind === 'ask') return outcome.question
  return JSON.stringify(
    outcome.kind === 'calls' ? outcome.calls.map(({ act, input }) => [act.path, input]) : '',
  )
}

function verdictOf(wish: Wish, outcome: Outcome, { mail }: Names): 'right' | 'missed' | 'wrong' {
  const draft = draftIn(outcome)
  if (wish.asks) return isWrite(outcome) ? 'wrong' : 'right'
  if (wish.once) return draft ? 'wrong' : 'right'
  if (!draft) return 'missed'
  return isMeant(wish, draft, mail) ? 'right' : 'wrong'
}

/** Says all wishes of a file, prints those that were not understood, and answers the shares. */
export async function scoreWishes(place: Place, name: string): Promise<WishScore> {
  const wishes = JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8')) as Wish[]
  const firm = await place.open()
  const names = await namesOf(firm)
  const count = { right: 0, missed: 0, wrong: 0 }
  for (const wish of wishes) {
    const world = await worldOf(place, firm, { say: wish.say, category: '', expect: { cannot: true } })
    const me = { ...world.me, email: names.mail('me') }
    const outcome = await understand(wish.say, { ...world, me })
    const verdict = verdictOf(withIds(wish, names), outcome, names)
    count[verdict] += 1
    if (verdict !== 'right')
      process.stdout.write(`  ${wish.say}  [${verdict}: ${outcome.kind}] ${toldOf(outcome)}\n`)
  }
  process.stdout.write(
    `${name}: ${wishes.length} wishes, ${count.right} right, ${count.wrong} wrong drafts or writes\n`,
  )
  return { right: count.right / wishes.length, wrong: count.wrong / wishes.length }
}
