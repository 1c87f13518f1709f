import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { giveCredits, linkToken } from '@hub/api/testing'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { runHub } from '../testing/run-hub.ts'
import { runProgram } from '../testing/run-program.ts'
import { serveForPrograms } from '../testing/serve-for-programs.ts'
import type { ProgramHub } from '../testing/serve-for-programs.ts'
import { microOf } from './admin.ts'

const CLI = new URL('../cli.ts', import.meta.url)

let served: ProgramHub
beforeAll(async () => {
  served = await serveForPrograms()
})
afterAll(() => served.stop())

async function run(...args: string[]) {
  const { code, out, err } = await runHub(['admin', ...args], {
    env: served.here,
  })
  return { code, out, err, said: out === '' ? {} : (JSON.parse(out) as Record<string, unknown>) }
}

const personAt = (email: string) =>
  served.hub.hub.db.system
    .selectFrom('authUser')
    .select(['id', 'platformRole', 'passwordHash', 'suspendedAt', 'suspendedReason'])
    .where('email', '=', email)
    .executeTakeFirst()

const lastEntry = () =>
  served.hub.hub.db.system
    .selectFrom('auditEntry')
    .select(['action', 'actorId', 'door'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()

describe('hub admin (ADM-4)', () => {
  test('create makes an administrator and prints a link that works once, never a password (ASVS 6.4.6)', async () => {
    const made = await run('create', '--email', 'root@example.test', '--name', 'Root', '--json')
    expect(made).toMatchObject({ code: 0, err: '' })
    expect(made.out.trim().split('\n')).toHaveLength(1)
    expect(made.out).not.toMatch(/password/i)
    await expect(personAt('root@example.test')).resolves.toMatchObject({
      platformRole: 'admin',
      passwordHash: null,
    })
    await expect(lastEntry()).resolves.toMatchObject({ action: 'auth.admin.made', door: 'cli' })
    const token = new URL(String(made.said['link'])).searchParams.get('token') ?? ''
    const open = served.hub.api(served.hub.call())
    await open.auth.resetPassword({ token, password: 'Green-kettle-43' })
    await expect(
      open.auth.login({ email: 'root@example.test', password: 'Green-kettle-43' }),
    ).resolves.toMatchObject({ status: 'signed_in' })
    const again = await run('create', '--email', 'root@example.test', '--json')
    expect(again).toMatchObject({ code: 0, said: { link: null, next: expect.stringContaining('sign in') } })
  })

  test('grant gives the role to a person, or credits to an organization, in its log with the door cli', async () => {
    const person = await served.hub.newPerson()
    expect(await run('grant', '--email', person.email, '--json')).toMatchObject({ code: 0, err: '' })
    await expect(personAt(person.email)).resolves.toMatchObject({ platformRole: 'admin' })
    await expect(lastEntry()).resolves.toEqual({
      action: 'admin.user.role_changed',
      actorId: null,
      door: 'cli',
    })
    const given = await run(
      'grant',
      '--org',
      served.org.slug,
      '--credits',
      '12.50',
      '--reason',
      'Trade fair',
      '--json',
    )
    expect(given).toMatchObject({ code: 0, said: { availableMicro: 12_500_000 } })
    const { items } = await served.org.as({}).audit.list({ action: 'credits.adjusted' })
    expect(items).toMatchObject([{ door: 'cli', data: { micro: 12_500_000, reason: 'Trade fair' } }])
    const taken = await run('grant', '--org', served.org.slug, '--credits=-20', '--reason', 'Too much')
    expect(taken).toMatchObject({ code: 1, out: '', err: expect.stringContaining('12.50 credits available') })
  })

  test('reset-password prints the link or mails it', async () => {
    const person = await served.hub.newPerson()
    const printed = await run('reset-password', '--email', person.email, '--json')
    expect(printed).toMatchObject({ code: 0, said: { email: person.email } })
    expect(String(printed.said['link'])).toMatch(/\/reset\?token=[\w-]{43}$/)
    const mailed = await run('reset-password', '--email', person.email, '--mail', '--json')
    expect(mailed).toMatchObject({ code: 0, said: { link: null } })
    await expect(linkToken(served.hub, person.email, '/reset')).resolves.toMatch(/^[\w-]{43}$/)
  })

  test('suspend and unsuspend hold for a person and for an organization', async () => {
    const org = await served.hub.newOrg()
    await giveCredits(served.hub, org.orgId, { micro: 1_000_000 })
    const { email } = org.owner
    const shut = await run('suspend', '--email', email, '--reason', 'Sends spam', '--json')
    expect(shut).toMatchObject({ code: 0, said: { email, done: true } })
    await expect(personAt(email)).resolves.toMatchObject({ suspendedReason: 'Sends spam' })
    expect(await run('unsuspend', '--email', email, '--json')).toMatchObject({ code: 0 })
    await expect(personAt(email)).resolves.toMatchObject({ suspendedAt: null })
    expect(await run('suspend', '--org', org.slug, '--reason', 'Unpaid', '--json')).toMatchObject({ code: 0 })
    await expect(org.as({}).modules.ops.tasks.list({})).rejects.toMatchObject({
      code: 'ORGANIZATION_SUSPENDED',
    })
    expect(await run('unsuspend', '--org', org.slug, '--json')).toMatchObject({ code: 0 })
    await expect(org.as({}).modules.ops.tasks.list({})).resolves.toBeDefined()
  })

  test('says what is wrong in plain words, with an exit code and no stack', async () => {
    const cases: [string[], number, RegExp][] = [
      [['create'], 2, /Say whom/],
      [['create', '--email', 'half'], 1, /e-mail address/],
      [['create', '--email', 'a@example.test', '--password', 'x'], 2, /Unknown option/],
      [['grant', '--email', 'a@example.test', '--org', 'b', '--credits', '5'], 2, /Say what to whom/],
      [['grant', '--email', served.org.owner.email, '--credits', '5'], 2, /Say what to whom/],
      [
        ['grant', '--org', served.org.slug, '--credits', 'ten', '--reason', 'Gift'],
        2,
        /no amount of credits/,
      ],
      [['grant', '--org', 'nowhere', '--credits', '5', '--reason', 'Gift'], 1, /no organization nowhere/],
      [['suspend', '--email', 'nobody@example.test', '--reason', 'Spam'], 1, /Nobody here/],
      [['suspend', '--email', served.org.owner.email], 2, /why/],
      [['suspend', '--email', served.org.owner.email, '--reason', 'x'], 1, /reason/],
      [['make'], 2, /no command “admin make”/],
    ]
    for (const [args, code, words] of cases) {
      const answer = await run(...args)
      expect({ args, code: answer.code, out: answer.out }).toEqual({ args, code, out: '' })
      expect(answer.err).toMatch(words)
      expect(answer.err).not.toMatch(/\bat .+:\d+:\d+/)
    }
  })
})

test('hub admin leaves nothing in the home folder', async () => {
  const home = mkdtempSync(join(tmpdir(), 'hub-home-'))
  onTestFinished(() => rmSync(home, { recursive: true }))
  const args = ['admin', 'create', '--email', 'second-root@example.test', '--name', 'Root']
  const { code } = await runProgram(CLI, args, { env: { ...served.here, HOME: home } })
  expect(code).toBe(0)
  expect(readdirSync(home)).toEqual([])
})

test.each([
  ['250', 250_000_000],
  ['12.5', 12_500_000],
  ['-0.000001', -1],
])('%s credits are exact', (text, micro) => {
  expect(microOf(text)).toBe(micro)
})

test.each(['0', '1e6', '12,5', '1.2345678', '', '12345678'])('"%s" is no amount', (text) => {
  expect(() => microOf(text)).toThrow(/no amount/)
})
