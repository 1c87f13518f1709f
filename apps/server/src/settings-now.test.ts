import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beginNewSecret, dropOldSecrets } from '@hub/api/server'
import { describe, expect, onTestFinished, test } from 'vitest'
import { loadEnv } from './env.ts'

const SECRET = 'gT7mVqyZ0r2xN5kB9wLhE4sUcAJdPfQ1'

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hub-secrets-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

describe('secrets as they are set now', () => {
  test('reads the secrets before from a list, and gives up one that is lost', () => {
    expect(loadEnv({ HUB_SECRET: SECRET, HUB_SECRET_OLD: 'one, two' })).toMatchObject({
      secret: SECRET,
      oldSecrets: ['one', 'two'],
      isOldSecretLost: false,
    })
    expect(loadEnv({ HUB_SECRET: SECRET, HUB_SECRET_OLD: 'lost' })).toMatchObject({
      oldSecrets: [],
      isOldSecretLost: true,
    })
    expect(loadEnv({ HUB_SECRET: SECRET }).readSecrets()).toEqual([SECRET])
  })

  test('puts a new secret beside the one it made, and goes on with one that was begun', () => {
    const folder = makeFolder()
    const first = loadEnv({ HUB_STATE_DIR: folder })
    beginNewSecret(folder)
    const second = loadEnv({ HUB_STATE_DIR: folder })
    expect(second.secret).not.toBe(first.secret)
    expect(second.oldSecrets).toEqual([first.secret])
    expect(statSync(join(folder, 'hub.secret.old')).mode & 0o777).toBe(0o600)
    // A process that runs reads both again.
    expect(first.readSecrets()).toEqual([second.secret, first.secret])
    beginNewSecret(folder)
    expect(loadEnv({ HUB_STATE_DIR: folder }).secret).toBe(second.secret)
    dropOldSecrets(folder)
    expect(first.readSecrets()).toEqual([second.secret])
  })

  test('takes secrets of services from their files as they are now', async () => {
    const folder = makeFolder()
    const file = (name: string, text: string) => {
      writeFileSync(join(folder, name), text)
      return join(folder, name)
    }
    const env = loadEnv({
      HUB_SECRET: SECRET,
      MAIL_FROM_FILE: file('from', 'hub@example.com'),
      SMTP_URL_FILE: file('smtp', 'smtps://hub:one@mail.example.com'),
      S3_ENDPOINT: 'https://s3.example.com',
      S3_ACCESS_KEY_ID_FILE: file('s3-id', 'AKIDFIRST'),
      S3_BUCKET: 'hub-files',
      S3_SECRET_ACCESS_KEY_FILE: file('s3', 'first'),
      GOOGLE_CLIENT_ID: 'hub',
      GOOGLE_CLIENT_SECRET_FILE: file('google', 'of-the-console'),
      SHOPIFY_CLIENT_ID: 'app',
      SHOPIFY_CLIENT_SECRET_FILE: file('shopify', 'of-the-app\n'),
    })
    expect(env.s3).toMatchObject({ accessKeyId: 'AKIDFIRST', secretAccessKey: 'first' })
    expect(env.all).toMatchObject({ SHOPIFY_CLIENT_ID: 'app', SHOPIFY_CLIENT_SECRET: 'of-the-app' })
    file('s3-id', 'AKIDSECOND')
    file('shopify', 'turned over')
    file('smtp', 'smtps://hub:two@mail.example.com\n')
    file('from', 'Hub <post@example.com>\n')
    file('s3', 'second\n')
    file('google', 'anew')
    await expect.poll(() => env.s3?.secretAccessKey).toBe('second')
    expect(env.s3?.accessKeyId).toBe('AKIDSECOND')
    expect(env.all['SHOPIFY_CLIENT_SECRET']).toBe('turned over')
    expect(env.mail?.smtpUrl).toBe('smtps://hub:two@mail.example.com')
    expect(env.mail?.from).toBe('Hub <post@example.com>')
    expect(env.google?.clientSecret).toBe('anew')
    file('from', 'no address')
    file('s3', 'third')
    await expect.poll(() => env.s3?.secretAccessKey, { timeout: 3_000 }).toBe('third')
    expect(env.mail?.from).toBe('Hub <post@example.com>')
  })
})
