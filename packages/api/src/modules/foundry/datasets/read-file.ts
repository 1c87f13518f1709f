import type { OrgContext } from '../../../platform/calls/context.ts'
import { openAttached } from '../../../features/files/service.ts'
import { takingTurns } from '../../../platform/limits/slices.ts'
import { decodeText } from '../../../shared/decode-text.ts'
import { AppError } from '../../../shared/errors.ts'
import { kindOfName } from '../../../shared/file-kinds.ts'
import { readCsv } from './read-csv.ts'
import { readJson } from './read-json.ts'
import { readXlsx } from './read-xlsx.ts'
import type { ReadRow } from './read-row.ts'

export interface TableFile {
  name: string
  rows(): AsyncIterable<ReadRow>
}

/** Opens a file that was attached to this very dataset. Throws NOT_FOUND. */
export async function openTable(ctx: OrgContext, datasetId: string, fileId: string): Promise<TableFile> {
  const file = await openAttached(ctx.hub, ctx.call, fileId)
  if (file.entity !== 'foundry_dataset' || file.entityId !== datasetId)
    throw new AppError('NOT_FOUND', { message: 'There is no such file at this dataset.' })
  return { name: file.name, rows: () => rowsOf(file) }
}

async function* inTurns(rows: Iterable<ReadRow>): AsyncGenerator<ReadRow> {
  const turn = takingTurns()
  for (const row of rows) {
    yield row
    await turn()
  }
}

async function* rowsOf({ name, content }: { name: string; content: Uint8Array }): AsyncGenerator<ReadRow> {
  const kind = kindOfName(name)
  if (kind === 'xlsx') yield* readXlsx(content)
  else if (kind === 'json') yield* inTurns(readJson(decodeText(content)))
  else yield* readCsv(decodeText(content))
}
