import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  conditionOps,
  conditionText,
  countOps,
  linkedCountText,
  parseCondition,
  parseConditions,
  parseLinkedCount,
} from './conditions.ts'

describe('conditions', () => {
  test.each([
    ['total>=10', { property: 'total', op: '>=', values: ['10'] }],
    ['state=paid|late', { property: 'state', op: '=', values: ['paid', 'late'] }],
    ['city != Galway ', { property: 'city', op: '!=', values: ['Galway'] }],
    ['phone=', { property: 'phone', op: '=', values: [] }],
    ['name=a\\|b\\\\', { property: 'name', op: '=', values: ['a|b\\'] }],
    ['name=a=b>c', { property: 'name', op: '=', values: ['a=b>c'] }],
  ])('%s is read', (text, condition) => {
    expect(parseCondition(text)).toEqual(condition)
  })

  test.each(['', 'total', '>=10', 'Total>=1', 'a b=c', '__proto__=1', 'total=>1 2'.slice(0, 5)])(
    '“%s” is none',
    (text) => {
      expect(parseCondition(text)).toBeNull()
    },
  )

  test('alternatives of different properties stand in one text', () => {
    expect(parseConditions('state=late||total>500')).toEqual([
      { property: 'state', op: '=', values: ['late'] },
      { property: 'total', op: '>', values: ['500'] },
    ])
    expect(parseConditions('state=late||nonsense')).toBeNull()
  })

  test('whatever values hold, what is written is read again', () => {
    const value = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => text.trim() === text && text !== '')
    fc.assert(
      fc.property(
        fc.constantFrom(...conditionOps),
        fc.array(value, { minLength: 1, maxLength: 4 }),
        (op, values) => {
          const condition = { property: 'name', op, values }
          expect(parseConditions(conditionText(condition))).toEqual([condition])
        },
      ),
    )
  })

  test.each([
    ['orders>=2', { name: 'orders', op: '>=', count: 2, where: [] }],
    [
      'orders = 0 : placed>=2026-05-01; state=paid ',
      { name: 'orders', op: '=', count: 0, where: ['placed>=2026-05-01', 'state=paid'] },
    ],
  ])('%s counts what is linked', (text, count) => {
    expect(parseLinkedCount(text)).toEqual(count)
  })

  test.each(['orders', 'orders>=two', '>=2', 'orders>=2 placed>1', 'orders~2'])(
    '“%s” counts nothing',
    (text) => {
      expect(parseLinkedCount(text)).toBeNull()
    },
  )

  test('whatever such conditions hold, what is written is read again', () => {
    const value = fc
      .string({ unit: 'grapheme', minLength: 1 })
      .filter((text) => text.trim() === text && text !== '')
    const condition = fc.record({
      property: fc.constant('name'),
      op: fc.constantFrom(...conditionOps),
      values: fc.tuple(value),
    })
    fc.assert(
      fc.property(fc.constantFrom(...countOps), fc.array(condition, { maxLength: 3 }), (op, conditions) => {
        const count = { name: 'orders', op, count: 3, where: conditions.map(conditionText) }
        expect(parseLinkedCount(linkedCountText(count))).toEqual(count)
      }),
    )
  })
})
