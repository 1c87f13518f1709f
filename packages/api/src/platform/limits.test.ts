import { describe, expect, test } from 'vitest'
import { createLimits, limitSubject } from './limits.ts'

describe('limitSubject (GW-1)', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0db8:0001:0002::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
  ])('%s counts as %s', (ip, subject) => {
    expect(limitSubject(ip)).toBe(subject)
  })

  test('two addresses of one line share a counter', () => {
    expect(limitSubject('2001:db8:1:2:ffff::1')).toBe(limitSubject('2001:db8:1:2::9'))
  })
})

test('the call over the limit is told when to come back', async () => {
  const limits = createLimits()
  const rule = { name: 'test', points: 2, seconds: 60 }
  await limits.take(rule, 'a')
  await limits.take(rule, 'a')
  await expect(limits.take(rule, 'a')).rejects.toMatchObject({
    code: 'TOO_MANY_REQUESTS',
    details: { retryAfter: 60 },
  })
  await expect(limits.take(rule, 'b')).resolves.toBeUndefined()
})
