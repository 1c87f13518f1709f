import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { SettingsError, loadEnv } from './env.ts'

const SECRET = 'gT7mVqyZ0r2xN5kB9wLhE4sUcAJdPfQ1'

describe('loadEnv', () => {
  test('needs no setting at all', () => {
    expect(loadEnv({ HUB_STATE_DIR: makeFolder() })).toMatchObject({
      port: 3000,
      host: 'localhost',
      databaseUrl: undefined,
      registration: 'open',
      trustProxy: false,
      mail: undefined,
      model: undefined,
    })
  })

  test('counts an empty value as absent', () => {
    expect(load({ PORT: '', DATABASE_URL: ' ', PUBLIC_URL: '' })).toMatchObject({
      port: 3000,
      databaseUrl: undefined,
    })
  })

  test('keeps the secret it made between two starts', () => {
    const folder = makeFolder()
    const first = loadEnv({ HUB_STATE_DIR: folder }).secret
    chmodSync(join(folder, 'hub.secret'), 0o644)
    expect(loadEnv({ HUB_STATE_DIR: folder }).secret).toBe(first)
    expect(Buffer.byteLength(first)).toBeGreaterThanOrEqual(32)
    expect(statSync(join(folder, 'hub.secret')).mode & 0o777).toBe(0o600)
  })

  test('refuses a damaged secret file instead of replacing it', () => {
    const folder = makeFolder()
    writeFileSync(join(folder, 'hub.secret'), 'short')
    expect(() => loadEnv({ HUB_STATE_DIR: folder })).toThrow(/is damaged; restore it/)
  })

  test.for([
    [{ NODE_ENV: 'production', HUB_SECRET: '' }, 'HUB_SECRET must be set in production'],
    [{ NODE_ENV: 'production', HUB_SECRET: 'short' }, 'HUB_SECRET must be at least 32 bytes'],
    [{ HUB_SECRET: 'a'.repeat(64) }, 'HUB_SECRET must be at least 32 bytes of random text'],
    [{ PORT: 'x' }, 'PORT must be a number.'],
    [{ PORT: '70000' }, 'PORT must be at most 65535.'],
    [
      { PUBLIC_URL: 'hub.example.com' },
      'PUBLIC_URL must be an address that begins with http:// or https://.',
    ],
    [
      { DATABASE_URL: 'mysql://x' },
      'DATABASE_URL must be an address that begins with postgres:// or postgresql://.',
    ],
    [{ SMTP_URL: 'smtp://mail' }, 'MAIL_FROM must be set together with SMTP_URL'],
    [{ REGISTRATION: 'maybe' }, 'REGISTRATION must be open, invite or closed.'],
    [
      { TRUST_PROXY: 'everyone' },
      'TRUST_PROXY must be true, false, a number of hops, or a list of addresses.',
    ],
    [{ HUB_INSECURE_HOST: 'perhaps' }, 'HUB_INSECURE_HOST must be true or false.'],
    [
      { HOST: '0.0.0.0' },
      'HOST 0.0.0.0 is reachable from other machines, so PUBLIC_URL must begin with https://',
    ],
    [
      { HOST: '0.0.0.0', PUBLIC_URL: 'http://hub.example.com' },
      'HOST 0.0.0.0 is reachable from other machines',
    ],
  ] as const)('refuses %o', ([source, sentence]) => {
    expect(problemsOf(source)).toEqual([expect.stringContaining(sentence)])
  })

  test('names every problem at once', () => {
    expect(problemsOf({ PORT: 'x', REGISTRATION: 'y' })).toHaveLength(2)
  })

  test('opens another address behind https or when told to', () => {
    expect(load({ HOST: '0.0.0.0', PUBLIC_URL: 'https://hub.example.com/x' }).publicUrl).toBe(
      'https://hub.example.com',
    )
    expect(load({ HOST: '0.0.0.0', HUB_INSECURE_HOST: 'true' }).host).toBe('0.0.0.0')
  })

  test('trusts as many proxies as it is told', () => {
    const { trustProxy } = load({ TRUST_PROXY: '2' })
    const trusted = [0, 1, 2].map((hop) => typeof trustProxy === 'function' && trustProxy('192.0.2.1', hop))
    expect(trusted).toEqual([true, true, false])
    expect(load({ TRUST_PROXY: 'loopback, 10.0.0.0/8' }).trustProxy).toBe('loopback, 10.0.0.0/8')
  })
})

function load(source: NodeJS.ProcessEnv): ReturnType<typeof loadEnv> {
  return loadEnv({ HUB_STATE_DIR: makeFolder(), HUB_SECRET: SECRET, ...source })
}

function problemsOf(source: NodeJS.ProcessEnv): string[] {
  try {
    load(source)
  } catch (error) {
    if (error instanceof SettingsError) return error.problems
    throw error
  }
  return []
}

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hub-env-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
