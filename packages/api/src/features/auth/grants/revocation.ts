import { randomUUID } from 'node:crypto'
import { inTx } from '@hub/db'
import { appendOrgAudit } from '../../../platform/audit.ts'
import type { Hub } from '../../../platform/hub.ts'

/**
 * Ends a grant because of what its client did: it gave the grant back, or somebody showed a code or refresh token twice.
 * Ending it again changes nothing.
 */
export async function revokeGrantRow(hub: Hub, id: string): Promise<void> {
  await inTx(hub.db.system, async (tx) => {
    const row = await tx
      .updateTable('oauthGrant')
      .set({ revokedAt: hub.now() })
      .where('id', '=', id)
      .where('revokedAt', 'is', null)
      .returning(['orgId', 'clientName'])
      .executeTakeFirst()
    if (!row) return
    const call = {
      door: 'mcp',
      credential: { kind: 'none' },
      org: row.orgId,
      requestId: randomUUID(),
      ip: null,
      userAgent: null,
    } as const
    await appendOrgAudit(tx, { orgId: row.orgId, actor: null, call }, [
      { action: 'auth.grant.ended', target: { grant: id }, data: { client: row.clientName } },
    ])
  })
}
