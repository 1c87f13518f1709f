import { isContent } from '../acts/content.ts'
import { maskedWords } from '../acts/masked-words.ts'
import { overlaps, textOf } from '../acts/said.ts'
import type { Labelled, Range, Said } from '../acts/said.ts'
import { needsText } from '../acts/needed-fields.ts'
import type { AskedAct } from '../acts/act-table.ts'
import { thingsIn } from '../acts/usable.ts'
import type { Row, RowsOf, Thing } from '../acts/usable.ts'
import { TELLING } from '../../../../reading/names.ts'
import { behindNouns, labelsIn, nounsOf } from '../../../../reading/labels.ts'
import { rootOf, stem } from '../../../../reading/name-index.ts'
import { fold, tokensOf } from '../../../../reading/text.ts'
import type { Ranked } from '../ranking/ranker.ts'
import type { Call, World } from './types.ts'

const rowKey = (entity: string, among: unknown) => `${entity} ${JSON.stringify(among)}`

/** Reads beforehand the rows that the acts can mean. */
export async function rowsFor(acts: readonly AskedAct[], world: World): Promise<RowsOf> {
  const wanted = new Map<string, Promise<readonly Row[]>>()
  for (const act of acts)
    for (const entity of [...act.entities, ...(act.heldIn === null ? [] : [act.heldIn])]) {
      const among = act.phrases.among ?? {}
      const key = rowKey(entity, among)
      if (!wanted.has(key)) wanted.set(key, world.rows(entity, among))
    }
  const read = new Map(await Promise.all([...wanted].map(async ([key, rows]) => [key, await rows] as const)))
  return (act, entity) => read.get(rowKey(entity, act.phrases.among ?? {})) ?? []
}

/** What is left of a chance that only the words around a text or a name give. */
export const BY_LEAD = 0.8

/** Acts whose rows may be the ones that a number or a name belongs to. */
const LABELLED_AMONG = 24

/** "INV-2026-0002" and "harbour-coffee.example" are names whatever is said of them: rows of every kind may have them. */
const hasCode = ({ codes, phones, hosts }: Said): boolean => codes.length - phones.length + hosts.length > 0

/** The acts among whose rows those are looked for that a request names. */
function actsAround(said: Said, ranked: readonly (readonly Ranked[])[], world: World): AskedAct[] {
  if (hasCode(said)) return world.table.acts.filter(({ isOpen }) => isOpen)
  const names = ranked.flatMap((some) => some.slice(0, LABELLED_AMONG).map(({ name }) => name))
  return [...new Set(names)].flatMap((name) => world.table.get(name) ?? [])
}

/** What rows of several kinds are called says of no kind. */
const withoutShared = (labels: readonly Required<Labelled>[]): Labelled[] =>
  labels.map(({ from, to, entity }) => {
    const isShared = labels.some((other) => other.entity !== entity && overlaps(other, { from, to }))
    return isShared ? { from, to } : { from, to, entity }
  })

/** They end in s and count nothing: "invoice 3 needs a new date". */
const verbs = new Set('is was has needs looks seems goes belongs says shows'.split(' '))

/** "Invoice 20 euros to the hotel", "invoice 3 bags": what follows a number says what it is a number of. */
function isCounted({ tokens, numbers, codes }: Said, { from, to }: Range): boolean {
  if (codes.some((code) => overlaps(code, { from, to }))) return false
  const next = tokens[to]?.text ?? ''
  const hasUnit = numbers.some((one) => one.from <= from && one.to > to)
  const isFirst = tokens.slice(0, from - 1).every(({ text }) => !isContent(text))
  return hasUnit || (isFirst && /^\p{L}{3,}s$/u.test(next) && !verbs.has(next))
}

