import type { Hub } from '../hub.ts'
import { orgWrite } from '../data/write.ts'
import type { Call } from './call.ts'
import { requireOrgAccess } from './chain/access.ts'
import { free } from './chain/metering.ts'
import { createContext } from './context.ts'
import type { OrgContext } from './context.ts'
import type { Meta } from './meta.ts'

/**
 * The organization as this caller may see and change it at this moment, for work that a procedure only began: it may be less
 * than when they asked. Rejects where they may no longer call the procedure.
 */
export async function contextNow(hub: Hub, call: Call, path: string): Promise<OrgContext> {
  const ctx = createContext(hub, call)
  const entry = ctx.catalog.get(path)
  if (!entry) throw new Error(`${path} is not in the catalog`)
  // It was counted when they asked.
  const { limit: _limit, ...declared } = entry.meta
  const meta: Meta = { ...declared, uncounted: true }
  const getRawInput = () => Promise.resolve({})
  const access = await requireOrgAccess({
    ctx,
    path,
    meta,
    type: 'mutation',
    getRawInput,
    signal: call.signal,
  })
  const narrowed = { ...ctx, ...access, db: hub.db.org(access.org.orgId), meter: free.meter }
  return { ...narrowed, write: orgWrite(narrowed, null, null) }
}
