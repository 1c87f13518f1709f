import { expect, it } from 'vitest'
import { lastingWords } from './credit-words.ts'

const today = '2026-11-20'
const words = (lastsUntil: string | null, availableMicro = 5, perDayMicro = 1) =>
  lastingWords({ availableMicro, perDayMicro, lastsUntil }, today)

it('says how long credits last, as far as that can be known', () => {
  expect(words('2027-03-01')).toBe('They last until about 1 March 2027.')
  expect(words(null)).toBe('They last more than a year.')
  expect(words(null, 5, 0)).toBe('Nothing was spent lately.')
})

it('says whom to ask for more where the end is near', () => {
  expect(words('2026-12-04')).toBe('They last until about 4 December. For more, ask whoever runs this hub.')
  expect(words(null, 0)).toMatch(/^None left\. .* ask whoever runs this hub\.$/)
})
