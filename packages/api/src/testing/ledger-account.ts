import { sql, uuidv7, verifyLedger } from '@hub/db'
import type { OrgDb } from '@hub/db'
import { asSuperuser } from '@hub/db/testing'
import { CreditLines } from '../platform/credits/credit-lines.ts'
import type { CreditLine } from '../platform/credits/credit-lines.ts'
import { priceVersion } from '../platform/credits/price-versions.ts'
import { normalizeError } from '../platform/calls/normalize-error.ts'
import { giveCredits } from './give-credits.ts'
import type { TestHub } from './start-hub.ts'

/** The credits of one organization, as the ledger's functions see them. */
export interface LedgerAccount {
  orgId: string
  db: OrgDb
  line: CreditLine
  /** The same account as another process sees it: its holds and charges are statements of their own. */
  elsewhere(): LedgerAccount
  /** The id of a new hold; throws where there is none. */
  hold(micro: number, idem?: Buffer): Promise<string>
  /** "held", "done" or the code of the error. */
  tryHold(micro: number, idem?: Buffer): Promise<string>
  state(): Promise<{ available: number; held: number }>
  /** What is left of each grant, oldest first. */
  remaining(): Promise<number[]>
  kinds(): Promise<string[]>
  /** Every hold was last renewed long ago, in the order in which they were made. */
  lapse(): Promise<unknown>
  adjust(micro: number): Promise<string>
  differences(): Promise<readonly string[]>
}

const wishOf = (version: number) => ({
  procedure: 'system.find',
  door: 'mcp',
  driver: null,
  actorId: uuidv7(),
  apiKeyId: null,
  priceVersion: version,
})

/** Changes the balance as an administrator does; "short" where that is refused. */
async function adjust({ hub }: TestHub, orgId: string, amount: number): Promise<string> {
  const request = JSON.stringify({ id: uuidv7(), source: 'adjustment', amount, reason: 'test', door: 'web' })
  const query = sql<{
    outcome: string
  }>`select outcome from app.credit_adjust(${orgId}::uuid, ${request}::jsonb)`
  const { rows } = await query.execute(hub.db.system)
  return rows[0]?.outcome ?? ''
}

export async function newAccount(hub: TestHub, micro = 0): Promise<LedgerAccount> {
  const { orgId } = await hub.newOrg()
  if (micro > 0) await giveCredits(hub, orgId, { micro })
  return accountOf(hub, { orgId, wish: wishOf((await priceVersion(hub.hub)).version) }, hub.hub.credits)
}

interface Owner {
  orgId: string
  wish: ReturnType<typeof wishOf>
}

function accountOf(hub: TestHub, owner: Owner, lines: CreditLines): LedgerAccount {
  const { orgId, wish } = owner
  const db = hub.hub.db.org(orgId)
  const line = lines.of(orgId)
  const put = (amount: number, idem: Buffer | null = null) => line.reserve({ ...wish, idem, micro: amount })
  return {
    orgId,
    db,
    line,
    elsewhere: () => accountOf(hub, owner, new CreditLines(hub.hub.db)),
    async hold(amount, idem) {
      const answer = await put(amount, idem)
      if (answer === 'done') throw new Error('This key was charged before.')
      return answer.holdId
    },
    tryHold: (amount, idem) =>
      put(amount, idem).then(
        (answer) => (answer === 'done' ? 'done' : 'held'),
        (error: unknown) => normalizeError(error).code,
      ),
    async state() {
      const row = await db.selectFrom('creditAccount').select(['available', 'held']).executeTakeFirst()
      return row ?? { available: 0, held: 0 }
    },
    async remaining() {
      const rows = await db.selectFrom('creditGrant').select('remaining').orderBy('createdAt').execute()
      return rows.map(({ remaining }) => remaining)
    },
    async kinds() {
      const rows = await db.selectFrom('creditEntry').select('kind').orderBy('seq').execute()
      return rows.map(({ kind }) => kind)
    },
    lapse: () =>
      asSuperuser(
        hub.database,
        // The account's lock first, as the ledger's own functions take it.
        `update app.credit_hold h set expires_at = h.created_at - interval '1 day'
         from (select org_id from app.credit_account where org_id = $1 for update) a where h.org_id = a.org_id`,
        [orgId],
      ),
    adjust: (amount) => adjust(hub, orgId, amount),
    differences: async () => (await verifyLedger(db, orgId)).differences,
  }
}
