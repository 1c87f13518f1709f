import { describe, expect, test, vi } from 'vitest'
import { isUuid, uuidv7 } from './uuid.ts'

describe('uuidv7', () => {
  test('gives 100,000 different ids that only grow', () => {
    const ids = Array.from({ length: 100_000 }, () => uuidv7())
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual(ids.toSorted())
  })

  test('carries version, variant and the time', () => {
    const before = Date.now()
    const id = uuidv7()
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(isUuid(id)).toBe(true)
    const time = Number.parseInt(id.replace('-', '').slice(0, 12), 16)
    // A burst may borrow from the coming milliseconds.
    expect(time).toBeGreaterThanOrEqual(before)
    expect(time).toBeLessThan(before + 1_000)
  })

  test('grows also when the clock steps back', () => {
    vi.useFakeTimers({ now: Date.now() + 5_000 })
    const first = uuidv7()
    vi.setSystemTime(Date.now() - 60_000)
    const second = uuidv7()
    vi.useRealTimers()
    expect(second > first).toBe(true)
  })
})
