import { describe, expect, test } from 'vitest'
import { readJson } from './read-json.ts'

const valuesOf = (text: string) =>
  [...readJson(text)].map((row) => ('value' in row ? row.value : row.problem))

describe('the list in a JSON file (FND-1)', () => {
  const mugs = [{ id: 1 }, { id: 2 }]
  test.each([
    ['by itself', mugs],
    ['in an object', { orders: mugs }],
    ['within what a service wraps it in', { data: { orders: mugs }, meta: { page: 1 } }],
    ['beside empty ones and words', { errors: [], tags: ['a', 'b'], orders: mugs }],
  ])('%s', (_where, whole) => {
    expect(valuesOf(JSON.stringify(whole))).toEqual(mugs)
  })

  test('is the outermost', () => {
    const orders = [{ lines: mugs }, { lines: [] }]
    expect(valuesOf(JSON.stringify({ orders }))).toEqual(orders)
  })

  test('of several nobody knows which is meant', () => {
    const whole = { data: { customers: mugs, orders: mugs } }
    expect(() => valuesOf(JSON.stringify(whole))).toThrow(/several lists, such as “customers”, “orders”/)
  })

  test.each(['{"id":1}', '{"ids":[1,2]}', '{"a":[]}', '7', '"x"'])('there is none in %s', (text) => {
    expect(() => valuesOf(text)).toThrow('holds no list')
  })
})

test('numbers longer than a computer counts keep all their digits', () => {
  const text = '[{"id":12345678901234567890,"total":1204.5},{"id":12345678901234567891,"total":1e21}]'
  expect(valuesOf(text)).toEqual([
    { id: '12345678901234567890', total: 1204.5 },
    { id: '12345678901234567891', total: 1e21 },
  ])
  expect(valuesOf('{"id":90071992547409931}\n{"id":7}')).toEqual([{ id: '90071992547409931' }, { id: 7 }])
})
