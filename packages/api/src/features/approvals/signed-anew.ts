import { sql } from '@hub/db'
import { isSignedApproval, signApproval } from '../../platform/approvals/approvals.ts'
import type { SignedApproval } from '../../platform/approvals/approvals.ts'
import type { SealedThing } from '../../platform/secrets/sealed.ts'
import { sameBytes } from '../../platform/secrets/secrets.ts'

interface Row extends SignedApproval {
  signature: Buffer
}

/** Requests that wait for a person, whose signatures say that nobody changed them. */
export const signedApprovals: SealedThing = {
  title: 'requests that wait for approval',
  of: 'organizations',
  columns: ['approval.signature'],
  async look({ db, keys, isWritten }) {
    const { rows } = await sql<Row>`
      select id, org_id, asker_id, asker_api_key_id, door, driver, conversation_id, procedure, args, expires_at, signature
      from approval where status = 'pending' and expires_at > now()`.execute(db)
    const count = { all: rows.length, old: 0, lost: 0 }
    for (const row of rows) {
      const signature = signApproval(keys.approval.current, row)
      if (sameBytes(signature, row.signature)) continue
      // One that no secret signed was changed outside the hub, and stays what it is.
      if (!isSignedApproval(keys.approval, row)) count.lost += 1
      else {
        count.old += 1
        if (isWritten)
          await sql`update approval set signature = ${signature}
            where id = ${row.id} and signature = ${row.signature}`.execute(db)
      }
    }
    return count
  },
}
