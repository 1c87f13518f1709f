import { expect, test } from 'vitest'

import { initialsOf } from './avatar.tsx'

test.each([
  ['Maeve Brannigan', 'MB'],
  ['Tide & Fennel', 'TF'],
  ['hub', 'HU'],
  ['Ana Maria de la Cruz', 'AC'],
  ['éva', 'ÉV'],
  ['𠮷田 花', '𠮷花'],
  ['  ', ''],
])('the initials of "%s" are "%s"', (name, initials) => {
  expect(initialsOf(name)).toBe(initials)
})
