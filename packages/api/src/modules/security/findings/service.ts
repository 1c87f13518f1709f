import { sql } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { readPage } from '../../../platform/data/keyset.ts'
import { AppError } from '../../../shared/errors.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import type { Page } from '../../../shared/list.ts'
import { valuesOf } from '../../../shared/list.ts'
import { fixesFor, serverOf } from '../fixes/fixes.ts'
import { SERVERS } from '../fixes/fix.ts'
import { latestObservation } from '../scans/queries.ts'
import { scoreAfter } from './after-fix.ts'
import { isMuted, todayOf } from './muted.ts'
import { findFinding, knownFinding, selectFindings } from './queries.ts'
import type {
  Finding,
  GetFinding,
  GetFix,
  ListFindings,
  MuteFinding,
  ShownFix,
  UnmuteFinding,
  WholeFinding,
} from './schema.ts'

const rank = sql`case f.severity when 'high' then 0 when 'medium' then 1 else 2 end`

export function listFindings(ctx: OrgContext, input: ListFindings): Promise<Page<Finding>> {
  const { siteId, state, muted, sort } = input
  const [parts, severities] = [valuesOf(input.part), valuesOf(input.severity)]
  const found = selectFindings(ctx.db, todayOf(ctx))
    .$if(siteId !== undefined, (query) => query.where('f.siteId', '=', siteId ?? ''))
    .$if(state !== undefined, (query) => query.where('f.state', '=', state ?? 'open'))
    .$if(parts.length > 0, (query) => query.where('f.part', 'in', parts))
    .$if(severities.length > 0, (query) => query.where('f.severity', 'in', severities))
    .$if(muted !== undefined, (query) => query.where(sql<boolean>`${isMuted(todayOf(ctx))} = ${muted}`))
  const newest = { expression: sql`f.id`, type: 'uuid', direction: 'desc' } as const
  return readPage(found, {
    scope: { key: ctx.hub.keys.cursor, list: 'modules.security.findings.list', orgId: ctx.org.orgId },
    columns:
      sort === 'worst'
        ? [
            { expression: rank, type: 'int', direction: 'asc' },
            { expression: sql`f.points`, type: 'int', direction: 'asc' },
            newest,
          ]
        : [newest],
    input,
  })
}

/** A finding with what mends it and what that is worth, by what the latest scan saw. */
export async function getFinding(ctx: OrgContext, { id }: GetFinding): Promise<WholeFinding> {
  const { db } = ctx
  const finding = await findFinding(db, id, todayOf(ctx))
  const known = await knownFinding(db, id)
  const observation = await latestObservation(db, known.siteId)
  const fixes = observation ? fixesFor(known, observation) : {}
  return {
    ...finding,
    about: known.about,
    server: observation ? serverOf(observation) : null,
    servers: SERVERS.filter((server) => fixes[server] !== undefined),
    after: observation && finding.state === 'open' ? scoreAfter(known, observation) : null,
  }
}

export async function getFix(ctx: OrgContext, { findingId, server }: GetFix): Promise<ShownFix> {
  const known = await knownFinding(ctx.db, findingId)
  const observation = await latestObservation(ctx.db, known.siteId)
  const today = todayOf(ctx)
  const fix = observation && fixesFor(known, observation, today)[server]
  if (!fix) throw new AppError('NOT_FOUND', { message: 'There is no fix of that kind for this finding.' })
  return { server, ...fix, steps: [...fix.steps] }
}

/** It stays in the list and counts as before, but asks nobody to do anything. */
export function muteFinding(ctx: OrgContext, { id, reason, until }: MuteFinding): Promise<Finding> {
  const now = ctx.now()
  if (until !== null && until < todayOf(ctx))
    throw fieldFault('until', 'This day is over. Choose a later one.')
  return ctx.write(async (tx) => {
    await knownFinding(tx, id)
    const muted = { reason, until, mutedById: ctx.actor.userId, createdAt: now }
    await tx
      .insertInto('securityMute')
      .values({ findingId: id, orgId: ctx.org.orgId, ...muted })
      .onConflict((conflict) => conflict.columns(['orgId', 'findingId']).doUpdateSet(muted))
      .execute()
    tx.audit('security.finding.muted', { finding: id }, { reason, until })
    return findFinding(tx, id, todayOf(ctx))
  })
}

export function unmuteFinding(ctx: OrgContext, { id }: UnmuteFinding): Promise<Finding> {
  return ctx.write(async (tx) => {
    await knownFinding(tx, id)
    const gone = await tx.deleteFrom('securityMute').where('findingId', '=', id).returning('reason').execute()
    if (gone.length > 0) tx.audit('security.finding.unmuted', { finding: id })
    return findFinding(tx, id, todayOf(ctx))
  })
}
