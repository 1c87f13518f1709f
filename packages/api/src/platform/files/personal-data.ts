import { NIL_ORG, sql } from '@hub/db'
import type { OrgDb } from '@hub/db'

/** Whose data is read, and where. */
export interface PersonIn {
  db: OrgDb
  userId: string
}

/** Rows after the one with this key, oldest first; each carries its key as `id`. */
export type ReadRows<From> = (
  from: From,
  after: string,
) => Promise<(Record<string, unknown> & { id: string | number })[]>

/** What an account's export holds of a module, and what it does not. Tables that know of nobody need no statement. */
export interface PersonalData {
  files: readonly { name: `${string}.json`; about: string; read: ReadRows<PersonIn> }[]
  /** Tables that know of a person and are not in the export, with the reason in words for the person. */
  leftOut: readonly { tables: readonly string[]; why: string }[]
}

/**
 * What of a kind of thing belongs to a person: which file of their export holds it, and whether it goes when their account
 * ends (its table then refers to `auth_user` with `on delete cascade`) or is kept under "Former member". Or why nothing of it
 * is anybody's.
 */
export type PersonStatement =
  | { readonly file: `${string}.json`; readonly whenTheyLeave: 'erased' | 'kept' }
  | { readonly none: string }

export const ROWS_A_PAGE = 500
/** Smaller than every uuid. */
export const FIRST_ID = NIL_ORG

/** Other people are nobody's to take along: what is somebody else's is called so. */
export const whose = (column: string, userId: string) =>
  sql<string>`case when ${sql.ref(column)} = ${userId} then 'you' when ${sql.ref(column)} is null then 'nobody' else 'somebody else' end`
