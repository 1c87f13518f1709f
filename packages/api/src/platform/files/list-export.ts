import { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import type { Page } from '../../shared/list.ts'
import type { PreparedFile } from '../../shared/prepared-file.ts'
import type { Call } from '../calls/call.ts'
import { contextNow } from '../calls/context-now.ts'
import type { OrgContext } from '../calls/context.ts'
import { invalidInput } from '../calls/normalize-error.ts'
import { csvLine } from './csv.ts'
import type { Hub } from '../hub.ts'
import { prepareFile } from './prepared-files.ts'
import type { OpenedFile, PreparedRequest } from './opened-file.ts'

/** What is in memory at a time. */
const PAGE = 400

interface ListExport<Filters, Row> {
  /** The name of the list, in the file's name as well. */
  kind: string
  /** The procedure that prepares the file; whoever may call it then may open it. */
  procedure: string
  /** How the log names it. */
  action: string
  filters: z.core.$ZodType<Filters>
  /** The list itself, as its procedure reads it. */
  list: (ctx: OrgContext, input: Filters & { cursor?: string; limit: number }) => Promise<Page<Row>>
  /** How many rows fit. */
  count?: (ctx: OrgContext, input: Filters) => Promise<number>
  /** The columns of the sheet, by their heads. */
  columns: Readonly<Record<string, (row: Row) => unknown>>
}

/** Opens a list that was prepared as a file. */
export interface OpenExport {
  kind: string
  open: (hub: Hub, call: Call, file: PreparedRequest) => Promise<OpenedFile>
  /** Answers the filters as they are to be kept; rejects where the caller may not read the list. Absent: only while one waits. */
  check?: (hub: Hub, call: Call, filters: Record<string, unknown>) => Promise<Record<string, unknown>>
}

/** A list as a file, whole: everything that its filters let through, page by page. */
export interface ExportedList<Filters> extends OpenExport {
  prepare: (ctx: OrgContext, filters: Filters) => Promise<PreparedFile>
}

/** Makes a list of an organization exportable. The file is read while it is sent, as its reader may see it then. */
export function exportedList<Filters extends Record<string, unknown>, Row>(
  list: ListExport<Filters, Row>,
): ExportedList<Filters> {
  return {
    kind: list.kind,
    async prepare(ctx, wish) {
      const filters = z.parse(list.filters, wish)
      const { items } = await list.list(ctx, { ...filters, limit: 1 })
      if (items.length === 0) throw new AppError('NOT_FOUND', { message: 'Nothing matches these filters.' })
      const { userId } = ctx.actor
      const { orgId } = ctx.org
      const request = { ...filters }
      const prepared = await prepareFile(ctx, { userId, kind: list.kind, subject: orgId, request })
      return ctx.write(async (tx) => {
        tx.audit(list.action, { organization: orgId }, request)
        return prepared
      })
    },
    async open(hub, call, { subject, request }) {
      const ctx = await contextNow(hub, { ...call, org: subject }, list.procedure)
      const filters = z.parse(list.filters, request)
      const read = { rows: 0 }
      let counted: Promise<number> | undefined
      return {
        progress: {
          rows: () => read.rows,
          total: async () => (list.count ? (counted ??= list.count(ctx, filters)) : null),
        },
        fileName: `${list.kind}-${ctx.org.slug}-${hub.now().toISOString().slice(0, 10)}.csv`,
        mediaType: 'text/csv; charset=utf-8',
        parts: partsOf(list, { ctx, read }, filters),
      }
    },
    async check(hub, call, wish) {
      await contextNow(hub, call, list.procedure)
      const filters = z.safeParse(list.filters, wish)
      if (!filters.success) throw invalidInput(filters.error)
      return filters.data
    },
  }
}

async function* partsOf<Filters extends Record<string, unknown>, Row>(
  { list, columns }: ListExport<Filters, Row>,
  { ctx, read }: { ctx: OrgContext; read: { rows: number } },
  filters: Filters,
): AsyncGenerator<string> {
  yield csvLine(Object.keys(columns))
  const cells = Object.values(columns)
  let cursor: string | undefined
  do {
    const page = await list(ctx, { ...filters, limit: PAGE, ...(cursor !== undefined && { cursor }) })
    read.rows += page.items.length
    yield page.items.map((row) => csvLine(cells.map((cell) => cell(row)))).join('')
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}
