import { diceOf } from '../shopify/random.ts'
import { choices, isoOf, modifiedName, objectTypes, pipelines, propertiesOf, stageOf } from './rows.ts'
import type { ObjectType, Properties, Row } from './rows.ts'

export interface Size {
  contacts: number
  companies: number
  deals: number
}

interface Ground extends Size {
  seed: number
  now: () => number
  /** Hears of each act, as the subscriptions of an app do. */
  tell: (event: Told) => void
}

export interface Told {
  type: ObjectType
  what: 'creation' | 'propertyChange' | 'deletion' | 'restore' | 'merge' | 'associationChange'
  id: string
  more?: Record<string, unknown>
}

/** What is at HubSpot, and what people do with it. */
export interface World {
  rows(type: ObjectType): Row[]
  row(type: ObjectType, id: string): Row | undefined
  archived(type: ObjectType): Row[]
  /** In which contact or company another one was merged into it. */
  mergedInto(type: ObjectType, id: string): string | undefined
  /** Ids of what it is associated with, its primary company first. */
  associated(type: ObjectType, id: string, to: ObjectType): string[]
  pipelines: typeof pipelines
  renameStage(id: string, label: string): void
  /** What people read for choices, by type, property and what is kept; may be changed. */
  choices: typeof choices
  add(type: ObjectType, properties?: Properties): Row
  change(type: ObjectType, id: string, properties: Properties): Row
  moveDeal(id: string, stage: string): Row
  archive(type: ObjectType, id: string): void
  restore(type: ObjectType, id: string): void
  merge(type: ObjectType, winner: string, loser: string): void
  /** Without telling that either of them changed, as HubSpot does with most associations. */
  associate(from: Named, to: Named): void
  /** From now on the search finds nothing of what happens, as an index that is late. */
  hold(): void
  release(): void
  /** What the search knows of. */
  indexed(type: ObjectType): Row[]
}

interface Named {
  type: ObjectType
  id: string
}

const FIRST_ID = 51_000_000
const DAY_MS = 24 * 3_600_000

function booksOf() {
  const rows = new Map<ObjectType, Map<string, Row>>(
    objectTypes.map((type) => [type, new Map<string, Row>()]),
  )
  const merged = new Map<string, string>()
  const links = new Map<string, string[]>()
  const of = (type: ObjectType) => rows.get(type) ?? new Map<string, Row>()
  const linksOf = (type: ObjectType, id: string, to: ObjectType) => links.get(`${type}/${id}/${to}`) ?? []
  function link(from: Named, to: Named): void {
    for (const [one, other] of [
      [from, to],
      [to, from],
    ] as const)
      links.set(`${one.type}/${one.id}/${other.type}`, [
        ...new Set([...linksOf(one.type, one.id, other.type), other.id]),
      ])
  }
  const present = (type: ObjectType, id: string): Row => {
    const row = of(type).get(id)
    if (!row) throw new Error(`There is no ${type} ${id}.`)
    return row
  }
  return { of, present, merged, linksOf, link }
}

type Books = ReturnType<typeof booksOf>

function seed({ of, link }: Books, { seed: start, now, ...size }: Ground): () => string {
  const dice = diceOf(start)
  let last = FIRST_ID
  const nextId = () => String((last += dice.between(1, 9)))
  for (const type of ['companies', 'contacts', 'deals'] as const)
    for (let at = 0; at < size[type]; at += 1) {
      // Many share a moment, as they do where somebody imports a list.
      const createdAt = now() - 300 * DAY_MS + Math.floor((at / size[type]) * 50) * 5 * DAY_MS
      const id = nextId()
      of(type).set(id, {
        id,
        properties: propertiesOf(type, { dice, number: at, now: now() }),
        createdAt,
        updatedAt: createdAt,
        archivedAt: null,
      })
    }
  const [companies, contacts] = [[...of('companies').keys()], [...of('contacts').keys()]]
  for (const [id, row] of of('contacts'))
    if (companies.length > 0 && dice.chance(70)) {
      const company = dice.one(companies)
      row.properties['associatedcompanyid'] = company
      link({ type: 'contacts', id }, { type: 'companies', id: company })
    }
  for (const id of of('deals').keys()) {
    if (companies.length > 0 && dice.chance(80))
      link({ type: 'deals', id }, { type: 'companies', id: dice.one(companies) })
    for (let at = 0; contacts.length > 0 && at < dice.between(0, 3); at += 1)
      link({ type: 'deals', id }, { type: 'contacts', id: dice.one(contacts) })
  }
  return nextId
}

