import { afterEach, expect, it, vi } from 'vitest'
import { isOwnRequest, ownRequestId } from './own-writes.ts'

afterEach(() => vi.unstubAllGlobals())

it('requests are told apart on plain http too, where browsers make no UUIDs', () => {
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
  const [one, other] = [ownRequestId(), ownRequestId()]
  expect(one).not.toBe(other)
  expect([one, other, 'of-another-tab'].map(isOwnRequest)).toEqual([true, true, false])
})
