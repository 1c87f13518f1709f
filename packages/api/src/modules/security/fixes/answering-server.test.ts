import { describe, expect, test } from 'vitest'
import type { HeaderList } from '../observation/observation.ts'
import type { Server } from './fix.ts'
import { serverOf } from './fixes.ts'
import { observed } from './testing.ts'

describe('what a website answers as (SEC-1)', () => {
  test.each<[string, HeaderList, Server | null]>([
    ['nginx', [['server', 'nginx/1.28.0']], 'nginx'],
    ['openresty', [['server', 'openresty']], 'nginx'],
    ['Apache', [['server', 'Apache/2.4.66 (Debian)']], 'apache'],
    ['Caddy', [['server', 'Caddy']], 'caddy'],
    [
      'Caddy before a program',
      [
        ['server', 'Kestrel'],
        ['via', '1.1 Caddy'],
      ],
      'caddy',
    ],
    [
      'Cloudflare',
      [
        ['server', 'cloudflare'],
        ['cf-ray', '9a1-AMS'],
      ],
      'cloudflare',
    ],
    [
      'Vercel',
      [
        ['server', 'Vercel'],
        ['x-vercel-id', 'fra1::a'],
      ],
      'vercel',
    ],
    [
      'Vercel behind Cloudflare',
      [
        ['server', 'cloudflare'],
        ['x-vercel-id', 'fra1::a'],
      ],
      'vercel',
    ],
    [
      'Shopify behind Cloudflare',
      [
        ['server', 'cloudflare'],
        ['cf-ray', 'a'],
        ['powered-by', 'Shopify'],
      ],
      'shopify',
    ],
    [
      'WordPress behind nginx',
      [
        ['server', 'nginx'],
        ['link', '<https://a.example/wp-json/>; rel="https://api.w.org/"'],
      ],
      'wordpress',
    ],
    ['what says nothing', [['server', 'my nginx-like thing']], null],
  ])('is seen of %s', (_name, headers, server) => {
    expect(serverOf(observed({ headers }))).toBe(server)
  })

  test('is unknown of a website that does not answer', () => {
    expect(serverOf({ http: null, https: null })).toBeNull()
  })
})
