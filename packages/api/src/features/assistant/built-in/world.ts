import type { Hub } from '../../../platform/hub.ts'
import type { FindDeclaration } from '../../../platform/catalog/find.ts'
import type { Call } from '../../../platform/calls/call.ts'
import { followUpsIn } from '../follow-ups.ts'
import { lastWishes } from '../withdraw.ts'
import { accessTo } from '../job.ts'
import type { AnswerJob } from '../job.ts'
import type { Memory } from '../memory.ts'
import { kindsWithRows } from '../../../platform/catalog/entities.ts'
import { actTable } from './acts/act-table.ts'
import { PERSON } from './acts/fields.ts'
import { AT_HAND } from './acts/usable.ts'
import type { Row } from './acts/usable.ts'
import { chosenBefore, rememberChosen } from './chosen.ts'
import { permits } from '../../../platform/access/permissions.ts'
import { isMonthFirst } from '../../../shared/date-order.ts'
import { askedCorrection, askedQuestion } from './question.ts'
import { listedRows } from './listed-rows.ts'
import { rankerOf } from './ranking/hub-ranker.ts'
import { labelOf, saidFor } from '../../../reading/labels.ts'
import { fold } from '../../../reading/text.ts'
import type { World } from './understand/types.ts'

const FOUND_AT_MOST = 20
const WORDS_AT_MOST = 5

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

/** For whom words are understood, with or without a conversation; `call` looks up in their name. */
export interface Listening extends Pick<
  AnswerJob,
  'hub' | 'db' | 'actor' | 'org' | 'permissions' | 'timeZone' | 'memory' | 'page'
> {
  conversationId: string | null
  call: Call
}

interface Search {
  among: Readonly<Record<string, unknown>>
  words?: string
}

/** Reads rows of one kind with the person's own rights; none where they may not see them. */
async function listRows(job: Listening, find: FindDeclaration, { among, words }: Search): Promise<Row[]> {
  if (accessTo(job, find.path) !== 'open') return []
  const limit = words === undefined ? AT_HAND : FOUND_AT_MOST
  const input = { ...find.input, ...among, limit, ...(words !== undefined && { [find.words]: words }) }
  const answer = await job.hub.catalog.call(find.path, input, job.call)
  // The declaration names the list and the type of its rows together.
  const { items } = answer as { items: never[] }
  return items.map((item) => {
    const { id, name, also = [] } = find.row(item)
    return { id, name, also, item: isObject(item) ? item : {} }
  })
}

/** The same rows with the numbers in their names, each also called by the figures that no other has. */
function labelled(rows: readonly Row[], noun: string | undefined): Row[] {
  const labels = rows.map(({ name }) => labelOf(name, noun))
  const times = new Map<string | undefined, number>()
  for (const label of labels) times.set(label?.digits, (times.get(label?.digits) ?? 0) + 1)
  return rows.map((row, at) => {
    const label = labels[at]
    if (!label) return row
    if (times.get(label.digits) !== 1) return { ...row, label: { ...label, isShared: true } }
    return { ...row, label, also: [...(row.also ?? []), ...saidFor(label)] }
  })
}

/** A code such as "INV-2026-0004" is one word: its letters alone stand in many names. */
const contentWords = (words: string) =>
  Array.from(fold(words).matchAll(/\p{L}+(?:-\d+)+|[\p{L}\p{N}]+/gu), ([word]) => word)
    .filter((word) => word.length > 2)
    .slice(0, WORDS_AT_MOST)

const unique = (rows: readonly Row[]): Row[] => [...new Map(rows.map((row) => [row.id, row])).values()]

/** Rows that hold any of the words, those with the most of them alone. */
async function search(read: (words: string) => Promise<Row[]>, words: string): Promise<Row[]> {
  const wanted = contentWords(words)
  const found = unique((await Promise.all(wanted.map(read))).flat())
  const held = (row: Row) => wanted.filter((word) => fold(row.name).includes(word)).length
  const most = Math.max(0, ...found.map(held))
  return found.filter((row) => held(row) === most)
}