/** Marks the numbers and addresses by which rows go: as what they are, they may ask for another act than a number does. */
export async function withLabels(
  said: Said,
  world: World,
  only: readonly string[] | undefined,
): Promise<Said> {
  const isTaken = (at: number) =>
    [...said.moments, ...said.quoted, ...said.emails, ...said.phones].some((one) =>
      overlaps(one, { from: at, to: at + 1 }),
    )
  const digits = said.tokens.flatMap(({ kind }, at) =>
    kind === 'digits' && !isTaken(at) ? [{ from: at, to: at + 1 }] : [],
  )
  if (digits.length + said.hosts.length === 0) return said
  const ranked = (labels: Said['labels']) => world.ranker.rank(maskedWords({ ...said, labels }))
  const acts = only
    ? only.flatMap((name) => world.table.get(name) ?? [])
    : actsAround(said, [ranked([]), ranked(digits)], world)
  const rows = await rowsFor(acts, world)
  const kinds = [...new Set(acts.flatMap(({ entities }) => entities))]
  const labels = kinds.flatMap((entity) => {
    const all = acts.flatMap((act) => rows(act, entity))
    const known = all.flatMap(({ label }) => label ?? [])
    // Behind its noun a number is that of a row, also where there is none of it.
    const found = labelsIn(said.tokens, known)
    const behind = behindNouns(said.tokens, nounsOf(known)).filter(
      (one) => !found.some((other) => overlaps(other, one)),
    )
    const isDigits = (one: Range) => digits.some((digit) => overlaps(digit, one))
    const numbered = [...found, ...behind].filter((one) => isDigits(one) && !isCounted(said, one))
    const names = new Set(said.hosts.length > 0 ? all.map(({ name }) => fold(name)) : [])
    const addressed = said.hosts.filter(({ value }) => names.has(fold(value)))
    return [...numbered, ...addressed].map(({ from, to }) => ({ from, to, entity }))
  })
  const isLabel = (spot: Range) => labels.some((label) => overlaps(label, spot))
  return {
    ...said,
    labels: withoutShared(labels),
    // "Number 3" of the invoices is no third one of a list.
    references: said.references.filter((spot) => !isLabel(spot)),
  }
}

/** Of what kind the row is that was spoken of last. */
export const spokenOf = ({ memory }: World): string | undefined =>
  memory.it?.entity ?? memory.focus[0]?.entity

/** With the rows that are named by their number, though an act lists only some of them: whether it may be done is its own matter. */
export async function withNamed(rows: RowsOf, said: Said, world: World): Promise<RowsOf> {
  const kinds = [...new Set(said.labels.flatMap(({ entity }) => entity ?? []))]
  const named = new Map(
    await Promise.all(
      kinds.map(async (entity) => {
        const isNamed = ({ label }: Row) => label !== undefined && labelsIn(said.tokens, [label]).length > 0
        return [entity, (await world.rows(entity, {})).filter(isNamed)] as const
      }),
    ),
  )
  const made = new Map<readonly Row[], readonly Row[]>()
  return (act, entity) => {
    const own = rows(act, entity)
    const known = made.get(own)
    if (known) return known
    const others = (named.get(entity) ?? []).filter(({ id }) => own.every((row) => row.id !== id))
    const all = others.length === 0 ? own : [...own, ...others]
    made.set(own, all)
    return all
  }
}

interface Heard {
  said: Said
  words: readonly string[]
}

/** A name that is said as clearly as this tells what kind of thing a request is about. */
const CLEARLY = 0.7

/** "The roster" says a word of the name as it is; "printer" only resembles one of "Print market flyers". */
const saysAWord = ({ value: [best], from, to }: Thing, { tokens }: Said): boolean => {
  const words = new Set(tokensOf(fold(best?.name ?? '')).map(({ text }) => stem(text)))
  return tokens.slice(from, to).some(({ text }) => words.has(stem(text)) && isContent(text))
}

/** From 0 to 1; 1 where no row is named. */
export const clearness = (things: readonly Thing[], said: Said): number =>
  things.length === 0 || things.some((one) => saysAWord(one, said))
    ? 1
    : Math.min(1, Math.max(...things.map(({ value: [best] }) => best?.score ?? 0)) / CLEARLY) ** 2

/** Names of rows, each with its kind, and once however many acts can mean it. */
async function namesIn(said: Said, acts: readonly AskedAct[], world: World): Promise<Thing[]> {
  const rows = await rowsFor(acts, world)
  return [...new Set(acts.flatMap((act) => thingsIn(act, said, rows)))]
}

const isClear = ({ value: [best] }: Thing): boolean => (best?.score ?? 0) >= CLEARLY

const namedIn = async (said: Said, acts: readonly AskedAct[], world: World): Promise<Thing[]> =>
  (await namesIn(said, acts, world)).filter(isClear)

const openActs = ({ table }: World) => table.acts.filter(({ isOpen }) => isOpen)

