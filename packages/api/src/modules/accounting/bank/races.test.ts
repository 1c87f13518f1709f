import { superuserSession, untilAtLock } from '@hub/db/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startHub } from '../../../testing/index.ts'
import type { TestHub } from '../../../testing/index.ts'
import { move, openShop } from '../testing.ts'
import type { Shop } from '../testing.ts'
import { onlyIn, openBank } from './testing.ts'

let hub: TestHub
let shop: Shop
let line: string
beforeAll(async () => {
  hub = await startHub({ now: () => new Date('2026-11-20T09:00:00Z') })
})
afterAll(() => hub.stop())
beforeEach(async () => {
  shop = await openShop(hub)
  const { id } = await openBank(shop)
  line = await onlyIn(shop, id, ['2026-11-19', '50.00', 'Thanks', 'Lantern'])
})

/** Where whoever posts waits, and whoever has done all but tell the audit log. */
const places = {
  book: (orgId: string) => `select from app.accounting_book where org_id = '${orgId}' for update`,
  log: (orgId: string) => `select pg_advisory_xact_lock(7, hashtext('${orgId}'))`,
} as const

async function held(place: keyof typeof places): Promise<() => Promise<void>> {
  const session = await superuserSession(hub.database)
  await session.query(`begin; ${places[place](shop.orgId)}`)
  return async () => {
    await session.query('commit')
    await session.end()
  }
}

/** What is taken back and matched at the same moment; whoever came first is waited for. */
async function together(
  place: keyof typeof places,
  { takingBack, match }: { takingBack: () => Promise<unknown>; match: object },
) {
  const letGo = await held(place)
  const back = takingBack()
  await untilAtLock(hub.database, '%', 1)
  const accepting = shop.books.bank.matches.accept({ bankLineId: line, ...match } as never)
  const both = Promise.allSettled([back, accepting])
  await untilAtLock(hub.database, '%', 2)
  await letGo()
  return (await both).map(({ status }) => status)
}

const isMatched = async () => (await shop.books.bank.lines.get({ id: line })).isMatched

test('a line is not matched to a payment that is undone at the same moment', async () => {
  const wish = { contactId: shop.customer.id, amount: '50.00', paidOn: '2026-11-19' }
  const { id: paymentId } = await shop.books.paymentsIn.record(wish)
  const ends = await together('book', {
    takingBack: () => shop.books.paymentsIn.undo({ id: paymentId }),
    match: { kind: 'payment', paymentId },
  })
  expect(ends).toEqual(['fulfilled', 'rejected'])
  expect(await isMatched()).toBe(false)
})

test('a line is not matched to an entry that is taken back at the same moment', async () => {
  const { id: entryId } = await move(shop, {
    debit: '1100',
    credit: '4000',
    amount: '50.00',
    date: '2026-11-19',
  })
  const ends = await together('log', {
    takingBack: () => shop.books.journals.reverse({ id: entryId }),
    match: { kind: 'entry', entryId },
  })
  expect(ends).toEqual(['fulfilled', 'rejected'])
  expect(await isMatched()).toBe(false)
})
