import { expect, test } from 'vitest'
import { judgeLook } from './judge.ts'

const before = { line: 400_00n, price: 420_00n, lowest: 410_00n, isBelow: false }

test('a price below the line crosses it, one at the line does not (TRV-2)', () => {
  expect(judgeLook(before, { kind: 'price', minor: 399_99n })).toMatchObject({
    isBelow: true,
    crossed: 'below',
    lowest: 399_99n,
    isNew: true,
  })
  expect(judgeLook(before, { kind: 'price', minor: 400_00n })).toMatchObject({
    isBelow: false,
    crossed: null,
  })
})

test('below a line that it was below already, nobody is told again', () => {
  const below = { ...before, isBelow: true, price: 390_00n }
  expect(judgeLook(below, { kind: 'price', minor: 380_00n })).toMatchObject({ isBelow: true, crossed: null })
  expect(judgeLook(below, { kind: 'price', minor: 401_00n })).toMatchObject({
    isBelow: false,
    crossed: 'above',
  })
})

test('where nobody answers, what was known stays and nothing is crossed', () => {
  const below = { ...before, isBelow: true, price: 390_00n }
  expect(judgeLook(below, { kind: 'unknown', note: 'down' })).toEqual({
    price: 390_00n,
    lowest: 410_00n,
    isBelow: true,
    note: 'down',
    isNew: false,
    crossed: null,
  })
})

test('what is not for sale has no price and is not below a line', () => {
  const below = { ...before, isBelow: true, price: 390_00n }
  expect(judgeLook(below, { kind: 'none' })).toMatchObject({
    price: null,
    lowest: 410_00n,
    isBelow: false,
    crossed: 'above',
    isNew: true,
  })
})
