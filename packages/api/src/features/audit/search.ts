import { NIL_ORG, sql } from '@hub/db'
import type { OrgDb } from '@hub/db'
import type { RawBuilder } from 'kysely'
import { containing } from '../../platform/data/filters.ts'

export const nameOf = (id: RawBuilder<unknown>): RawBuilder<string | null> =>
  sql`(select name from auth_user u where u.id = ${id})`

/** Of a person as they are called now, of a machine as it was called then. */
export const ACTOR_NAME = sql<
  string | null
>`coalesce(${nameOf(sql`actor_id`)}, case when actor_kind = 'machine' then data ->> 'machine' end)`

/** The index knows three letters in a row, and fewer where a word begins. */
const SHORTEST_LOOKED_UP = 3
const FIRST_LETTERS = /^[a-z0-9]{1,2}$/i
/** What stands before a word in an entry: the signs of actions, addresses and texts in JSON. Few, for the index tries each. */
const BEGINNING = `(^|[ "./:@(#_,'-])`
/** A name that more people share finds too much anyway. */
const MOST_CALLED_SO = 1_000
/** About one thing, or all to be read from the oldest on, more than these are better read one by one. */
const MOST_LOOKED_UP = 5_000
/** A reader who waits is shown after this long what was found so far. */
const LOOK_BACK_MS = 120

/** A space stands for any one sign, since people read "Task created" where the entry says task.created. */
const patternOf = (phrase: string) => `%${phrase.replace(/[\\%_]/g, String.raw`\$&`).replace(/\s/g, '_')}%`

/**
 * How a phrase is looked for: one or two letters find the words that begin with them, for anywhere in a word they are in too many to
 * be looked up.
 */
const lookFor = (phrase: string): { pattern: string } | { expression: string } =>
  FIRST_LETTERS.test(phrase)
    ? { expression: `${BEGINNING}${phrase.toLowerCase()}` }
    : { pattern: patternOf(phrase) }

/** Filters that are looked up together with the words. */
export interface Beside {
  actions?: readonly string[] | undefined
  actorId?: string | undefined
  door?: string | undefined
  requestId?: string | undefined
}

/** What a reader takes who wants the newest first: no more than so many, and those before a number. */
export interface Reach {
  most: number
  before: string | undefined
}

/** The numbers among which entries are looked for, and how far the reader reaches where the newest are all that is asked. */
interface Bounds {
  above: RawBuilder<number>
  below: RawBuilder<number>
  reach: Reach | undefined
  beside: Beside
}

interface Searched {
  orgId: string
  db: OrgDb
}

/** People whom the reader may know and who are called so. */
async function calledSo({ db }: Searched, phrase: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select u.id from auth_user u where ${containing(phrase, sql`u.name`)} limit ${MOST_CALLED_SO}`.execute(db)
  return rows.map(({ id }) => id)
}

/** What was found in one look back, and the lowest number that was looked at; null where none is left below it. */
interface Look {
  found: number[]
  lookedFrom: number | null
}

/** The newest entries within the bounds that hold the phrase or were made by somebody called so. */
async function lookBack(
  chain: Searched,
  phrase: string,
  { above, below, reach, beside }: Bounds,
): Promise<Look> {
  const until = reach?.before === undefined ? below : sql`least(${below}, ${reach.before}::bigint)`
  const people = await calledSo(chain, phrase)
  const asked = JSON.stringify({ ...lookFor(phrase), people, ...beside })
  const search = sql.id('app', chain.orgId === NIL_ORG ? 'audit_look_back_platform' : 'audit_look_back')
  const most = reach?.most ?? MOST_LOOKED_UP
  const { rows } = await sql<{ look: Look }>`
    select ${search}(${asked}::jsonb, ${above}, ${until}, ${most}::int, ${LOOK_BACK_MS}::int) as look`.execute(
    chain.db,
  )
  return rows[0]?.look ?? { found: [], lookedFrom: null }
}

interface Held {
  condition: RawBuilder<boolean>
  /** The reader was shown what is above this number; what is below it was not looked at yet. */
  lookedFrom: number | null
}

/**
 * The condition that an entry holds the words, or was made by somebody called so. It names the entries that the index finds,
 * or looks into each where the words are too short for the index or in too many entries for this reader.
 */
export async function searched(chain: Searched, phrase: string, bounds: Bounds): Promise<Held> {
  if (phrase.length >= SHORTEST_LOOKED_UP || FIRST_LETTERS.test(phrase)) {
    const { found, lookedFrom } = await lookBack(chain, phrase, bounds)
    if (bounds.reach !== undefined || (found.length < MOST_LOOKED_UP && lookedFrom === null))
      return { condition: sql<boolean>`seq = any(${found}::bigint[])`, lookedFrom }
  }
  const words = sql`lower(action || chr(10) || data::text)`
  const look = lookFor(phrase)
  const isHeld =
    'pattern' in look ? sql`${words} like lower(${look.pattern})` : sql`${words} ~ ${look.expression}`
  const condition = sql<boolean>`(${isHeld}
    or ${containing(phrase, sql`coalesce(${ACTOR_NAME}, '')`)})`
  return { condition, lookedFrom: null }
}
