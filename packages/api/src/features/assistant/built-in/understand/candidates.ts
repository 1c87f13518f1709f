import { setImmediate } from 'node:timers/promises'
import type { Guide } from '../../../../platform/catalog/phrases.ts'
import { rowFieldOf } from '../acts/needed-fields.ts'
import { fitAct } from '../acts/fit.ts'
import type { Fit } from '../acts/fit.ts'
import type { RowsOf } from '../acts/usable.ts'
import { fold } from '../../../../reading/text.ts'
import { maskedWords } from '../acts/masked-words.ts'
import { readSaid } from '../acts/said.ts'
import { isInFull } from '../acts/meaning.ts'
import type { Said } from '../acts/said.ts'
import { OUTSIDE } from '../ranking/own-sentences.ts'
import type { Ranked } from '../ranking/ranker.ts'
import { asksWhatIs, isAskedAsText } from './speech/asks-what-is.ts'
import { saysOfWhat } from './speech/guide-asked.ts'
import { inTalk } from './dialogue/in-talk.ts'
import { BY_LEAD, clearness, rankedFor, rowsFor, spokenOf, withLabels, withNamed } from './named.ts'
import { withNumbered } from './numbered.ts'
import { asRead, readingWhole } from './read-whole.ts'
import type { World } from './types.ts'
import { factsOfAct, factsOfNoAct, weigh } from './weigh.ts'
import type { Facts } from './weigh.ts'

/** An act a request may mean. */
export interface Candidate {
  name: string
  /** Absent for what is no act: talk, help, and what no hub does. */
  fit: Fit | null
  /** How something is done on a page, where that is asked. */
  guide: Guide | null
  score: number
  /** What the ranker gives it. */
  chance: number
  /** Of all candidates together, how much speaks for this one. */
  share: number
}

export interface Heard {
  said: Said
  words: readonly string[]
  candidates: readonly Candidate[]
}

/** Acts that are looked at closely. */
const LOOKED_AT = 8
/** So many of them in any case; others only where they are likelier than this. */
const ALWAYS = 4
const HARDLY = 0.0005
/** A guide answers a question or nothing: one that is heard less than this, or than this part of the likeliest, is offered to nobody. */
const A_GUIDE = { least: 0.1, ofLikeliest: 0.5 }
/** What is left of the chance of an act whose row is not there, beside one that fits at this cost and whose row is. */
const MISSING = 1e-5
const FITS = 1.5
/** What is left of the chance that no hub does it, where an act fits as well as this and its row is here. */
const HARDLY_OUTSIDE = { named: 0.3, inFull: 0.1 }
const FITS_WELL = 0.3
/** What was chosen for the same words before, far less for like ones, and what belongs to the page somebody is on. */
const HABIT = { chosen: 9, page: 0.3 }
/** Of all words of two requests, so many are the same. */
const SAME_WORDS = 0.6
/** Chances that sum to less than this are not stretched to what all had. */
const LEAST_SUM = 0.002

/** Rows of this kind were spoken of last. */
const isNear = (entity: string | null, { memory }: World) =>
  memory.it?.entity === entity || memory.focus[0]?.entity === entity

/** 1 where the row that is only pointed at is one this act can be about, as that which was spoken of last is; -1 where it is another. */
function focusOf({ act, values }: Fit, isOther: boolean, world: World): number {
  const field = rowFieldOf(act)
  if (!field || values.get(field.name)?.kind !== 'reference') return 0
  return isNear(field.entity, world) && !isOther ? 1 : -1
}

/** Whether "it" is among the rows that this act alone is about, as a removed one is of an act that restores; null where any row will do. */
function isAmong({ act, values }: Fit, rows: RowsOf, { memory: { it } }: World): boolean | null {
  const field = rowFieldOf(act)
  const meant = field && values.get(field.name)
  if (!it || field?.entity !== it.entity || act.phrases.among === undefined) return null
  if (meant?.kind !== 'reference' || meant.reference.kind !== 'one') return null
  return rows(act, it.entity).some(({ id }) => id === it.id)
}

function withShares(scored: readonly Omit<Candidate, 'share'>[]): Candidate[] {
  const most = Math.max(...scored.map(({ score }) => score))
  const total = scored.reduce((sum, { score }) => sum + Math.exp(score - most), 0)
  return scored
    .map((one) => ({ ...one, share: Math.exp(one.score - most) / total }))
    .toSorted((a, b) => b.share - a.share)
}

interface Looked {
  said: Said
  words: readonly string[]
  /** Acts that were chosen for such words before. */
  before: ReadonlyMap<string, number>
  fits: readonly Fitted[]
}

