import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { issueKey } from '@hub/api/testing'
import type { TestOrg } from '@hub/api/testing'
import { appRouter } from '@hub/api/server'
import { TEST_SECRET } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { runProgram } from './testing/run-program.ts'
import { serveHub } from './testing/serve.ts'
import type { ServedHub } from './testing/serve.ts'

// Each step starts a process that loads the whole program; a busy machine needs its time for that.
vi.setConfig({ testTimeout: 90_000 })

const CLI = new URL('cli.ts', import.meta.url)
const stateDir = mkdtempSync(join(tmpdir(), 'hub-cli-'))

let hub: ServedHub
let org: TestOrg
let key: string
beforeAll(async () => {
  hub = await serveHub({ router: appRouter })
  org = await hub.newOrg()
  key = (await issueKey(hub.hub, { orgId: org.orgId, userId: org.owner.userId })).text
})
afterAll(async () => {
  await hub.stop()
  rmSync(stateDir, { recursive: true })
})

const here = () => ({ DATABASE_URL: hub.database.adminUrl, HUB_SECRET: TEST_SECRET, HUB_STATE_DIR: stateDir })

const run = (args: string[], env: Record<string, string> = here(), input = '') =>
  runProgram(CLI, args, { env, input })

const asOwner = () => ['--as', org.owner.email, '--org', org.slug]

describe('hub call', () => {
  test('acts as a person, through the door cli, and is audited', async () => {
    const made = await run(
      ['call', 'modules.ops.tasks.create', '-', ...asOwner(), '--json'],
      here(),
      '{"title":"From the command line"}',
    )
    expect(made).toMatchObject({ code: 0, err: '' })
    const { id } = JSON.parse(made.out) as { id: string }
    const entry = await hub.hub.db
      .org(org.orgId)
      .selectFrom('auditEntry')
      .select(['door', 'target'])
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst()
    expect(entry).toEqual({ door: 'cli', target: { task: id } })
  })

  test('acts with an API key, here and on a hub elsewhere', async () => {
    const local = await run(['call', 'organizations.get', '--json'], { ...here(), HUB_API_KEY: key })
    expect(JSON.parse(local.out)).toMatchObject({ slug: org.slug })
    const remote = await run(
      ['call', 'modules.ops.tasks.list', '{"limit":1,"status":"open"}', '--url', hub.origin, '--json'],
      { HUB_STATE_DIR: stateDir, HUB_API_KEY: key },
    )
    expect(remote.err).toBe('')
    expect((JSON.parse(remote.out) as { items: unknown[] }).items).toHaveLength(1)
  })

  test('says what is wrong in plain words, with an exit code and no stack', async () => {
    const cases: [string[], number, RegExp][] = [
      [['call', 'modules.ops.tasks.list'], 1, /^Sign in first\.$/m],
      [['call', 'modules.ops.tasks.create', '{"title":7}', ...asOwner()], 1, /title/],
      [['call', 'modules.ops.tasks.nothing'], 2, /There is no procedure/],
      [['call', 'modules.ops.tasks.create', '{"title"', ...asOwner()], 2, /not valid JSON/],
      [['call', 'approvals.approve', '{}', ...asOwner()], 1, /nothing here by that name/],
      [['call', 'auth.me', '--as', 'nobody@example.test'], 1, /Nobody here/],
      [['call', 'auth.me', '--colour'], 2, /Usage/],
    ]
    for (const [args, code, words] of cases) {
      const answer = await run(args)
      expect({ args, code: answer.code, out: answer.out }).toEqual({ args, code, out: '' })
      expect(answer.err).toMatch(words)
      expect(answer.err).not.toMatch(/\bat .+:\d+:\d+/)
    }
  }, 60_000)

  test('answers programs with the error object of every door', async () => {
    const { code, out } = await run(['call', 'modules.ops.tasks.get', '{"id":"x"}', ...asOwner(), '--json'])
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({ code: 'BAD_REQUEST', issues: [{ path: 'id' }] })
  })
})

test('hub procedures lists what one door opens, without a database', async () => {
  const { code, out } = await run(['procedures', '--door', 'mcp', '--json'], { HUB_STATE_DIR: stateDir })
  expect(code).toBe(0)
  const procedures = (JSON.parse(out) as { procedure: string }[]).map(({ procedure }) => procedure)
  expect(procedures).toContain('modules.ops.tasks.list')
  expect(procedures).not.toContain('auth.login')
})

test('hub audit verify recomputes a chain', async () => {
  expect(await run(['audit', 'verify', '--org', org.slug])).toMatchObject({
    code: 0,
    out: expect.stringContaining('ok'),
  })
  expect(await run(['audit', 'verify', '--org', 'nowhere'])).toEqual({
    code: 1,
    out: '',
    err: 'There is no organization nowhere on this hub.\n',
  })
})

test('hub admin create makes an administrator of the platform', async () => {
  const made = await run(['admin', 'create', '--email', 'root@example.test', '--json'])
  expect(made).toMatchObject({ code: 0, err: '' })
  const person = await hub.hub.db.system
    .selectFrom('authUser')
    .select('platformRole')
    .where('email', '=', 'root@example.test')
    .executeTakeFirst()
  expect(person).toEqual({ platformRole: 'admin' })
})
