import { describe, expect, test } from 'vitest'
import { loadEnv } from './env.ts'

const HUB_SECRET = 'gT7mVqyZ0r2xN5kB9wLhE4sUcAJdPfQ1'
const OUTBOUND_MAP = 'shop.example:443=127.0.0.1:8443'

describe('OUTBOUND_MAP', () => {
  test('leads no host elsewhere unless it is set', async () => {
    for (const unset of [{}, { OUTBOUND_MAP: ' ' }])
      expect(loadEnv({ HUB_SECRET, ...unset }).internet).toBeUndefined()
    const { internet } = loadEnv({ HUB_SECRET, OUTBOUND_MAP })
    expect(await internet?.resolve('shop.example')).toEqual([{ address: '127.0.0.1', family: 4 }])
  })

  test('that cannot be read is refused with an example', () => {
    expect(() => loadEnv({ HUB_SECRET, OUTBOUND_MAP: 'shop.example:443=elsewhere:1' })).toThrow(
      'OUTBOUND_MAP must be a list of pairs such as shop.example:443=127.0.0.1:8443, with commas between them; “shop.example:443=elsewhere:1” is not of the form host:port=address:port.',
    )
  })

  test('is refused in production', () => {
    expect(() => loadEnv({ HUB_SECRET, OUTBOUND_MAP, NODE_ENV: 'production' })).toThrow(
      'OUTBOUND_MAP is for development, so it must not be set in production; leave it out.',
    )
  })
})