interface Fitted {
  name: string
  chance: number
  fit: Fit | null
  /** "It" is a row that another of these acts is about, and this one is not. */
  isOther: boolean
}

interface Taken {
  said: Said
  fit: Fit | null
}

type Rank = World['ranker']['rank']

/** Acts that take up the same words leave the same others: those are ranked once. */
function rankingOnce({ ranker }: World): Rank {
  const known = new Map<string, readonly Ranked[]>()
  return (words) => {
    const key = words.join(' ')
    const ranked = known.get(key) ?? ranker.rank(words)
    known.set(key, ranked)
    return ranked
  }
}

/** "Add a task: cancel the subscription" cancels nothing, and the name of a row says nothing of what is done with it. */
function chanceByLead(name: string, { said, fit }: Taken, rank: Rank): number {
  if (!fit?.act.isOpen) return 0
  const { text, things } = fit
  const isWrite = fit.act.entry.meta.effect !== 'read'
  if (things.length === 0 && !(text && isWrite)) return 0
  const ranked = rank(maskedWords(said, { text: isWrite ? text : null, things }))
  return BY_LEAD * clearness(things, said) * (ranked.find((one) => one.name === name)?.chance ?? 0)
}

async function fitAll(ranked: readonly Ranked[], said: Said, world: World): Promise<Looked['fits']> {
  const acts = ranked.flatMap(({ name }) => world.table.get(name) ?? [])
  const rows = await withNamed(await rowsFor(acts, world), said, world)
  const fits = ranked.map(({ name, chance }) => {
    const act = world.table.get(name)
    const fit = act ? fitAct(act, said, { rows, clock: world.clock }) : null
    return { name, chance, fit, among: fit && isAmong(fit, rows, world) }
  })
  const isKnown = fits.some(({ among }) => among === true)
  return fits.map(({ among, ...one }) => ({ ...one, isOther: isKnown && among === false }))
}

async function lookAt(text: string, place: World, only: readonly string[] | undefined): Promise<Looked> {
  const spoken = readSaid(text, place)
  const world = withNumbered(place, spoken)
  const said = await withLabels(spoken, world, only)
  const words = maskedWords(said, { it: spokenOf(world) })
  const before = chosenFor(words, world)
  if (only) {
    const fits = await fitAll(
      only.map((name) => ({ name, chance: 1 })),
      said,
      world,
    )
    return { said, words, before, fits }
  }
  const read = readingWhole(said, world)
  const all = inTalk(await rankedFor({ said, words }, world), words, world)
  const guideFrom = Math.max(A_GUIDE.least, A_GUIDE.ofLikeliest * (all[0]?.chance ?? 0))
  const ranked = all
    .filter(({ name, chance }) => (chance >= guideFrom && saysOfWhat(said)) || !world.guides.has(name))
    .filter(
      ({ name, chance }, at) =>
        (at < LOOKED_AT && (at < ALWAYS || chance > HARDLY)) || before.has(name) || read.includes(name),
    )
  const fits = await fitAll(ranked, said, world)
  const rank = rankingOnce(world)
  const led = fits.map((one) => ({
    ...one,
    chance: Math.max(one.chance, chanceByLead(one.name, { said, fit: one.fit }, rank)),
  }))
  return { said, words, before, fits: led.map((one) => asRead(one, said, read)) }
}

/** The same words are looked at once for a message, as a whole and as a part of it, where the same was spoken of before. */
const looked = new WeakMap<World['rows'], Map<string, Looked>>()

async function lookOnce(text: string, world: World, only: readonly string[] | undefined): Promise<Looked> {
  const known = looked.get(world.rows) ?? new Map<string, Looked>()
  looked.set(world.rows, known)
  const { it, focus, last } = world.memory
  const key = JSON.stringify([text, only, it, focus, last])
  const before = known.get(key)
  if (before) return before
  // A long message has many parts: between two of them everybody else has their turn.
  if (known.size > 0) await setImmediate()
  const made = await lookAt(text, world, only)
  known.set(key, made)
  return made
}

/** Whether the row an act is about is there: by its name, or as the one that was spoken of last. */
function rowIn({ fit, isOther }: Fitted, world: World): 'found' | 'missing' | null {
  const field = fit && rowFieldOf(fit.act)
  if (!field || !fit.act.isOpen) return null
  const meant = fit.values.get(field.name)
  if (!meant || meant.kind === 'unknown' || isOther) return 'missing'
  if (meant.kind === 'rows') return 'found'
  if (meant.kind !== 'reference') return null
  return isNear(field.entity, world) ? 'found' : 'missing'
}

