import { inSentence } from '@hub/api/schemas/shared/in-sentence'
import { conditionText, parseCondition, parseLinkedCount } from '@hub/api/schemas/shared/conditions'
import type { Condition } from '@hub/api/schemas/shared/conditions'
import { checked, flag, id, listOf, oneOf, someOf, text } from '../../../../../search-params.ts'
import type { RawSearch } from '../../../../../search-params.ts'
import type { ViewKind } from '../../../../../lists/saved-views.ts'
import type { ObjectType } from './foundry-types.ts'

export interface FoundrySearch {
  /** The type that is explored; without it the first. */
  type?: string
  /** A dataset whose objects are looked for, by whoever does not know their type. */
  source?: string
  q?: string
  /** Conditions, all of which hold. */
  where?: string | string[]
  /** How much they are linked with: `orders>=2: placed>=2026-05-01`. */
  linked?: string | string[]
  /** A property it is sorted by; without it by title. */
  by?: string
  desc?: true
  /** The properties that are shown, in their order, parted by commas; without it those that one chose in this browser. */
  cols?: string
  /** A saved view, in an address from before all lists had them. */
  view?: string
}

/** A part of the explorer: what the address says, and how it is changed. */
export interface ExplorerProps {
  search: FoundrySearch
  onSearch: (change: { [Key in keyof FoundrySearch]?: FoundrySearch[Key] | undefined }) => void
}

const condition = (value: unknown): string | undefined => {
  const given = text(value, 500)
  return given !== undefined && parseCondition(given) !== null ? given : undefined
}

const linkedCount = (value: unknown): string | undefined => {
  const given = text(value, 1_000)
  return given !== undefined && parseLinkedCount(given) !== null ? given : undefined
}

const COLUMNS = /^[a-z][a-zA-Z0-9]{0,39}(?:,[a-z][a-zA-Z0-9]{0,39}){0,59}$/

const columnNames = (value: unknown): string | undefined => {
  const given = text(value, 2_500)
  return given !== undefined && COLUMNS.test(given) ? given : undefined
}

export const readFoundrySearch = (search: RawSearch): FoundrySearch =>
  checked({
    type: id(search['type']),
    source: id(search['source']),
    q: text(search['q']),
    where: someOf(search['where'], condition),
    linked: someOf(search['linked'], linkedCount),
    by: text(search['by'], 40),
    desc: flag(search['desc']),
    cols: columnNames(search['cols']),
    view: id(search['view']),
  })

/** The views of a type; the columns on the page are part of one, though this browser may have chosen them. */
export const viewsOf = ({ id: type, plural }: ObjectType, columns: readonly string[]): ViewKind => ({
  list: 'foundry.objects',
  ofId: type,
  read: readFoundrySearch,
  open: ['source', 'view'],
  also: { type, ...(columns.length > 0 && { cols: columns.join(',') }) },
  about: `Which ${inSentence(plural)} are shown, in which order and by which columns.`,
  sharing: 'foundry.data.write',
})

/** What the conditions of the address say. */
export const conditionsOf = ({ where }: FoundrySearch): Condition[] =>
  listOf(where).flatMap((one) => parseCondition(one) ?? [])

/** The same as the address writes it. */
export function whereOf(conditions: readonly Condition[]): string | string[] | undefined {
  const texts = conditions.map(conditionText)
  return texts.length > 1 ? texts : texts[0]
}

/** The conditions with those of one property and sign replaced; taken away where there is none. */
export function withCondition(
  conditions: readonly Condition[],
  { property, op }: Pick<Condition, 'property' | 'op'>,
  next: Condition | null,
): Condition[] {
  const others = conditions.filter((one) => one.property !== property || one.op !== op)
  return next === null ? others : [...others, next]
}

/** What the hub is asked of a type, without the order. */
export function filtersIn(typeId: string, { q, where, linked }: FoundrySearch) {
  const conditions = listOf(where)
  const counts = listOf(linked)
  return {
    typeId,
    ...(q !== undefined && { search: q }),
    ...(conditions.length > 0 && { where: conditions }),
    ...(counts.length > 0 && { linked: counts }),
  }
}

const PAGE = 50

export function objectsIn(typeId: string, search: FoundrySearch) {
  const { by, desc } = search
  return {
    ...filtersIn(typeId, search),
    limit: PAGE,
    ...(by === undefined || by === 'title'
      ? { sort: 'title' as const, descending: desc === true }
      : { sort: 'property' as const, by, descending: desc === true }),
  }
}

export interface ModelSearch {
  /** The type that is open. */
  type?: string
}

export const readModelSearch = (search: RawSearch): ModelSearch => checked({ type: id(search['type']) })

export interface SourcesSearch {
  q?: string
  /** The dataset that is open. */
  dataset?: string
  /** A file is being brought in. */
  add?: true
}

export const readSourcesSearch = (search: RawSearch): SourcesSearch =>
  checked({ q: text(search['q']), dataset: id(search['dataset']), add: flag(search['add']) })

export interface ObjectSearch {
  /** The link whose objects are shown. */
  link?: string
  /** Where a fact comes from, shown beside; the name of its property. */
  fact?: string
  panel?: 'source'
}

export const readObjectSearch = (search: RawSearch): ObjectSearch =>
  checked({
    link: text(search['link'], 40),
    fact: text(search['fact'], 40),
    panel: oneOf(search['panel'], ['source']),
  })
