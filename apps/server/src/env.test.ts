import { SettingsError } from '@hub/api/server'
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { newSecrets } from './cli/secrets.ts'
import { loadEnv, settingNames } from './env.ts'

const SECRET = 'gT7mVqyZ0r2xN5kB9wLhE4sUcAJdPfQ1'

/** Everything of a bucket but what is wrong with it. */
const restOfBucket = {
  S3_ENDPOINT: 'https://s3.example.com',
  S3_ACCESS_KEY_ID: 'AKID',
  S3_SECRET_ACCESS_KEY: 'of-the-bucket',
}

describe('loadEnv', () => {
  test('needs no setting at all', () => {
    expect(loadEnv({ HUB_STATE_DIR: makeFolder() })).toMatchObject({
      port: 3000,
      host: 'localhost',
      databaseUrl: undefined,
      redisUrl: undefined,
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

  test.for([
    [{ NODE_ENV: 'production', HUB_SECRET: '' }, 'HUB_SECRET must be set in production'],
    [{ NODE_ENV: 'production', HUB_SECRET: 'short' }, 'HUB_SECRET must be at least 32 bytes'],
    [{ HUB_SECRET: 'a'.repeat(64) }, 'HUB_SECRET must be at least 32 bytes of random text'],
    [
      { NODE_ENV: 'production', HUB_SECRET: 'change-me-change-me-change-me-1234567890' },
      'HUB_SECRET is a sample; make your own',
    ],
    [
      { NODE_ENV: 'production', DATABASE_URL: 'postgres://hub:hub@db/hub' },
      'The password in DATABASE_URL is short or a sample',
    ],
    [
      { NODE_ENV: 'production', DATABASE_URL: 'postgres://postgres:postgres-postgres@db/hub' },
      'The password in DATABASE_URL is short or a sample',
    ],
    [
      { NODE_ENV: 'production', REDIS_URL: 'redis://:short@cache' },
      'The password in REDIS_URL is short or a sample',
    ],
    [
      { NODE_ENV: 'production', METRICS_TOKEN: 'replace-me-with-a-token' },
      'METRICS_TOKEN is a sample; make your own',
    ],
    [{ METRICS_TOKEN: 'short' }, 'METRICS_TOKEN must be at least 16 characters'],
    ...[
      '*',
      'https://app.example.com/',
      'app.example.com',
      'http://app.example.com',
      'https://*.example.com/x',
    ].map((CORS_ORIGINS) => [{ CORS_ORIGINS }, 'CORS_ORIGINS must be a list of exact origins'] as const),
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
    [{ REDIS_URL: 'localhost:6379' }, 'REDIS_URL must be an address that begins with redis:// or rediss://.'],
    [{ METRICS_TOKEN: 'short' }, 'METRICS_TOKEN must be at least 16 characters without spaces.'],
    [{ S3_BUCKET: 'Hub files', ...restOfBucket }, 'S3_BUCKET must be the name of a bucket'],
    ...['s3.example.com', 'ftp://s3.example.com', 'https://s3.example.com/hub'].map(
      (S3_ENDPOINT) =>
        [{ ...restOfBucket, S3_ENDPOINT, S3_BUCKET: 'hub' }, 'S3_ENDPOINT must be an address'] as const,
    ),
    [{ S3_BUCKET: 'hub' }, 'S3_ENDPOINT, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY must be set too'],
    [
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'localhost:4318' },
      'OTEL_EXPORTER_OTLP_ENDPOINT must be an address that begins with http:// or https://.',
    ],
    [{ SMTP_URL: 'smtp://mail' }, 'MAIL_FROM must be set together with SMTP_URL'],
    [{ REGISTRATION: 'maybe' }, 'REGISTRATION must be open, invite or closed.'],
    [
      { TRUST_PROXY: 'everyone' },
      'TRUST_PROXY must be true, false, a number of hops, or a list of addresses and networks such as 10.0.0.0/8.',
    ],
    ...['10.0.0.0/999', '10.0.0.0/0', '10.0.0.0/8/8', '::1/129'].map(
      (network) => [{ TRUST_PROXY: network }, 'TRUST_PROXY must be true'] as const,
    ),
    [{ STRIPE_URL: 'shop.local' }, 'STRIPE_URL must be an address such as https://api.stripe.com.'],
    [{ SECURITY_DNS: 'nope' }, 'SECURITY_DNS must be the address of a DNS server, such as 9.9.9.9'],
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
    expect(problemsOf({ PORT: 'x', REGISTRATION: 'y', STRIPE_URL: 'z' })).toHaveLength(3)
  })

  test('opens another address behind https or when told to', () => {
    expect(load({ HOST: '0.0.0.0', PUBLIC_URL: 'https://hub.example.com/' }).publicUrl).toBe(
      'https://hub.example.com',
    )
    expect(load({ HOST: '0.0.0.0', HUB_INSECURE_HOST: 'true' }).host).toBe('0.0.0.0')
  })

  test('takes a Redis with or without TLS (GW-7)', () => {
    for (const REDIS_URL of ['redis://localhost:6379/2', 'rediss://:secret@redis.example.com'])
      expect(load({ REDIS_URL }).redisUrl).toBe(REDIS_URL)
    expect(load({ REDIS_URL: ' ' }).redisUrl).toBeUndefined()
  })

  test('takes secrets from mounted files, without the line break at their end (GW-6)', () => {
    const folder = makeFolder()
    const file = (name: string, text: string) => {
      writeFileSync(join(folder, name), text)
      return join(folder, name)
    }
    const env = load({
      NODE_ENV: 'production',
      HUB_SECRET: '',
      HUB_SECRET_FILE: file('hub', `${SECRET}\n`),
      DATABASE_URL_FILE: file('db', 'postgres://hub:Zk3vXq81mmPw0aLs@db/hub\n'),
      REDIS_URL_FILE: file('redis', 'redis://:Zk3vXq81mmPw0aLs@cache'),
      SMTP_URL_FILE: file('smtp', 'smtps://mail.example.com'),
      MAIL_FROM: 'hub@example.com',
      OPENAI_BASE_URL: 'https://models.example.com/v1',
      OPENAI_API_KEY_FILE: file('model', 'sk-file'),
      METRICS_TOKEN_FILE: file('metrics', 'a-token-of-the-operator'),
      GOOGLE_CLIENT_ID: 'hub',
      GOOGLE_CLIENT_SECRET_FILE: file('google', 'of-the-console'),
      S3_ENDPOINT: 'https://s3.example.com/',
      S3_BUCKET: 'hub-files',
      S3_ACCESS_KEY_ID: 'AKID',
      S3_SECRET_ACCESS_KEY_FILE: file('s3', 'of-the-bucket'),
    })
    expect(env).toMatchObject({
      secret: SECRET,
      databaseUrl: 'postgres://hub:Zk3vXq81mmPw0aLs@db/hub',
      redisUrl: 'redis://:Zk3vXq81mmPw0aLs@cache',
      mail: { smtpUrl: 'smtps://mail.example.com' },
      model: { apiKey: 'sk-file' },
      metricsToken: 'a-token-of-the-operator',
      google: { clientSecret: 'of-the-console' },
      s3: {
        endpoint: 'https://s3.example.com/',
        bucket: 'hub-files',
        region: 'us-east-1',
        accessKeyId: 'AKID',
        secretAccessKey: 'of-the-bucket',
      },
    })
  })

  test('says which file is missing, empty or named twice, and never what stands in one (GW-6)', () => {
    const folder = makeFolder()
    const empty = join(folder, 'empty')
    writeFileSync(empty, ' \n')
    const weak = join(folder, 'weak')
    writeFileSync(weak, 'too-short-word')
    expect(problemsOf({ HUB_SECRET: '', HUB_SECRET_FILE: join(folder, 'gone') })).toEqual([
      expect.stringContaining('which cannot be read'),
    ])
    expect(problemsOf({ REDIS_URL_FILE: empty })).toEqual([expect.stringContaining('which is empty')])
    expect(problemsOf({ HUB_SECRET_FILE: weak })).toEqual([
      'HUB_SECRET and HUB_SECRET_FILE are both set; keep one of them.',
    ])
    const [problem] = problemsOf({ HUB_SECRET: '', HUB_SECRET_FILE: weak, NODE_ENV: 'production' })
    expect(problem).toContain('HUB_SECRET must be at least 32 bytes')
    expect(problem).not.toContain('too-short-word')
  })

  test('accepts in production what the generator makes (GW-6)', () => {
    for (let round = 0; round < 50; round += 1) {
      const { POSTGRES_PASSWORD, REDIS_PASSWORD, ...secrets } = newSecrets()
      const addresses = {
        DATABASE_URL: `postgres://hub:${POSTGRES_PASSWORD}@db/hub`,
        REDIS_URL: `redis://:${REDIS_PASSWORD}@cache`,
      }
      expect(problemsOf({ NODE_ENV: 'production', ...secrets, ...addresses })).toEqual([])
    }
  })

  test('the production template names settings that exist, and holds no secret (GW-6)', () => {
    const text = readFileSync(new URL('../../../.env.production.example', import.meta.url), 'utf8')
    const pairs = [...text.matchAll(/^([A-Z\d_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value])
    const template = Object.fromEntries(pairs) as Record<string, string>
    for (const name of [
      'HUB_SECRET',
      'DATABASE_URL',
      'REDIS_URL',
      'SMTP_URL',
      'METRICS_TOKEN',
      'OPENAI_API_KEY',
      'GOOGLE_CLIENT_SECRET',
      'S3_SECRET_ACCESS_KEY',
      'HUB_BACKUP_PASSPHRASE',
      'HUB_BACKUP_S3_SECRET_ACCESS_KEY',
    ])
      expect(template[name], name).toBe('')
    expect(problemsOf({ ...template, HUB_SECRET: '' })).toEqual([
      expect.stringContaining('HUB_SECRET must be set in production'),
      expect.stringContaining('HOST 0.0.0.0 is reachable'),
    ])
    for (const name of Object.keys(template)) expect(settingNames, name).toContain(name)
  })

  test('takes Google with both halves of its client, or another provider in its place (AUTH-8)', () => {
    expect(load({}).google).toBeUndefined()
    const client = { GOOGLE_CLIENT_ID: 'hub.apps.example.com', GOOGLE_CLIENT_SECRET: 'of-the-console' }
    expect(load(client).google).toEqual({
      issuer: 'https://accounts.google.com',
      clientId: 'hub.apps.example.com',
      clientSecret: 'of-the-console',
    })
    const issuer = 'https://id.example.com/tenant/'
    expect(load({ ...client, GOOGLE_ISSUER: issuer }).google?.issuer).toBe(issuer)
    expect(load({ ...client, GOOGLE_ISSUER: 'http://localhost:9000' }).google?.issuer).toBeDefined()
    for (const GOOGLE_ISSUER of [
      'http://id.example.com',
      'ftp://id.example.com',
      'https://id.example.com?x',
      'x',
    ])
      expect(problemsOf({ ...client, GOOGLE_ISSUER })).toEqual([
        expect.stringContaining('GOOGLE_ISSUER must be the address of an OpenID provider'),
      ])
    expect(problemsOf({ GOOGLE_CLIENT_ID: 'hub' })).toEqual([
      expect.stringContaining('GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET must be set together'),
    ])
  })

  test('takes exact origins of other pages (GW-2)', () => {
    expect(load({}).corsOrigins).toEqual([])
    expect(load({ CORS_ORIGINS: 'https://app.example.com, http://localhost:5173' }).corsOrigins).toEqual([
      'https://app.example.com',
      'http://localhost:5173',
    ])
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
