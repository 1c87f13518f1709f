import { describe, expect, test } from 'vitest'
import { seedRows } from './seed-world.ts'

const NOW = Date.UTC(2026, 10, 2, 9, 30)
const size = { orders: 5000, customers: 1200, products: 80 }
const { orders, customers, products } = seedRows(7, size, NOW)
const all = [...orders.values()]

describe('the seeded shop (CONN-2)', () => {
  test('is the same for the same seed and another for another', () => {
    expect(seedRows(7, size, NOW)).toEqual({ orders, customers, products })
    expect([...seedRows(8, size, NOW).customers.values()][9]).not.toEqual([...customers.values()][9])
  })

  test('has the numbers asked for, in whole seconds before now', () => {
    expect([orders.size, customers.size, products.size]).toEqual([5000, 1200, 80])
    expect(all.every(({ createdAt, updatedAt }) => createdAt <= updatedAt && updatedAt <= NOW)).toBe(true)
    expect(all.every(({ updatedAt }) => updatedAt % 1000 === 0)).toBe(true)
  })

  test.each([
    ['yen', all.filter(({ currency }) => currency === 'JPY')],
    ['dinars', all.filter(({ currency }) => currency === 'KWD')],
    ['guests', all.filter(({ customerId }) => customerId === null)],
    ['test orders', all.filter((order) => order.test)],
    ['cancelled orders', all.filter(({ cancelledAt }) => cancelledAt !== null)],
    ['refunds', all.filter(({ financial }) => financial === 'REFUNDED')],
    ['part refunds', all.filter(({ financial }) => financial === 'PARTIALLY_REFUNDED')],
    [
      'lines of products that are gone',
      all.filter(({ lines }) => lines.some((line) => !products.has(line.productId))),
    ],
  ])('has %s', (_what, found) => {
    expect(found.length).toBeGreaterThan(20)
  })

  test('has one address in two ways of writing, namesakes and look-alikes', () => {
    const [first, second, third] = [...customers.values()]
    expect(first?.email).not.toBe(second?.email)
    expect(first?.email?.toLowerCase()).toBe(second?.email?.toLowerCase())
    expect([third?.firstName, third?.lastName]).toEqual(['Marit', 'Tannvick'])
  })

  test('writes to nobody: all addresses lie in .example', () => {
    const emails = [...customers.values(), ...all].flatMap(({ email }) => email ?? [])
    expect(emails.filter((email) => !email.endsWith('.example'))).toEqual([])
  })
})
