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