function actsOn(books: Books, { now, tell, seed: start }: Ground, nextId: () => string) {
  const dice = diceOf(start + 1)
  const { of, present, merged, link } = books
  const touch = (row: Row) => Object.assign(row, { updatedAt: now() })
  const made = (type: ObjectType) => propertiesOf(type, { dice, number: 10_000 + of(type).size, now: now() })
  const acts = {
    add(type: ObjectType, properties: Properties = {}) {
      const [id, at] = [nextId(), now()]
      const row = {
        id,
        properties: { ...made(type), ...properties },
        createdAt: at,
        updatedAt: at,
        archivedAt: null,
      }
      of(type).set(id, row)
      tell({ type, what: 'creation', id })
      return row
    },
    change(type: ObjectType, id: string, properties: Properties) {
      const row = touch(present(type, id))
      row.properties = { ...row.properties, ...properties }
      for (const [propertyName, propertyValue] of Object.entries(properties))
        tell({ type, what: 'propertyChange', id, more: { propertyName, propertyValue } })
      return row
    },
    archive(type: ObjectType, id: string) {
      present(type, id).archivedAt = now()
      tell({ type, what: 'deletion', id })
    },
    restore(type: ObjectType, id: string) {
      present(type, id).archivedAt = null
      tell({ type, what: 'restore', id })
    },
    merge(type: ObjectType, winner: string, loser: string) {
      merged.set(`${type}/${loser}`, winner)
      of(type).delete(loser)
      touch(present(type, winner))
      tell({
        type,
        what: 'merge',
        id: winner,
        more: { primaryObjectId: Number(winner), mergedObjectIds: [Number(loser)] },
      })
    },
    associate(from: Named, to: Named) {
      link(from, to)
      tell({
        type: from.type,
        what: 'associationChange',
        id: from.id,
        more: { fromObjectId: Number(from.id), toObjectId: Number(to.id) },
      })
    },
  }
  return { ...acts, moveDeal: (id: string, stage: string) => acts.change('deals', id, stageOf(stage)) }
}

export function worldOf(ground: Ground): World {
  const books = booksOf()
  const nextId = seed(books, ground)
  const { of, merged, linksOf } = books
  const living = (type: ObjectType) => [...of(type).values()].filter(({ archivedAt }) => archivedAt === null)
  const stages = structuredClone(pipelines)
  let held: Map<ObjectType, Row[]> | null = null
  return {
    rows: living,
    row: (type, id) => of(type).get(id),
    archived: (type) => [...of(type).values()].filter(({ archivedAt }) => archivedAt !== null),
    mergedInto: (type, id) => merged.get(`${type}/${id}`),
    associated: linksOf,
    pipelines: stages,
    choices: structuredClone(choices),
    renameStage(id, label) {
      for (const stage of stages.flatMap((pipeline) => pipeline.stages))
        if (stage.id === id) stage.label = label
    },
    ...actsOn(books, ground, nextId),
    hold: () => void (held ??= new Map(objectTypes.map((type) => [type, structuredClone(living(type))]))),
    release: () => void (held = null),
    indexed: (type) => held?.get(type) ?? living(type),
  }
}

/** A row as HubSpot shows it: only what was asked for, and what it always shows. */
export function shownAs(type: ObjectType, row: Row, asked: readonly string[]) {
  const always = {
    createdate: isoOf(row.createdAt),
    hs_object_id: row.id,
    [modifiedName(type)]: isoOf(row.updatedAt),
  }
  const wanted = Object.fromEntries(asked.map((name) => [name, row.properties[name] ?? null]))
  return {
    id: row.id,
    properties: { ...wanted, ...always },
    createdAt: isoOf(row.createdAt),
    updatedAt: isoOf(row.updatedAt),
    archived: row.archivedAt !== null,
    ...(row.archivedAt !== null && { archivedAt: isoOf(row.archivedAt) }),
  }
}
