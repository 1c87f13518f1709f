import { NIL_ORG, sql } from '@hub/db'
import type { Call } from '../../platform/calls/call.ts'
import { createContext } from '../../platform/calls/context.ts'
import type { Hub } from '../../platform/hub.ts'
import { fileGone } from '../../platform/files/prepared-files.ts'
import type { OpenedFile, PreparedRequest } from '../../platform/files/opened-file.ts'
import { AppError } from '../../shared/errors.ts'
import { entryHead, entryLine } from './csv.ts'
import { entriesOf, platformChain, withNames } from './entries.ts'
import type { Chain } from './entries.ts'
import { AuditFilters } from './schema.ts'

const PAGE = 1_000

async function* partsOf(chain: Chain, format: unknown, filters: AuditFilters): AsyncGenerator<string> {
  if (format === 'csv') yield entryHead()
  let last = 0
  // Words are looked up once for the whole file.
  const { query } = await entriesOf(chain, filters)
  for (;;) {
    const rows = await query
      .where(sql<boolean>`seq > ${last}`)
      .orderBy('seq')
      .limit(PAGE)
      .execute()
    const entries = await withNames(chain, rows)
    if (entries.length > 0)
      yield entries
        .map((entry) => (format === 'csv' ? entryLine(entry) : `${JSON.stringify(entry)}\n`))
        .join('')
    last = rows.at(-1)?.seq ?? last
    if (rows.length < PAGE) return
  }
}

/** The chain as this person may see it at this moment, which may be less than when they asked. */
async function chainFor(hub: Hub, call: Call, orgId: string): Promise<Chain> {
  const ctx = createContext(hub, call)
  const identity = await ctx.identity()
  const { actor } = identity
  if (!actor) throw new AppError('UNAUTHORIZED')
  const membership = identity.memberships.find((one) => one.orgId === orgId)
  const permissions = membership && hub.permissions.in(identity, membership)
  if (permissions?.has('audit.read') && membership)
    return {
      orgId,
      name: membership.slug,
      timeZone: membership.timeZone,
      db: hub.db.org(orgId),
      showsPlaces: permissions.has('organization.own'),
      names: () => Promise.resolve(new Map()),
    }
  if (!actor.isPlatformAdmin) throw fileGone()
  return platformChain({ hub, actor }, orgId === NIL_ORG ? undefined : orgId)
}

/**
 * Opens a prepared export for whoever may still read that log. The parts are read from the database as they are taken,
 * oldest entry first.
 */
export async function openAuditExport(
  hub: Hub,
  call: Call,
  { subject, request }: PreparedRequest,
): Promise<OpenedFile> {
  const chain = await chainFor(hub, call, subject)
  const { format } = request
  const filters = AuditFilters.parse(request['filters'])
  return {
    fileName: `audit-${chain.name}-${hub.now().toISOString().slice(0, 10)}.${format === 'csv' ? 'csv' : 'jsonl'}`,
    mediaType: format === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl; charset=utf-8',
    parts: partsOf(chain, format, filters),
  }
}
