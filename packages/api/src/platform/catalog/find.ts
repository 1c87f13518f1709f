import type { AnyRouter } from '@trpc/server'
import type { z } from 'zod'
import type { Call } from '../calls/call.ts'
import type { Catalog } from './catalog.ts'

export interface RecordKey {
  entity: string
  id: string
}

/** A record as lists of finds, pickers and the assistant show it. */
export interface FoundRow {
  id: string
  name: string
  /** What tells it from others of the same name: "Doing, Ana Silva". */
  detail: string | null
  /** What people call it besides, to the assistant: a shop by its address. */
  also?: readonly string[]
  /** The record it is shown with, where its kind has no link of its own: a file with what it is attached to. */
  partOf?: RecordKey
}

/** Which list finds the records of an entity by words, and what of its rows is shown. */
export interface FindDeclaration<Row = never> {
  /** A list of the hub: "modules.ops.tasks.list". It answers with `items`, in the order it finds best. */
  path: string
  /** The field of its input that takes the words: "search". */
  words: string
  /** What else it is asked with, such as its order. */
  input?: Readonly<Record<string, unknown>>
  /** A method, so that a declaration may name the type of its own rows. */
  row(item: Row): FoundRow
}

/** What a list is asked for the rows that hold these words; without words, for the first ones. */
const askedWith = ({ words, input }: FindDeclaration, typed: string, limit: number) => ({
  ...input,
  limit,
  ...(typed !== '' && { [words]: typed }),
})

interface ProcedureDef {
  type: string
  inputs: (z.ZodType | undefined)[]
}

/** Why an entity cannot be found the way it says, in words for whoever declared it; null where it can. */
export function faultOfFind(find: FindDeclaration, router: AnyRouter, prefix = ''): string | null {
  const procedures = router._def.procedures as Record<string, { _def: ProcedureDef }>
  const def = find.path.startsWith(prefix) ? procedures[find.path.slice(prefix.length)]?._def : undefined
  if (!def) return `is found by "${find.path}", which is not among its procedures.`
  if (def.type !== 'query') return `is found by "${find.path}", which is no query.`
  const takes = (typed: string) => def.inputs[0]?.safeParse(askedWith(find, typed, 5)).success === true
  if (!takes('a')) return `is found by "${find.path}", which takes no words in "${find.words}" and a limit.`
  return takes('') ? null : `is found by "${find.path}", which answers nothing without "${find.words}".`
}

/** An address of the web app, with nothing but the organization, the record and what that is part of to fill in. */
export const isLink = (link: string): boolean =>
  /^\/(?!\/)[\w/$?=&.-]*$/.test(link.replaceAll(/\{(org|id|name|part)\}/g, 'a'))

/** Where the web app shows a record whose kind has this link; null where it has none. */
export const addressOf = (
  link: string | undefined,
  row: { org: string; id: string; name: string; part?: string },
): string | null =>
  // The link was looked at when the hub started: these four are all it can hold.
  link?.replaceAll(/\{(org|id|name|part)\}/g, (_, part: keyof typeof row) =>
    encodeURIComponent(row[part] ?? ''),
  ) ?? null

interface Search {
  typed: string
  limit: number
}

/**
 * The records of one kind that fit what was typed, as the list's own procedure answers this caller. Rejects with the
 * procedure's AppError, FORBIDDEN where the caller may not see them.
 */
export async function findRows(
  { catalog, call }: { catalog: Catalog; call: Call },
  find: FindDeclaration,
  { typed, limit }: Search,
): Promise<FoundRow[]> {
  const answer = await catalog.call(find.path, askedWith(find, typed, limit), call)
  // The declaration names the procedure and the type of its rows together.
  const { items } = answer as { items: never[] }
  return items.map((item) => find.row(item))
}