/** What is named is known to be of another kind: the acts that have no such row leave their chance to the others. */
function withoutMissing(fits: Looked['fits'], world: World): Looked['fits'] {
  const isFound = (most: number) =>
    fits.some((one) => one.fit && one.fit.cost < most && rowIn(one, world) === 'found')
  if (!isFound(FITS)) return fits
  const isHere = isFound(FITS_WELL)
  const isNamedInFull = fits.some(
    ({ fit }) => fit && fit.cost < FITS_WELL && [...fit.values.values()].some(isInFull),
  )
  const outside = isNamedInFull ? HARDLY_OUTSIDE.inFull : HARDLY_OUTSIDE.named
  const left = fits.map((one) => {
    const part = rowIn(one, world) === 'missing' ? MISSING : 1
    return { ...one, chance: one.chance * (isHere && one.name === OUTSIDE ? outside : part) }
  })
  const sum = (all: Looked['fits']) => all.reduce((total, { chance }) => total + chance, 0)
  const more = sum(fits) / Math.max(LEAST_SUM, sum(left))
  return left.map((one) => ({ ...one, chance: Math.min(1, one.chance * more) }))
}

/** Rows that are called by their whole names, in small letters. */
export const wholeNames = ({ values }: Fit): string[] =>
  [...values.values()].flatMap((meant) =>
    meant.kind === 'rows' && isInFull(meant) ? meant.candidates.map(({ name }) => fold(name)) : [],
  )

/**
 * "Who changed what on Quay gutters", "what is the email of Harlan & Sons": a look-up that takes for a text, or for nothing at all, what
 * is the whole name of a row, where another is about that row.
 */
function passesOver(fit: Fit | null, names: readonly string[]): boolean {
  if (fit?.act.entry.meta.effect !== 'read') return false
  const long = names.filter((name) => name.includes(' '))
  if (long.length === 0) return false
  const taken = [...fit.values.values()].flatMap((meant) =>
    meant.kind === 'rows' || meant.kind === 'several' ? meant.candidates.map(({ name }) => fold(name)) : [],
  )
  return long.some((name) => !taken.some((one) => one.includes(name) || name.includes(one)))
}

function likeness(a: readonly string[], b: readonly string[]): number {
  const [words, others] = [new Set(a), new Set(b)]
  return words.intersection(others).size / Math.max(1, words.union(others).size)
}

/** Acts that were chosen for a request like this, with how alike it was. */
function chosenFor(words: readonly string[], { chosen, ranker }: World): Map<string, number> {
  const found = new Map<string, number>()
  if (chosen.length === 0) return found
  const said = ranker.normal(words)
  for (const { path, words: before } of chosen) {
    const same = likeness(said, before)
    if (same >= SAME_WORDS) found.set(path, Math.max(same, found.get(path) ?? 0))
  }
  return found
}

/** A part of the path names the page: "tasks" and "modules.ops.tasks.create". */
const isOf = (name: string, page: string | null) =>
  page !== null &&
  name
    .split('.')
    .slice(0, -1)
    .some((part) => page.split(/\W+/).includes(part))

/** The acts a request may mean, likeliest first, each with what the request says of its input. */
export async function candidatesFor(text: string, world: World, only?: readonly string[]): Promise<Heard> {
  const { said, words, before, fits } = await lookOnce(text, world, only)
  const habit = (name: string) =>
    HABIT.chosen * (before.get(name) ?? 0) ** 2 + (isOf(name, world.page) ? HABIT.page : 0)
  const isQuestion = asksWhatIs(said)
  const whole = fits.flatMap(({ fit }) => (fit && fit.cost < FITS ? wholeNames(fit) : []))
  const left = withoutMissing(fits, world)
  const most = Math.max(...left.map(({ chance }) => chance))
  const scored = left.map(({ name, chance, fit, isOther }) => {
    const guide = world.guides.get(name) ?? null
    const hearing = { chance, isLikeliest: chance === most }
    const facts: Facts = fit
      ? {
          ...factsOfAct(fit, hearing, said),
          focus: focusOf(fit, isOther, world),
          passesOver: passesOver(fit, whole) ? 1 : 0,
          isAsked: fit.act.entry.meta.effect !== 'read' && (isQuestion || isAskedAsText(fit, said)) ? 1 : 0,
        }
      : factsOfNoAct({ name, isGuide: guide !== null }, hearing, said)
    const score = habit(name) + weigh(facts)
    return { name, chance, fit, guide, score }
  })
  return { said, words, candidates: withShares(scored) }
}