/** A row made since the last message is the one spoken of. */
async function withDecisions({ hub, db, conversationId, memory }: Listening): Promise<Memory> {
  if (conversationId === null) return memory
  const last = (await followUpsIn(hub, db, conversationId)).at(-1)
  if (!last || last.approvalId === memory.lastTold) return memory
  const isKnown = last.about === undefined || last.about.id === memory.it?.id
  return { ...memory, lastTold: last.approvalId, it: isKnown ? memory.it : (last.about ?? null) }
}

const nameOf = (person: Row, all: readonly Row[]): Row => {
  const isShared = all.some(({ id, name }) => id !== person.id && fold(name) === fold(person.name))
  const { email } = person.item
  return isShared && typeof email === 'string' ? { ...person, name: `${person.name} (${email})` } : person
}

const nouns = new WeakMap<Hub['entities'], readonly string[]>()

/** Of everything that can be found by name, save people: "that member" is said of nobody. */
function nounsOf({ entities }: Pick<Hub, 'entities'>): readonly string[] {
  const known = nouns.get(entities)
  if (known) return known
  const found = entities.names.flatMap((name) => {
    const { find, noun, synonyms = [] } = entities.get(name) ?? {}
    return find && noun !== undefined && name !== PERSON ? [noun, ...synonyms] : []
  })
  const made = [...new Set(found.map(fold))].filter((noun) => /^[a-z][a-z -]*$/.test(noun))
  nouns.set(entities, made)
  return made
}

/** What may be known to understand a message, read with the person's own rights. */
export async function loadWorld(job: Listening): Promise<World> {
  const { hub, actor, org } = job
  const rowsOf = async (entity: string, among: Search['among'], words?: string): Promise<readonly Row[]> => {
    const { find, noun } = hub.entities.get(entity) ?? {}
    if (!find) return []
    const read = (typed?: string) =>
      listRows(job, find, { among, ...(typed !== undefined && { words: typed }) })
    return labelled(await (words === undefined ? read() : search(read, words)), noun)
  }
  const place = { db: job.db, now: hub.now(), timeZone: org.timeZone, currency: org.currency }
  const [people, kept, memory, ranker, chosen] = await Promise.all([
    rowsOf(PERSON, {}),
    kindsWithRows(job.db, hub.entities),
    withDecisions(job),
    rankerOf(hub),
    chosenBefore(job.db),
  ])
  const known = new Map<string, Promise<readonly Row[]>>()
  const rows: World['rows'] = (entity, among, words) => {
    if (!kept.has(entity)) return Promise.resolve([])
    const key = JSON.stringify([entity, among, words])
    const reading = known.get(key) ?? rowsOf(entity, among, words)
    known.set(key, reading)
    return reading
  }
  return {
    clock: {
      now: hub.now(),
      timeZone: job.timeZone,
      orgTimeZone: org.timeZone,
      isMonthFirst: isMonthFirst(org.currency),
    },
    currency: org.currency,
    me: { id: actor.userId, name: actor.name, email: actor.email },
    memory,
    table: actTable(hub),
    ranker,
    chosen,
    choose: (one) => rememberChosen(job, one),
    page: job.page ?? null,
    access: (path) => accessTo(job, path),
    people: people.map((person) => nameOf(person, people)),
    topics: [...hub.events.open.values()].filter(({ permission }) => permits(job.permissions, permission)),
    rows,
    listed: (lookUp) => listedRows(job, lookUp),
    isWaiting: async () =>
      job.conversationId !== null && (await lastWishes(job.db, job.conversationId)).length === 1,
    question: (question) => askedQuestion(job, place, { question, last: memory.last }),
    correction: (said) => askedCorrection(job, place, { said, spoken: memory.it?.id ?? null }),
    guides: hub.guides,
    noun: (entity) => hub.entities.get(entity)?.noun ?? 'thing',
    nouns: nounsOf(hub),
  }
}
