import { inTx } from '@hub/db'
import { appendOrgAudit } from '../../../platform/audit/audit.ts'
import type { Hub } from '../../../platform/hub.ts'
import { oauthCall } from './oauth-caller.ts'

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
    await appendOrgAudit(tx, { orgId: row.orgId, actor: null, call: oauthCall(row.orgId) }, [
      { action: 'auth.grant.ended', target: { grant: id }, data: { client: row.clientName } },
    ])
  })
}
