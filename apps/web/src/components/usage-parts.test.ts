import { expect, it } from 'vitest'
import { usageBars } from './usage-parts.ts'

it('keeps the color of a module, and puts the unknown ones together', () => {
  const { series, bars } = usageBars(
    [
      { day: '2026-11-19', parts: [{ key: 'ops', micro: 2_000_000 }] },
      {
        day: '2026-11-20',
        parts: [
          { key: 'audit', micro: 500_000 },
          { key: 'assistant', micro: 1_000_000 },
          { key: 'credits', micro: 250_000 },
        ],
      },
    ],
    'module',
  )
  expect(series).toEqual([
    { name: 'Assistant', color: 1 },
    { name: 'Tasks', color: 2 },
    { name: 'Everything else', color: 6 },
  ])
  expect(bars).toEqual([
    { label: '19 Nov', values: [0, 2, 0] },
    { label: 'Today', values: [1, 0, 0.75] },
  ])
})

it('counts every program as one door', () => {
  const parts = [
    { key: 'rest', micro: 1_000_000 },
    { key: 'cli', micro: 1_000_000 },
  ]
  expect(usageBars([{ day: '2026-11-20', parts }], 'door')).toEqual({
    series: [{ name: 'Programs', color: 4 }],
    bars: [{ label: 'Today', values: [2] }],
  })
})
