import { Client } from 'pg'
import { appendAudit } from './audit-append.ts'
import { verifyAuditChain } from './audit-chain.ts'
import type { AuditAnchor } from './audit-chain.ts'
import { createTestDatabase } from './testing.ts'
import type { TestDatabase } from './testing.ts'
import { inTx } from './transaction.ts'
import { uuidv7 } from './uuid.ts'

/** A scratch database with audit chains, and the superuser's hands on them. */
export interface Chains {
  scratch: TestDatabase
  admin: Client
  /** An organization whose chain holds so many entries. */
  newChain(length: number): Promise<string>
  verify(org: string, anchor?: AuditAnchor): Promise<unknown>
  /** What only somebody with the superuser's password can do: change the table behind the trigger. Returns the rows touched. */
  tamper(text: string, values: unknown[]): Promise<number>
  /** Whoever holds that password may also write where the chain ends. */
  tamperHead(text: string, values: unknown[]): Promise<void>
  stop(): Promise<void>
}

export async function openChains(options: { adminUrl: string; template: string }): Promise<Chains> {
  const scratch = await createTestDatabase(options)
  const admin = new Client({ connectionString: scratch.adminUrl })
  await admin.connect()
  return {
    scratch,
    admin,
    async newChain(length) {
      const org = uuidv7()
      const entries = Array.from({ length }, (_, i) => ({
        actorId: org,
        door: 'web',
        action: 'note.created',
        data: { i, text: 'naïve "quoted" 漢字' },
      }))
      await inTx(scratch.db.org(org), async (tx) => await appendAudit(tx, entries))
      return org
    },
    verify: (org, anchor) => verifyAuditChain(scratch.db.org(org), org, anchor),
    async tamper(text, values) {
      await admin.query('alter table app.audit_entry disable trigger append_only')
      const { rowCount } = await admin.query(text, values)
      await admin.query('alter table app.audit_entry enable always trigger append_only')
      return rowCount ?? 0
    },
    async tamperHead(text, values) {
      await admin.query('alter table app.audit_head disable trigger user')
      await admin.query(text, values)
      await admin.query('alter table app.audit_head enable always trigger append_only')
      await admin.query('alter table app.audit_head enable always trigger grows')
    },
    async stop() {
      await admin.end()
      await scratch.drop()
    },
  }
}
