import type { OrgContext } from '../../../platform/calls/context.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { guessFields, guessKey } from './guess.ts'
import { requireDataset } from './queries.ts'
import { openTable } from './read-file.ts'
import type { ReadRow } from './read-row.ts'
import { recordKeys } from './record-keys.ts'
import type { DatasetPreview, PreviewDataset } from './schema.ts'
import { storable } from './storable.ts'
import { countUnread } from './unread.ts'

const LOOKED_AT = 2_000
const MOST_PROBLEMS = 20

/** A row that cannot be taken, as people are told. */
export const problemText = (at: number, problem: string): string => `Row ${at}: ${problem}`

/**
 * Looks into a file before it is read in, or into what is there: what its fields seem to be, and what of it the types that are made of
 * the dataset would not understand. Throws a fault of the field `fileId`.
 */
export async function previewDataset(
  ctx: OrgContext,
  { id, fileId }: PreviewDataset,
  chosen?: readonly string[],
): Promise<DatasetPreview> {
  const dataset = await requireDataset(ctx.db, id)
  const { rows, isAll, problems } =
    fileId === undefined ? await storedRecords(ctx, id) : await firstRows(ctx, id, fileId)
  const records = rows.map(({ raw }) => raw)
  const fields = guessFields(records)
  const known = chosen ?? (dataset.keyFields.length > 0 ? dataset.keyFields : guessKey(records, fields))
  const unread = await countUnread(ctx.db, id)
  for (const raw of records) unread.add(raw)
  return {
    records: records.length,
    isAll,
    fields,
    keyFields: [...known],
    problems:
      fileId === undefined ? problems : [...problems, ...keyProblems(rows, known)].slice(0, MOST_PROBLEMS),
    unread: unread.words(),
  }
}

interface Looked {
  rows: { at: number; raw: Record<string, unknown> }[]
  isAll: boolean
  problems: string[]
}

/** Rows that nothing would tell from others. */
function keyProblems(rows: Looked['rows'], keyFields: readonly string[]): string[] {
  const missing = keyFields.find(
    (field) => rows.length > 0 && !rows.some(({ raw }) => Object.hasOwn(raw, field)),
  )
  if (missing !== undefined)
    throw fieldFault(
      'fileId',
      `No row of this file has “${missing}”, by which those of this source are told apart. Name a column so, or bring the file in as a source of its own.`,
    )
  const keyOf = recordKeys(keyFields)
  return rows.flatMap(({ at, raw }) => {
    const key = keyOf(raw)
    return typeof key === 'string' ? [] : [problemText(at, key.problem)]
  })
}

async function firstRows(ctx: OrgContext, datasetId: string, fileId: string): Promise<Looked> {
  const file = await openTable(ctx, datasetId, fileId)
  const looked: Looked = { rows: [], isAll: true, problems: [] }
  for await (const row of file.rows()) {
    if (looked.rows.length === LOOKED_AT) return { ...looked, isAll: false }
    const found = recordIn(row)
    if ('raw' in found) looked.rows.push({ at: row.at, raw: found.raw })
    else if (looked.problems.length < MOST_PROBLEMS) looked.problems.push(problemText(row.at, found.problem))
  }
  // As a file of all there is, it would take away everything.
  if (looked.rows.length === 0 && looked.problems.length === 0)
    throw fieldFault('fileId', 'This file has no rows, only its headings at most.')
  return looked
}

/** What a row says, as it can be stored; or why it cannot. */
export const recordIn = (row: ReadRow): { raw: Record<string, unknown> } | { problem: string } =>
  'problem' in row ? row : storable(row.value)

async function storedRecords({ db }: OrgContext, datasetId: string): Promise<Looked> {
  const rows = await db
    .selectFrom('foundryRecord')
    .select('raw')
    .where('datasetId', '=', datasetId)
    .where('removedAt', 'is', null)
    .orderBy('key')
    .limit(LOOKED_AT + 1)
    .execute()
  const shown = rows.slice(0, LOOKED_AT).map(({ raw }, place) => ({ at: place + 1, raw }))
  return { rows: shown, isAll: rows.length <= LOOKED_AT, problems: [] }
}
