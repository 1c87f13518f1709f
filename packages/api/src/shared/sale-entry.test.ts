import fc from 'fast-check'
import { expect, test } from 'vitest'
import { totalsOf } from './document-totals.ts'
import { convert, rateOf } from './money.ts'
import { saleEntry } from './sale-entry.ts'

const accounts = { receivable: 'owed', rounding: 'rounding' }
const city = { percent: '2', sign: 1, accountId: 'city' } as const
const state = { percent: '6.25', sign: 1, accountId: 'state' } as const
const sales = { id: 'sales', category: 'S', percent: '8.25', components: [state, city] }
const none = { id: 'none', category: 'Z', percent: '0', components: [] }

function written(prices: readonly { unitPrice: string; accountId: string; isTaxed: boolean }[]) {
  return prices.map(({ unitPrice, accountId, isTaxed }) => ({
    quantity: '3',
    unitPrice,
    discountPercent: '0',
    accountId,
    tax: isTaxed ? sales : none,
  }))
}

const inKwd = (rate: string) => (amount: bigint) =>
  convert(amount, { rate: rateOf(rate) ?? 1n, from: 2, to: 3 })
const sum = (parts: readonly bigint[]) => parts.reduce((before, part) => before + part, 0n)

test('each account gets its part in the books’ currency (ACC-1, ACC-3)', () => {
  const lines = written([
    { unitPrice: '100.00', accountId: 'coffee', isTaxed: true },
    { unitPrice: '50.00', accountId: 'filters', isTaxed: false },
  ])
  const totals = totalsOf(lines, { digits: 2, pricesIncludeTax: false, discountPercent: '0' })
  const entry = saleEntry({ lines, totals, inBooks: inKwd('0.3') }, accounts)
  expect(entry.map(({ accountId, amount, base }) => [accountId, amount, base])).toEqual([
    ['owed', 47_475n, 142_425n],
    ['coffee', -30_000n, -90_000n],
    ['filters', -15_000n, -45_000n],
    ['state', -1875n, -5625n],
    ['city', -600n, -1800n],
  ])
})

test('both sides come to the same in both currencies, whatever the prices and the rate (ACC-1)', () => {
  const price = fc.record({
    unitPrice: fc.integer({ min: 0, max: 9_999_999 }).map((cents) => (cents / 100).toFixed(2)),
    accountId: fc.constantFrom('coffee', 'filters', 'tax'),
    isTaxed: fc.boolean(),
  })
  const rates = fc.integer({ min: 1, max: 99_999 }).map((rate) => (rate / 10_000).toFixed(4))
  fc.assert(
    fc.property(fc.array(price, { maxLength: 8 }), rates, fc.boolean(), (prices, rate, pricesIncludeTax) => {
      const lines = written(prices)
      const totals = totalsOf(lines, { digits: 2, pricesIncludeTax, discountPercent: '12.5' })
      const entry = saleEntry({ lines, totals, inBooks: inKwd(rate) }, accounts)
      expect(sum(entry.map(({ amount }) => amount))).toBe(0n)
      expect(sum(entry.map(({ base }) => base))).toBe(0n)
    }),
  )
})
