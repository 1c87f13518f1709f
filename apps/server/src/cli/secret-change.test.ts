import { describe, expect, test } from 'vitest'
import { statusLines, stepWords } from './secret-change.ts'

const waiting = { step: 'waits' as const, for: ['shop, process 7'] }
const done = {
  inForce: 'new',
  since: '2026-11-27T04:00:00Z',
  set: ['new', 'old'],
  loginsMoved: true,
  resealed: true,
  waitsFor: [],
  sealed: [{ title: 'second factors', all: 2, old: 0, lost: 0 }],
}

describe('secrets rotate', () => {
  test('says that who runs beside it finds the new secret without a new start', () => {
    expect(stepWords(waiting, 3_000)).toBe(
      'waiting until these know the new secret: shop, process 7. There is nothing to do: they look every few seconds, and one that has ended is waited for half a minute',
    )
  })

  test('says what to do with one that looks into another folder', () => {
    expect(stepWords(waiting, 61_000)).toMatch(/start them again on this state folder, or stop them$/)
  })
})

describe('secrets status', () => {
  test('names HUB_SECRET_OLD to those alone who set one', () => {
    expect(statusLines(done, false)).toMatch(/: HUB_SECRET_OLD can go\.$/)
    expect(statusLines(done, true)).toMatch(
      /secret before; npm run hub -- secrets rotate deletes the one before,/,
    )
    expect(statusLines({ ...done, set: ['new'] }, true)).toMatch(
      /\nNothing is sealed with a secret before\.$/,
    )
  })

  test('says how a change goes on that was stopped', () => {
    const stopped = { ...done, resealed: false, waitsFor: ['shop, process 7'] }
    expect(statusLines(stopped, false)).toContain('process 7; start it again with both')
    expect(statusLines(stopped, false)).toMatch(/Not done yet: leave HUB_SECRET_OLD where it is\.$/)
    expect(statusLines(stopped, true)).toContain('process 7; it will in a few seconds')
    expect(statusLines(stopped, true)).toMatch(
      /secrets rotate goes on with it, from wherever it was stopped\.$/,
    )
  })

  test('does not call a change over whose new secret is not in force yet', () => {
    expect(statusLines({ ...done, set: ['next', 'new'] }, true)).toContain('Not done yet')
  })
})
