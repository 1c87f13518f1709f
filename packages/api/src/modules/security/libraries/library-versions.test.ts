import { describe, expect, test } from 'vitest'
import { compareVersions } from './versions.ts'

describe('versions stand in this order', () => {
  test.each([
    ['1.9.0b1', '1.9.0rc1', '1.9.0', '1.9.1', '1.10.0'],
    ['3.0.0-alpha1', '3.0.0-beta1', '3.0.0-rc.1', '3.0.0-rc.2', '3.0.0-rc.10', '3.0.0', '3.0.0.1', '3.1'],
    ['1.0.0.beta.2', '1.0.0.beta.10', '1.0.0'],
    ['1.0a4', '1.0RC2', '1.0', '1.0.1'],
    ['10.0.0-*', '10.0.0.beta.2', '10.0.0'],
    ['4.0.0-beta', '4.0.0-beta.2', '4.0.0'],
    ['15.0.0-canary.9', '15.0.0-canary.205', '15.0.0-rc.0', '15.0.0'],
    ['2', '10', '100.0.0', '20240101120000'],
  ])('%s, %s, …', (...ordered) => {
    for (const [at, one] of ordered.entries())
      for (const [index, other] of ordered.entries())
        expect([one, other, Math.sign(compareVersions(one, other))]).toEqual([
          one,
          other,
          Math.sign(at - index),
        ])
  })

  test.each([
    ['1.0', '1.0.0'],
    ['3', '3.0.0'],
    ['3.0.0-RC1', '3.0.0-rc.1'],
    ['1.2.3', '1.2.3'],
    ['', ''],
  ])('%j is %j', (one, other) => {
    expect(compareVersions(one, other)).toBe(0)
    expect(compareVersions(other, one)).toBe(0)
  })

  test('however long they are', () => {
    const long = '1.'.repeat(100_000)
    expect(compareVersions(long, '1')).toBe(1)
    expect(compareVersions('9'.repeat(100_000), '1')).toBe(-1)
  })
})
