import { z } from 'zod'
import { contextNow } from '../../../platform/calls/context-now.ts'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { prepareFile } from '../../../platform/files/prepared-files.ts'
import type { OpenExport } from '../../../platform/files/text-export.ts'
import { Printer } from '../../../platform/print/printer.ts'
import type { PreparedFile } from '../../../shared/prepared-file.ts'
import { todayOf } from '../findings/muted.ts'
import { fixesFor, serverOf } from '../fixes/fixes.ts'
import type { Server } from '../fixes/fix.ts'
import type { Observation } from '../observation/observation.ts'
import { findScan, toWholeScan } from '../scans/queries.ts'
import { ScanId } from '../scans/schema.ts'
import type { Report, ReportFinding } from './report.ts'
import type { CreateReport } from './schema.ts'

const KIND = 'security.report'
/** For whom nobody knows what answers for the site: what most servers are. */
const USUAL: Server = 'nginx'

const printer = new Printer<Report>({ program: new URL('./worker.ts', import.meta.url) })

/** Prepares the PDF of a scan; it is printed when it is opened, once. */
export async function prepareReport(ctx: OrgContext, { scanId }: CreateReport): Promise<PreparedFile> {
  const { siteId } = await findScan(ctx.db, scanId, todayOf(ctx))
  const wish = { userId: ctx.actor.userId, kind: KIND, subject: ctx.org.orgId, request: { scanId } }
  const prepared = await prepareFile(ctx, wish)
  return ctx.write(async (tx) => {
    tx.audit('security.site.reported', { site: siteId })
    return prepared
  })
}

async function reportOf(ctx: OrgContext, scanId: string): Promise<Report> {
  const scan = toWholeScan(await findScan(ctx.db, scanId, todayOf(ctx)))
  const { observed } = await ctx.db
    .selectFrom('securityObservation')
    .select('observed')
    .where('scanId', '=', scanId)
    .executeTakeFirstOrThrow()
  const when = new Intl.DateTimeFormat('en-GB', {
    timeZone: ctx.org.timeZone,
    dateStyle: 'long',
    timeStyle: 'short',
  }).format(new Date(scan.finishedAt))
  return { organization: ctx.org.name, scan, findings: findingsOf(scan, observed, todayOf(ctx)), when }
}

function findingsOf(scan: Report['scan'], observed: Observation, today: string): ReportFinding[] {
  const server = serverOf(observed) ?? USUAL
  return scan.parts.flatMap(({ part, checks }) =>
    checks
      .filter(({ state }) => state === 'failed')
      .map((check) => {
        const fix = fixesFor(check, observed, today)[server]
        return { ...check, part, fix: fix ? { server, ...fix, steps: [...fix.steps] } : null }
      }),
  )
}

export const reportPdf: OpenExport = {
  kind: KIND,
  async open(hub, call, { subject, request }) {
    const ctx = await contextNow(hub, { ...call, org: subject }, 'modules.security.reports.create')
    const { scanId } = z.parse(z.object({ scanId: ScanId }), request)
    const report = await reportOf(ctx, scanId)
    return {
      fileName: `scan-${report.scan.host}.pdf`,
      mediaType: 'application/pdf',
      parts: [await printer.print(report)],
    }
  },
}
