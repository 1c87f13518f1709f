import { maskedWords, overlaps } from '../acts/said.ts'
import type { Labelled, Said } from '../acts/said.ts'
import type { AskedAct } from '../acts/act-table.ts'
import { thingsIn } from '../acts/usable.ts'
import type { Row, RowsOf } from '../acts/usable.ts'
import { labelsIn } from '../../../../reading/labels.ts'
import type { Ranked } from '../ranking/ranker.ts'
import type { World } from './types.ts'

const rowKey = (entity: string, among: unknown) => `${entity} ${JSON.stringify(among)}`

const entitiesOf = ({ fields }: AskedAct) =>
  fields.flatMap(({ kind, entity }) => (kind === 'entity' && entity !== null ? [entity] : []))

/** Reads beforehand the rows that the acts can mean. */
export async function rowsFor(acts: readonly AskedAct[], world: World): Promise<RowsOf> {
  const wanted = new Map<string, Promise<readonly Row[]>>()
  for (const act of acts)
    for (const entity of entitiesOf(act)) {
      const among = act.phrases.among ?? {}
      const key = rowKey(entity, among)
      if (!wanted.has(key)) wanted.set(key, world.rows(entity, among))
    }
  const read = new Map(await Promise.all([...wanted].map(async ([key, rows]) => [key, await rows] as const)))
  return (act, entity) => read.get(rowKey(entity, act.phrases.among ?? {})) ?? []
}

/** What is left of a chance that only the words around a text or a name give. */
export const BY_LEAD = 0.8

/** Acts whose rows may be the ones that a number belongs to. */
const LABELLED_AMONG = 24

/** Marks the numbers by which rows go: as what they are, they may ask for another act than a number does. */
export async function withLabels(
  said: Said,
  world: World,
  only: readonly string[] | undefined,
): Promise<Said> {
  const isTaken = (at: number) =>
    [...said.moments, ...said.quoted, ...said.emails].some((one) => overlaps(one, { from: at, to: at + 1 }))
  const digits = said.tokens.flatMap(({ kind }, at) =>
    kind === 'digits' && !isTaken(at) ? [{ from: at, to: at + 1 }] : [],
  )
  if (digits.length === 0) return said
  const likeliest = (labels: Said['labels']) =>
    world.ranker.rank(maskedWords({ ...said, labels })).slice(0, LABELLED_AMONG)
  const names = only ?? [...likeliest([]), ...likeliest(digits)].map(({ name }) => name)
  const acts = [...new Set(names)].flatMap((name) => world.table.get(name) ?? [])
  const rows = await rowsFor(acts, world)
  const kinds = [...new Set(acts.flatMap(entitiesOf))]
  const labels = kinds.flatMap((entity) => {
    const known = acts.flatMap((act) => rows(act, entity).flatMap(({ label }) => label ?? []))
    return labelsIn(said.tokens, known).map((spot) => ({ ...spot, entity }))
  })
  return { ...said, labels: labels.filter((one) => digits.some((digit) => overlaps(digit, one))) }
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

/** Names of rows, each with its kind; a name that rows of several kinds have is of none. */
async function namedIn(said: Said, acts: readonly AskedAct[], world: World): Promise<Labelled[]> {
  const rows = await rowsFor(acts, world)
  const spots = acts.flatMap((act) => thingsIn(act, said, rows))
  const clear = spots.filter(({ value: [best] }) => (best?.score ?? 0) >= CLEARLY)
  return clear.map(({ from, to, entity }) => {
    const isShared = clear.some((other) => other.entity !== entity && overlaps(other, { from, to }))
    return isShared ? { from, to } : { from, to, entity }
  })
}

/** Acts by their words, and by the kind of what is named in them: “the blue van” is a car, whatever is said of it. */
export async function rankedFor({ said, words }: Heard, world: World): Promise<readonly Ranked[]> {
  const ranked = world.ranker.rank(words)
  const likeliest = ranked.slice(0, LABELLED_AMONG).flatMap(({ name }) => world.table.get(name) ?? [])
  const things = await namedIn(
    said,
    likeliest.filter(({ isOpen }) => isOpen),
    world,
  )
  if (things.length === 0) return ranked
  const known = world.ranker.rank(maskedWords(said, { things, it: spokenOf(world) }))
  const chances = new Map(known.map(({ name, chance }) => [name, BY_LEAD * chance]))
  return ranked
    .map(({ name, chance }) => ({ name, chance: Math.max(chance, chances.get(name) ?? 0) }))
    .toSorted((a, b) => b.chance - a.chance)
}
