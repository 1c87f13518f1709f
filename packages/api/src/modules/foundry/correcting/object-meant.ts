import type { OrgDb } from '@hub/db'
import { tokensOf } from '../../../reading/text.ts'
import type { Span } from '../../../reading/text.ts'
import { formsOf, heldValues } from '../asking/held-values.ts'
import { typesAsked, vocabulariesOf } from '../asking/vocabulary.ts'
import type { AskedType } from '../asking/vocabulary.ts'
import { listedColumns, withValues } from '../objects/read.ts'
import { ObjectId } from '../objects/schema.ts'
import type { ListedObject } from '../objects/schema.ts'
import { shortText } from '../types/slots.ts'

/** The one object that is meant, with what it has now. */
export interface MeantObject {
  type: AskedType
  object: ListedObject
  /** Where it is named; null where it was spoken of before. */
  span: Span | null
}

/** Words that a name may have. */
const MOST_WORDS = 6

/** All runs of words that may be a name. A bare number is more likely a value. */
function namesIn(said: string): (Span & { text: string })[] {
  const tokens = tokensOf(said)
  const runs = tokens.flatMap(({ from }, at) =>
    tokens.slice(at, at + MOST_WORDS).map(({ to }) => ({ from, to, text: said.slice(from, to) })),
  )
  return runs.filter(({ text }) => /[\p{L}#]/u.test(text))
}

const selectObject = (db: OrgDb, types: readonly AskedType[]) =>
  db
    .selectFrom('foundryObject as o')
    .select(listedColumns)
    .where('o.removedAt', 'is', null)
    .where(
      'o.typeId',
      'in',
      types.map(({ id }) => id),
    )
    .limit(2)

type Rows = Awaited<ReturnType<ReturnType<typeof selectObject>['execute']>>

/** Null where it is none or several: which one is meant is not for us to say. */
async function only(
  db: OrgDb,
  rows: Rows,
  { types, span }: { types: readonly AskedType[]; span: Span | null },
): Promise<MeantObject | null> {
  const [row, ...others] = rows
  const type = types.find(({ id }) => id === row?.typeId)
  if (!row || !type || others.length > 0) return null
  const [object] = await withValues(db, type, [row])
  return object ? { type, object, span } : null
}

/** The object that is called by its whole name, the longest that is said; null where none is, or several. */
async function objectNamed(
  db: OrgDb,
  types: readonly AskedType[],
  said: string,
): Promise<MeantObject | null> {
  const names = namesIn(said)
  const held = await heldValues(
    db,
    types,
    names.map(({ text }) => text),
  )
  const named = names.flatMap(({ from, to, text }) =>
    formsOf(text)
      .flatMap((form) => held.get(form) ?? [])
      .filter(({ type, property }) => property.name === type.titleProperty)
      .map(({ value }) => ({ from, to, title: shortText(value) })),
  )
  const longest = named.toSorted((one, other) => other.to - other.from - (one.to - one.from))[0]
  if (!longest) return null
  const { from, to, title } = longest
  return only(db, await selectObject(db, types).where('o.title', '=', title).execute(), {
    types,
    span: { from, to },
  })
}

/** The object that was spoken of last; null where it is gone. */
const objectSpokenOf = async (
  db: OrgDb,
  types: readonly AskedType[],
  id: string,
): Promise<MeantObject | null> =>
  only(db, await selectObject(db, types).where('o.id', '=', id).execute(), { types, span: null })

/** The object that a message names, or the one that was spoken of; null where it is none of these, or may be several. */
export async function objectMeant(
  { db }: { db: OrgDb },
  said: string,
  spoken: string | null,
): Promise<MeantObject | null> {
  // A name stands for its own kind alone, whatever that is called.
  const [types = []] = vocabulariesOf(await typesAsked(db))
  if (types.length === 0) return null
  const named = await objectNamed(db, types, said)
  // What was spoken of may be a row of anything, whatever its ids look like.
  const id = ObjectId.safeParse(spoken).data
  return named ?? (id === undefined ? null : objectSpokenOf(db, types, id))
}
