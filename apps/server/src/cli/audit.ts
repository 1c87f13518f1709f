import type { Hub } from '@hub/api/server'
import { NIL_ORG, verifyAuditChain } from '@hub/db'
import type { AuditFault } from '@hub/db'
import { organizationsOf } from './organizations.ts'

export interface ChainVerdict {
  chain: string
  ok: boolean
  entries: number
  firstBadSeq: number | null
  fault: AuditFault | null
}

/** Recomputes the audit chain of every organization and of the platform, or of one organization. */
export async function verifyAudit(
  hub: Pick<Hub, 'db'>,
  slug: string | undefined,
): Promise<{ ok: boolean; chains: ChainVerdict[] }> {
  const organizations = await organizationsOf(hub, slug)
  const targets = [...organizations, ...(slug === undefined ? [{ id: NIL_ORG, slug: 'platform' }] : [])]
  const chains: ChainVerdict[] = []
  for (const { id, slug: chain } of targets) {
    const { ok, entries, firstBadSeq, fault } = await verifyAuditChain(
      id === NIL_ORG ? hub.db.system : hub.db.org(id),
      id,
    )
    chains.push({ chain, ok, entries, firstBadSeq, fault })
  }
  return { ok: chains.every(({ ok }) => ok), chains }
}
