import { describe, expect, it } from 'vitest'
import { priceTicks, spread, stepPath, xOf, yOf } from './step-chart-shapes.ts'
import type { Frame } from './step-chart-shapes.ts'

const frame: Frame = { left: 0, right: 100, top: 0, bottom: 50, from: 0, until: 10, low: 20, high: 25 }

describe('a line of prices', () => {
  it('holds each price until the next, and the last until now', () => {
    const steps = [
      { at: 0, value: 24 },
      { at: 4, value: 22 },
    ]
    expect(stepPath(steps, frame)).toBe('M0 10H40V30H100')
  })

  it('is broken where there was no price', () => {
    const steps = [
      { at: 0, value: 24 },
      { at: 2, value: null },
      { at: 6, value: 21 },
    ]
    expect(stepPath(steps, frame)).toBe('M0 10H20M60 40H100')
    expect(stepPath([{ at: 0, value: null }], frame)).toBe('')
    expect(stepPath([], frame)).toBe('')
  })

  it('never leaves the drawing, whatever the clock of the browser says', () => {
    expect(xOf(frame, -5)).toBe(0)
    expect(xOf(frame, 15)).toBe(100)
    expect(yOf(frame, 25)).toBe(0)
  })
})

describe('amounts beside the lines', () => {
  it.each([
    [
      [21.9, 24.8],
      [21, 22, 23, 24, 25],
    ],
    [
      [0, 0],
      [0, 0.025, 0.05],
    ],
    [
      [100_000, 180_000],
      [100_000, 120_000, 140_000, 160_000, 180_000],
    ],
    [[], [0, 1]],
  ])('of %j are round and hold all of them', (values, ticks) => {
    expect(priceTicks(values)).toEqual(ticks)
  })

  it('leave room around a price that never changed', () => {
    const ticks = priceTicks([23.5])
    expect(ticks[0]).toBeLessThan(23.5)
    expect(ticks.at(-1)).toBeGreaterThan(23.5)
    expect(ticks.length).toBeLessThan(8)
  })
})

describe('names at the ends of lines', () => {
  it('are moved apart, in their order', () => {
    const labels = [
      { name: 'b', y: 12 },
      { name: 'a', y: 10 },
    ]
    expect(spread(labels, 100)).toEqual([
      { name: 'a', y: 10 },
      { name: 'b', y: 25 },
    ])
  })

  it('never stand below the lowest place', () => {
    const labels = [96, 98, 100].map((y) => ({ y }))
    expect(spread(labels, 100).map(({ y }) => y)).toEqual([70, 85, 100])
  })
})
