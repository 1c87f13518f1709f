import { expect, test } from 'vitest'
import { checkListenHost, loadMcpEnv } from './env.ts'

const check = (settings: Record<string, string>) => () =>
  checkListenHost(loadMcpEnv({ HUB_STATE_DIR: '/tmp/no-hub-here', ...settings }))

test.each<[string, Record<string, string>]>([
  ['this machine', {}],
  ['the loopback address', { HOST: '::1' }],
  ['an https address in front', { HOST: '0.0.0.0', PUBLIC_URL: 'https://hub.example.com' }],
  ['the operator saying so', { HOST: '0.0.0.0', HUB_INSECURE_HOST: 'true' }],
])('MCP over HTTP listens with %s', (_name, settings) => {
  expect(check(settings)).not.toThrow()
})

test.each(['0.0.0.0', '::', '192.168.1.7'])(
  'MCP over HTTP does not take API keys in the clear at %s',
  (HOST) => {
    expect(check({ HOST })).toThrow('PUBLIC_URL must begin with https://')
    expect(check({ HOST, PUBLIC_URL: 'http://hub.example.com' })).toThrow('HUB_INSECURE_HOST=true')
  },
)

const load = (settings: Record<string, string>) =>
  loadMcpEnv({ HUB_STATE_DIR: '/tmp/no-hub-here', ...settings })

test('MCP over HTTP believes no proxy until it is told which', () => {
  expect(load({}).trustProxy).toBe(false)
  expect(load({ TRUST_PROXY: 'true' }).trustProxy).toBe(true)
  expect(load({ TRUST_PROXY: 'loopback, 10.0.0.0/8' }).trustProxy).toBe('loopback, 10.0.0.0/8')
  const { trustProxy } = load({ TRUST_PROXY: '2' })
  const trusted = [0, 1, 2].map((hop) => typeof trustProxy === 'function' && trustProxy('192.0.2.1', hop))
  expect(trusted).toEqual([true, true, false])
})

test.each([
  [{ TRUST_PROXY: 'garbage' }, 'TRUST_PROXY must be true'],
  [{ TRUST_PROXY: '10.0.0.0/999' }, 'TRUST_PROXY must be true'],
  [{ PUBLIC_URL: 'https://hub.example.com/x' }, 'PUBLIC_URL must be the address of the hub'],
  [{ STRIPE_URL: 'shop.local' }, 'STRIPE_URL must be an address'],
  [{ LIMIT_USER_PER_HOUR: 'many' }, 'LIMIT_USER_PER_HOUR must be a number.'],
  [{ S3_BUCKET: 'hub' }, 'S3_ENDPOINT, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY must be set too'],
  [{ NODE_ENV: 'production', OUTBOUND_MAP: 'a.example:443=127.0.0.1:1' }, 'OUTBOUND_MAP is for development'],
])('MCP by itself refuses what the hub refuses: %o', (settings, sentence) => {
  expect(() => load(settings)).toThrow(sentence)
})

test('settings of the hub hold in MCP by itself as well', () => {
  const bucket = {
    S3_ENDPOINT: 'https://s3.example.com',
    S3_BUCKET: 'hub',
    S3_ACCESS_KEY_ID: 'AKID',
    S3_SECRET_ACCESS_KEY: 'of-the-bucket',
  }
  const limits = { LIMIT_USER_PER_HOUR: '7', LIMIT_ANONYMOUS_PER_HOUR: '3', LIMIT_FILES_MB: '2' }
  const map = { ALLOW_PRIVATE_UPSTREAMS: 'true', OUTBOUND_MAP: 'shop.example:443=127.0.0.1:8443' }
  expect(load({ ...bucket, ...limits, ...map })).toMatchObject({
    s3: { bucket: 'hub', accessKeyId: 'AKID' },
    callsPerHour: { user: 7, anonymous: 3 },
    organizationFileBytes: 2 * 1024 * 1024,
    allowPrivateUpstreams: true,
    internet: expect.anything(),
  })
})

test('MCP over HTTP takes the Redis of the hub, by its whole address (GW-7)', () => {
  expect(load({ REDIS_URL: 'redis://localhost:6379' }).redisUrl).toBe('redis://localhost:6379')
  expect(() => load({ REDIS_URL: 'localhost:6379' })).toThrow(
    'REDIS_URL must be an address that begins with redis://',
  )
})