/** Called by its whole name, of two words at least. */
const isInFull = (said: Said, { from, to, value: [best] }: Thing): boolean =>
  to - from > 1 && fold(textOf(said, from, to)) === fold(best?.name ?? '')

/** What is called by its whole name, where that is of one kind alone: the kind, and the names in small letters. */
export async function namedInFull(
  said: Said,
  world: World,
): Promise<{ kind: string; names: readonly string[] } | null> {
  const whole = (await namedIn(said, openActs(world), world)).filter((thing) => isInFull(said, thing))
  const [kind, ...others] = new Set(whole.map(({ entity }) => entity))
  const names = whole.flatMap(({ value: [best] }) => (best ? [fold(best.name)] : []))
  return kind === undefined || others.length > 0 ? null : { kind, names }
}

const byChance = (all: readonly Ranked[], more: ReadonlyMap<string, number>): Ranked[] =>
  all
    .map(({ name, chance }) => ({ name, chance: Math.max(chance, more.get(name) ?? 0) }))
    .toSorted((a, b) => b.chance - a.chance)

const takesText = (act: AskedAct) => act.isOpen && act.entry.meta.effect !== 'read' && needsText(act)

/** "Add a task: look at invoice 3": what is in the text that a colon leads to asks for nothing. */
function withLeadAlone(ranked: readonly Ranked[], said: Said, world: World): readonly Ranked[] {
  const at = said.tokens.findIndex(({ text }) => text === ':')
  const hasText = at > 1 && at < said.tokens.length - 2
  if (!hasText) return ranked
  const text = { from: at + 1, to: said.tokens.length }
  const led = world.ranker.rank(maskedWords({ ...said, labels: [] }, { text })).filter(({ name }) => {
    const act = world.table.get(name)
    return act !== undefined && takesText(act)
  })
  return byChance(ranked, new Map(led.map(({ name, chance }) => [name, BY_LEAD * chance])))
}

const REMINDS = /^remind (?:me|us) to /

/** "Remind me to pay the plumber": whatever stands behind it is what to be reminded of, and asks for nothing itself. */
function byLeadAlone(said: Said, { ranker }: World): readonly Ranked[] | null {
  const lead = REMINDS.exec(fold(said.text))?.[0]
  const from = lead === undefined ? -1 : said.tokens.findIndex((token) => token.from >= lead.length)
  if (from < 0) return null
  return ranker.rank(maskedWords({ ...said, labels: [] }, { text: { from, to: said.tokens.length } }))
}

/** Where no act is as likely as this, rows of any kind may be what is named. */
const LIKELY = 0.6

/** Rows that are named: among those of the likely acts, and where none is likely and none is named, among all. */
async function namedAround(said: Said, ranked: readonly Ranked[], world: World): Promise<Labelled[]> {
  const isOpen = (act: AskedAct) => act.isOpen
  const near = await namedIn(said, actsAround(said, [ranked], world).filter(isOpen), world)
  if (near.length > 0 || (ranked[0]?.chance ?? 0) >= LIKELY) return withoutShared(near)
  const all = await namesIn(said, openActs(world), world)
  const clear = withoutShared(all.filter(isClear))
  return clear.length > 0
    ? clear
    : withoutShared(all.filter((one) => (one.value[0]?.score ?? 0) >= TELLING && saysAWord(one, said)))
}

/** Acts by their words, and by the kind of what is named in them: “the blue van” is a car, whatever is said of it. */
export async function rankedFor({ said, words }: Heard, world: World): Promise<readonly Ranked[]> {
  const reminding = byLeadAlone(said, world)
  if (reminding) return reminding
  const ranked = withLeadAlone(world.ranker.rank(words), said, world)
  const things = await namedAround(said, ranked, world)
  if (things.length === 0) return ranked
  const known = world.ranker.rank(maskedWords(said, { things, it: spokenOf(world) }))
  return byChance(ranked, new Map(known.map(({ name, chance }) => [name, BY_LEAD * chance])))
}

const rootsIn = (words: string): string[] =>
  tokensOf(fold(words)).flatMap(({ text }) => (isContent(text) ? [rootOf(stem(text))] : []))

/** The row that a call is about is called by a word of its name, and not only pointed at. */
export function isNamedIn(said: string, { about }: Pick<Call, 'about'>): boolean {
  const roots = new Set(rootsIn(said))
  return about !== null && rootsIn(about.name).some((root) => roots.has(root))
}
