import type { OrgContext } from '../../../platform/calls/context.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { guessFields, guessKey } from './guess.ts'
import { requireDataset } from './queries.ts'
import { openTable } from './read-file.ts'
import type { ReadRow } from './read-row.ts'
import type { DatasetPreview, PreviewDataset } from './schema.ts'
import { storable } from './storable.ts'

const LOOKED_AT = 2_000
const MOST_PROBLEMS = 20

/** A row that cannot be taken, as people are told. */
export const problemText = (at: number, problem: string): string => `Row ${at}: ${problem}`

/** Looks into a file before it is read in, or into what is there: what its fields seem to be. Throws a fault of the field `fileId`. */
export async function previewDataset(
  ctx: OrgContext,
  { id, fileId }: PreviewDataset,
): Promise<DatasetPreview> {
  const { keyFields } = await requireDataset(ctx.db, id)
  const { records, isAll, problems } =
    fileId === undefined ? await storedRecords(ctx, id) : await firstRows(ctx, id, fileId)
  const fields = guessFields(records)
  const known = keyFields.length > 0 ? keyFields : guessKey(records, fields)
  return { records: records.length, isAll, fields, keyFields: known, problems }
}

interface Looked {
  records: Record<string, unknown>[]
  isAll: boolean
  problems: string[]
}

async function firstRows(ctx: OrgContext, datasetId: string, fileId: string): Promise<Looked> {
  const file = await openTable(ctx, datasetId, fileId)
  const looked: Looked = { records: [], isAll: true, problems: [] }
  for await (const row of file.rows()) {
    if (looked.records.length === LOOKED_AT) return { ...looked, isAll: false }
    const found = recordIn(row)
    if ('raw' in found) looked.records.push(found.raw)
    else if (looked.problems.length < MOST_PROBLEMS) looked.problems.push(problemText(row.at, found.problem))
  }
  // As a file of all there is, it would take away everything.
  if (looked.records.length === 0 && looked.problems.length === 0)
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
  const records = rows.slice(0, LOOKED_AT).map(({ raw }) => raw)
  return { records, isAll: rows.length <= LOOKED_AT, problems: [] }
}
