import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fold } from './text.ts'

/** Any UTF-16 unit, lone surrogates included. */
const anyUnit = fc.integer({ min: 1, max: 0xffff }).map((unit) => String.fromCharCode(unit))

test('fold keeps the length of what it folds', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyUnit }), (text) => {
      expect(fold(text)).toHaveLength(text.length)
    }),
  )
})
