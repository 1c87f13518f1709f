import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDatabase } from './database.ts'
import { startEmbedded } from './embedded.ts'
import type { Embedded } from './embedded.ts'
import { LoginPasswords, clientsWith } from './login-pool.ts'
import { loginPassword, scramVerifier } from './login-secret.ts'
import { moveLogins, prepareDatabase, urlOf } from './prepare-database.ts'
import { DatabaseSetupError, assertConfinedLogins, assertSupportedVersion } from './roles.ts'
import { uuidv7 } from './uuid.ts'

const SECRET = 'a secret of this test file only'

/** A server of its own: roles belong to the whole server, and here they have to be missing at first. */
let server: Embedded
let stateDir: string
let admin: Client

beforeAll(async () => {
  stateDir = await mkdtemp(join(tmpdir(), 'hub-roles-'))
  server = await startEmbedded({ stateDir, test: true })
  admin = new Client({ connectionString: server.adminUrl })
  await admin.connect()
})

afterAll(async () => {
  await admin.end()
  await server.stop()
  await rm(stateDir, { recursive: true, force: true })
})

describe('on a server without the roles', () => {
  test('a login that may not create roles is told the SQL to run, without any password', async () => {
    await admin.query("create role plain login password 'plain' nosuperuser")
    await admin.query('create database plain owner plain')
    const adminUrl = urlOf(server.adminUrl, { user: 'plain', password: 'plain', database: 'plain' })
    const error = await prepareDatabase({ adminUrl, secret: SECRET }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(DatabaseSetupError)
    const message = error instanceof Error ? error.message : ''
    expect(message).toMatch(/^The database login may not create the roles of Smart AI Hub; /)
    expect(message).not.toContain(loginPassword(SECRET, 'hub_app'))
    const script = message.slice(message.indexOf('\n'))
    // The SQL is good: run by an administrator, it is all that was missing.
    await admin.query(script)
    const prepared = await prepareDatabase({ adminUrl, secret: SECRET })
    expect(prepared.migrated.length).toBeGreaterThan(0)
    const db = openDatabase({ ...prepared, onError: () => undefined })
    await db.ping()
    await db.close()
    await dropRoles('plain')
    await admin.query('drop role plain')
  })

  test('a plain CREATEROLE login makes everything by itself', async () => {
    await admin.query("create role managed login password 'managed' nosuperuser createrole createdb")
    const adminUrl = urlOf(server.adminUrl, { user: 'managed', password: 'managed' })
    const prepared = await prepareDatabase({ adminUrl, database: 'managed', secret: SECRET })
    const db = openDatabase({ ...prepared, onError: () => undefined })
    await db.ping()
    expect(await db.org(uuidv7()).selectFrom('auditEntry').selectAll().execute()).toEqual([])
    await db.close()
    expect((await prepareDatabase({ adminUrl, database: 'managed', secret: SECRET })).migrated).toEqual([])
    await admin.query("create role second login password 'second' nosuperuser createrole createdb")
    const second = urlOf(server.adminUrl, { user: 'second', password: 'second' })
    await expect(prepareDatabase({ adminUrl: second, database: 'second', secret: SECRET })).rejects.toThrow(
      'grant hub_owner to "second";',
    )
    await admin.query('drop role second')
    await dropRoles('managed')
    await admin.query('drop role managed')
  })

  test('six programs at once make them once', async () => {
    const prepare = async (database: string): Promise<unknown> =>
      await prepareDatabase({ adminUrl: server.adminUrl, database, secret: SECRET })
    await Promise.all(['one', 'one', 'one', 'two', 'two', 'two'].map(prepare))
    const { rows } = await admin.query(
      "select rolname as role, rolcanlogin as login from pg_roles where rolname like 'hub\\_%' order by 1",
    )
    expect(rows).toEqual([
      { role: 'hub_app', login: true },
      { role: 'hub_audit', login: false },
      { role: 'hub_books', login: false },
      { role: 'hub_epoch', login: false },
      { role: 'hub_event', login: false },
      { role: 'hub_ledger', login: false },
      { role: 'hub_owner', login: false },
      { role: 'hub_search', login: false },
      { role: 'hub_sweep', login: false },
      { role: 'hub_system', login: true },
    ])
  })
})

describe('on a prepared server', () => {
  test('the logins carry their limits, and an operator may change them', async () => {
    const shown = async (): Promise<unknown[]> => {
      const app = new Client({
        connectionString: urlOf(server.adminUrl, {
          user: 'hub_app',
          password: loginPassword(SECRET, 'hub_app'),
          database: 'one',
        }),
      })
      await app.connect()
      const { rows } = await app.query(
        "select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock, current_setting('idle_in_transaction_session_timeout') as idle, current_setting('search_path') as path",
      )
      await app.end()
      return rows
    }
    expect(await shown()).toEqual([{ statement: '20s', lock: '5s', idle: '15s', path: 'app' }])
    await admin.query(
      "alter role hub_app set statement_timeout = '40s'; alter role hub_app reset lock_timeout",
    )
    await prepareDatabase({ adminUrl: server.adminUrl, database: 'one', secret: SECRET })
    expect(await shown()).toEqual([{ statement: '40s', lock: '5s', idle: '15s', path: 'app' }])
  })

  const prepare = (options: { secret: string; oldSecrets?: string[]; isOldSecretLost?: boolean }) =>
    prepareDatabase({ adminUrl: server.adminUrl, database: 'one', ...options })

  test('another secret is refused in words that name what it does not open, and the passwords stay', async () => {
    await expect(prepare({ secret: 'another' })).rejects.toThrow(
      /another secret than HUB_SECRET, .*: signing keys, second factors, .*Put .* into HUB_SECRET_OLD/,
    )
    await expect(prepare({ secret: 'another', oldSecrets: ['a wrong one'] })).rejects.toThrow(
      'another secret than HUB_SECRET and HUB_SECRET_OLD',
    )
    await expect(prepare({ secret: SECRET })).resolves.toMatchObject({ loginSecret: SECRET })
  })

  test('a new secret beside the old one starts with the passwords as they are', async () => {
    await expect(prepare({ secret: 'another', oldSecrets: ['older', SECRET] })).resolves.toMatchObject({
      loginSecret: SECRET,
    })
  })

  test('the passwords move while the logins are in use, and pools that know both secrets go on', async () => {
    const { appUrl, systemUrl } = await prepare({ secret: SECRET })
    let secrets = [SECRET, 'the next secret']
    const db = openDatabase({
      appUrl,
      systemUrl,
      poolSize: 3,
      secrets: () => secrets,
      onError: () => undefined,
    })
    try {
      await db.ping()
      await moveLogins(server.adminUrl, 'the next secret')
      // What is open is ended, so that each of these connects anew.
      await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where usename like 'hub\\_%'")
      const org = db.org(uuidv7())
      const asked = Array.from({ length: 12 }, () => org.selectFrom('auditEntry').selectAll().execute())
      const answers = await Promise.allSettled(asked)
      // Those that met the end of their connection; none was refused for its password.
      const refused = answers.filter(
        (answer) => answer.status === 'rejected' && /password/.test(String(answer.reason)),
      )
      expect(refused).toEqual([])
      await expect.poll(() => db.ping().then(() => 'both answer')).toBe('both answer')
      secrets = ['the next secret']
      await db.ping()
    } finally {
      await db.close()
    }
    await expect(prepare({ secret: SECRET })).rejects.toThrow('another secret than HUB_SECRET')
    await expect(prepare({ secret: 'the next secret' })).resolves.toMatchObject({ migrated: [] })
  })

  test('a login whose password moves while one after the other is tried is let in', async () => {
    const { appUrl } = await prepare({ secret: 'the next secret' })
    const words = ['the secret after it', 'the next secret'].map((secret) => loginPassword(secret, 'hub_app'))
    const passwords = new LoginPasswords(() => words)
    let refusals = 0
    const connect = async () => {
      const client = new (clientsWith(passwords))({ connectionString: urlOf(appUrl, { password: '' }) })
      try {
        await client.connect()
      } catch (error) {
        refusals += 1
        if (refusals === 1) await moveLogins(server.adminUrl, 'the secret after it')
        throw error
      } finally {
        await client.end()
      }
      return 'let in'
    }
    expect(await passwords.try(connect)).toBe('let in')
    expect(refusals).toBe(2)
    await moveLogins(server.adminUrl, 'the next secret')
  })

  test('a second hub with a secret of its own is refused before it makes anything, and keeps the logins of the first', async () => {
    const second = { adminUrl: server.adminUrl, database: 'second' }
    await expect(prepareDatabase({ ...second, secret: 'of another hub' })).rejects.toThrow(
      /logins hub_app and hub_system belong to another hub already.* set HUB_SECRET to that of the other hub/,
    )
    const client = new Client({ connectionString: urlOf(server.adminUrl, { database: 'second' }) })
    await client.connect()
    expect((await client.query("select from pg_tables where schemaname = 'app'")).rows).toEqual([])
    await client.end()
    await prepareDatabase({ ...second, secret: 'the next secret' })
  })

  test('where the old secret is lost the logins get passwords of the new one', async () => {
    await expect(prepare({ secret: SECRET, isOldSecretLost: true })).resolves.toMatchObject({
      loginSecret: SECRET,
    })
    await expect(prepare({ secret: 'the next secret' })).rejects.toThrow('another secret')
  })

  test("a database with somebody else's schema is left alone", async () => {
    await admin.query('create database taken')
    const taken = new Client({ connectionString: urlOf(server.adminUrl, { database: 'taken' }) })
    await taken.connect()
    await taken.query('create schema app')
    await taken.end()
    await expect(
      prepareDatabase({ adminUrl: server.adminUrl, database: 'taken', secret: SECRET }),
    ).rejects.toThrow('a database of its own')
  })

  test.each([
    ['alter role hub_app superuser', 'hub_app is a superuser'],
    ['alter role hub_app bypassrls', 'hub_app has BYPASSRLS'],
    ['alter role hub_system createrole', 'hub_system may create roles'],
    ['grant hub_owner to hub_app', 'hub_app is a member of another role'],
    ['grant pg_read_all_data to hub_system', 'hub_system is a member of another role'],
    ['alter table app.outbox_event owner to hub_app', 'hub_app owns a table'],
  ])('refuses to start after %s', async (text, fault) => {
    const one = new Client({ connectionString: urlOf(server.adminUrl, { database: 'one' }) })
    await one.connect()
    await one.query('begin')
    await one.query(text)
    await expect(assertConfinedLogins(one)).rejects.toThrow(fault)
    await one.query('rollback')
    await expect(assertConfinedLogins(one)).resolves.toBeUndefined()
    await one.end()
  })
})

describe('versions of PostgreSQL', () => {
  test.each([160_000, 160_004, 180_004])('%i is new enough', (version) => {
    expect(() => assertSupportedVersion(version)).not.toThrow()
  })

  test('15 is refused in one sentence', () => {
    expect(() => assertSupportedVersion(150_018)).toThrow(
      'PostgreSQL 16 or newer is needed; this server is version 15.',
    )
  })
})

describe('login passwords', () => {
  test('are the same for every server that knows the secret, and differ by login and secret', () => {
    const all = [
      loginPassword('a', 'hub_app'),
      loginPassword('a', 'hub_system'),
      loginPassword('b', 'hub_app'),
    ]
    expect(new Set(all).size).toBe(3)
    expect(loginPassword('a', 'hub_app')).toBe(all[0])
  })

  test('are stored as PostgreSQL itself stores them', async () => {
    await admin.query("create role checked password 'x'; set scram_iterations = 4096")
    const { rows } = await admin.query<{ shape: string }>(
      "select rolpassword as shape from pg_authid where rolname = 'checked'",
    )
    const shape = (verifier: string | undefined): string =>
      (verifier ?? '').replace(/[A-Za-z0-9+/]{20,}=*/g, '…')
    expect(shape(scramVerifier('a', 'hub_app'))).toBe(shape(rows[0]?.shape))
    await admin.query('drop role checked')
  })
})

/** Back to a server without roles, which only works once no database refers to them. */
async function dropRoles(database: string): Promise<void> {
  await admin.query(`drop database ${database} with (force)`)
  for (const role of [
    'hub_app',
    'hub_system',
    'hub_audit',
    'hub_ledger',
    'hub_search',
    'hub_sweep',
    'hub_epoch',
    'hub_event',
    'hub_books',
    'hub_owner',
  ]) {
    await admin.query(`drop role ${role}`)
  }
}
