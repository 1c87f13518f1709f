import { z } from 'zod'
import type { PreparedFile } from '../../shared/prepared-file.ts'
import type { Call } from '../calls/call.ts'
import { contextNow } from '../calls/context-now.ts'
import type { OrgContext } from '../calls/context.ts'
import { invalidInput } from '../calls/normalize-error.ts'
import type { Hub } from '../hub.ts'
import type { OpenedFile, PreparedRequest } from './opened-file.ts'
import { prepareFile } from './prepared-files.ts'

/** How many rows were read so far; whoever writes the text counts them here. */
export interface RowsRead {
  rows: number
}

export interface TextExport<Filters> {
  /** The name of what is exported, in the file's name as well. */
  kind: string
  /** The procedure that prepares the file; whoever may call it then may open it. */
  procedure: string
  /** How the log names it. */
  action: string
  filters: z.core.$ZodType<Filters>
  /** Rejects where there is nothing to export. */
  require: (ctx: OrgContext, filters: Filters) => Promise<unknown>
  /** What the file is: ending of its name, and its type. */
  format: (filters: Filters) => { ending: string; mediaType: string }
  /** Its text, piece by piece, read as it is taken. */
  parts: (ctx: OrgContext, filters: Filters, read: RowsRead) => AsyncIterable<string>
  /** How many rows fit. */
  count?: (ctx: OrgContext, filters: Filters) => Promise<number>
}

/** Opens a list that was prepared as a file. */
export interface OpenExport {
  kind: string
  open: (hub: Hub, call: Call, file: PreparedRequest) => Promise<OpenedFile>
  /** Answers the filters as they are to be kept; rejects where the caller may not read the list. Absent: only while one waits. */
  check?: (hub: Hub, call: Call, filters: Record<string, unknown>) => Promise<Record<string, unknown>>
}

/** Something of an organization as a file, whole: everything that its filters let through. */
export interface ExportedText<Filters> extends OpenExport {
  prepare: (ctx: OrgContext, filters: Filters) => Promise<PreparedFile>
}

/** Makes a text of an organization exportable. It is read while it is sent, as its reader may see it then. */
export function exportedText<Filters extends Record<string, unknown>>(
  text: TextExport<Filters>,
): ExportedText<Filters> {
  return {
    kind: text.kind,
    async prepare(ctx, wish) {
      const filters = z.parse(text.filters, wish)
      await text.require(ctx, filters)
      const { userId } = ctx.actor
      const { orgId } = ctx.org
      const request = { ...filters }
      const prepared = await prepareFile(ctx, { userId, kind: text.kind, subject: orgId, request })
      return ctx.write(async (tx) => {
        tx.audit(text.action, { organization: orgId }, request)
        return prepared
      })
    },
    async open(hub, call, { subject, request }) {
      const ctx = await contextNow(hub, { ...call, org: subject }, text.procedure)
      const filters = z.parse(text.filters, request)
      const { ending, mediaType } = text.format(filters)
      const read = { rows: 0 }
      let counted: Promise<number> | undefined
      return {
        progress: {
          rows: () => read.rows,
          total: async () => (text.count ? (counted ??= text.count(ctx, filters)) : null),
        },
        fileName: `${text.kind}-${ctx.org.slug}-${hub.now().toISOString().slice(0, 10)}.${ending}`,
        mediaType,
        parts: text.parts(ctx, filters, read),
      }
    },
    async check(hub, call, wish) {
      await contextNow(hub, call, text.procedure)
      const filters = z.safeParse(text.filters, wish)
      if (!filters.success) throw invalidInput(filters.error)
      return filters.data
    },
  }
}
