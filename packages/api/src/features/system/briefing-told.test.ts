import { expect, test } from 'vitest'
import { briefingTold } from './briefing-told.ts'
import type { BriefingLine } from './schema.ts'

const line = (words: string, more: Partial<BriefingLine> = {}): BriefingLine => ({
  name: 'ops.overdue',
  part: 'Ops copilot',
  kind: 'needs',
  urgency: 'deadline',
  words,
  count: 1,
  act: 'Open task',
  link: '/o/hearth/tasks',
  rows: [],
  ...more,
})
const row = (name: string) => ({ id: name, name, link: null })

const told = (lines: BriefingLine[], more: { leftOut?: number; unanswered?: string[] } = {}) =>
  briefingTold({ day: '2026-11-27', lines, parts: 8, leftOut: 0, unanswered: [], ...more }).text

test('the briefing is told in sentences, with the rows it is about (OPS-1)', () => {
  const lines = [
    line('hearth.example fell from A- to B+', { rows: [row('hearth.example')] }),
    line('One of your tasks is overdue', { rows: [row('Pack samples')] }),
    line('5 of your tasks are due today', { count: 5, rows: [row('Bake'), row('Clean'), row('Count')] }),
    line('A booked trip begins tomorrow', { kind: 'know', rows: [row('Hamburg')] }),
  ]
  expect(told(lines, { leftOut: 1 })).toBe(
    [
      '7 things need you today, the most pressing first:',
      '1. hearth.example fell from A- to B+',
      '2. One of your tasks is overdue: Pack samples',
      '3. 5 of your tasks are due today: Bake; Clean; Count and 2 more',
      'Good to know:',
      '- A booked trip begins tomorrow: Hamburg',
      '1 less pressing thing is left out.',
    ].join('\n'),
  )
})

test('a quiet morning says so, and is none where a part could not be looked at', () => {
  expect(told([])).toBe('Nothing needs you today.')
  expect(told([], { unanswered: ['Prices'] })).toBe(
    'Nothing that I could look at needs you today.\nI could not look at Prices just now: ask again in a moment.',
  )
})
