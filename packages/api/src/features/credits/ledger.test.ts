import { randomBytes, randomUUID } from 'node:crypto'
import { asSuperuser } from '@hub/db/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { markHoldWorked, sweepCredits } from '../../platform/credits/credits.ts'
import { giveCredits } from '../../testing/give-credits.ts'
import { startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
import { newAccount } from '../../testing/ledger-account.ts'
import type { LedgerAccount } from '../../testing/ledger-account.ts'
import { LedgerModel } from '../../testing/ledger-model.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startHub()
})
afterAll(() => hub.stop())

/** An account and its model, moved in step. */
interface Pair {
  account: LedgerAccount
  model: LedgerModel
  holds: string[]
  grants: string[]
}
type Step = (pair: Pair) => Promise<void>

function same(ledger: string, model: string): void {
  if (ledger !== model) throw new Error(`the ledger answers ${ledger}, the model ${model}`)
}

const index = fc.nat(3)
const micro = fc.integer({ min: 1, max: 100 })
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc
    .tuple(micro, fc.integer({ min: 1, max: 3 }))
    .map(([amount, priority]): Step => async ({ account, model, grants }) => {
      grants.push(await giveCredits(hub, account.orgId, { micro: amount, priority }))
      model.grant(amount, priority)
    }),
  micro.map((amount): Step => async ({ account, model }) => {
    same(await account.adjust(-amount), model.take(amount))
  }),
  micro.map((amount): Step => async ({ account, model, holds }) => {
    const holdId = await account.hold(amount).catch(() => null)
    if (holdId !== null) holds.push(holdId)
    same(holdId === null ? 'short' : 'held', model.reserve(amount))
  }),
  fc
    .tuple(index, fc.integer({ min: 0, max: 150 }))
    .map(([at, spent]): Step => async ({ account, model, holds }) => {
      await account.line.settle(holds[at] ?? randomUUID(), { micro: spent })
      model.settle(at, spent)
    }),
  index.map((at): Step => async ({ account, model, holds }) => {
    await account.line.free(holds[at] ?? randomUUID())
    model.void(at)
  }),
  index.map((at): Step => async ({ account, model, holds }) => {
    await markHoldWorked(account.db, holds[at] ?? randomUUID())
    model.work(at)
  }),
  index.map((at): Step => async ({ model, grants }) => {
    await asSuperuser(hub.database, 'update app.credit_grant set expires_at = created_at where id = $1', [
      grants[at] ?? randomUUID(),
    ])
    model.endGrant(at)
  }),
  fc.constant<Step>(async ({ account, model }) => {
    await account.lapse()
    await sweepCredits(hub.hub.db.system)
    model.sweep()
  }),
)

const behindItsBack = (statement: string) =>
  asSuperuser(
    hub.database,
    `alter table app.credit_entry disable trigger append_only;
     ${statement};
     alter table app.credit_entry enable always trigger append_only`,
  )

describe('the ledger', () => {
  test(
    'does what plain arithmetic says, whatever happens in whatever order (CRED-1)',
    { timeout: 60_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(steps, { minLength: 5, maxLength: 30 }), async (walk) => {
          const pair: Pair = {
            account: await newAccount(hub),
            model: new LedgerModel(),
            holds: [],
            grants: [],
          }
          for (const step of walk) {
            await step(pair)
            expect(await pair.account.state()).toEqual({
              available: pair.model.available,
              held: pair.model.held,
            })
          }
          expect(await pair.account.remaining()).toEqual(pair.model.grants.map(({ remaining }) => remaining))
          expect(await pair.account.differences()).toEqual([])
        }),
        { numRuns: 60 },
      )
    },
  )

  test('finds a figure that was changed behind its back', async () => {
    const account = await newAccount(hub, 100)
    await asSuperuser(
      hub.database,
      'update app.credit_account set available = available + 1 where org_id = $1',
      [account.orgId],
    )
    expect(await account.differences()).toContain('balance 101, entries say 100')
  })

  test('names the entry that was changed, and none of those that follow', async () => {
    const account = await newAccount(hub, 100)
    for (const micro of [10, 20, 30, 40]) await account.adjust(micro)
    await behindItsBack(`update app.credit_entry set d_available = d_available + 5
      where org_id = '${account.orgId}' and seq = 2`)
    expect(await account.differences()).toEqual([
      'balance 200, entries say 205',
      'entry 2 does not follow from the one before it',
    ])
  })

  test('names where an entry is gone', async () => {
    const account = await newAccount(hub, 100)
    for (const micro of [10, 20, 30]) await account.adjust(micro)
    await behindItsBack(`delete from app.credit_entry where org_id = '${account.orgId}' and seq = 2`)
    expect(await account.differences()).toEqual([
      'balance 160, entries say 150',
      'entry 3 does not follow from the one before it',
    ])
  })

  test('can be read by the program and changed by its functions alone (CRED-1)', async () => {
    const rights = await asSuperuser<{ grantee: string; what: string }>(
      hub.database,
      `select pg_get_userbyid(x.grantee) as grantee, c.relname || ' ' || x.privilege_type as what
       from pg_class c cross join lateral aclexplode(c.relacl) x
       where c.relname = any('{credit_account,credit_hold,credit_entry,credit_grant,credit_draw}')
         and x.grantee <> c.relowner and x.privilege_type <> 'SELECT' order by 1, 2`,
    )
    expect(new Set(rights.map(({ grantee }) => grantee))).toEqual(new Set(['hub_ledger']))
    expect(rights.filter(({ what }) => /^credit_(entry|draw) (?!INSERT)/.test(what))).toEqual([])
    for (const statement of [
      'update app.credit_entry set d_held = 0',
      'delete from app.credit_entry',
      'truncate app.credit_draw',
    ]) {
      await expect(asSuperuser(hub.database, statement)).rejects.toThrow('The credit ledger only grows.')
    }
  })

  test('refuses prices below 0 and keeps every version', async () => {
    const bad = JSON.stringify({ rules: { mcp: { read: -1 } } })
    await expect(
      hub.hub.db.system
        .insertInto('creditPrice')
        .values({ digest: randomBytes(32), book: bad })
        .execute(),
    ).rejects.toMatchObject({ code: '23514' })
    await expect(asSuperuser(hub.database, `update app.credit_price set book = '{}'`)).rejects.toThrow(
      'only grows',
    )
  })
})
