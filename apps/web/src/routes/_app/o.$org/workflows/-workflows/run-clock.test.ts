import { expect, it } from 'vitest'
import { HOUR_MS, clockIn } from './run-clock.ts'

const at = Date.parse('2026-11-25T17:00:05Z')

it.each([
  ['a few seconds', 7_000, '18:00:05'],
  ['a morning', 4 * HOUR_MS, '18:00'],
  ['a day and more', 25 * HOUR_MS, '25 Nov, 18:00'],
])('a time within %s says what tells it from the others', (_name, span, words) => {
  expect(clockIn('Europe/Amsterdam', span)(at)).toBe(words)
})
