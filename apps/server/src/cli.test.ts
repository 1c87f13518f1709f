import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { runHub } from './testing/run-hub.ts'
import { runProgram } from './testing/run-program.ts'
import { serveForPrograms } from './testing/serve-for-programs.ts'
import type { ProgramHub } from './testing/serve-for-programs.ts'

const CLI = new URL('cli.ts', import.meta.url)

let served: ProgramHub
beforeAll(async () => {
  served = await serveForPrograms()
})
afterAll(() => served.stop())

/** Whether the program itself passes on what it is given and ends as it should is asked of it once, by `runProgram`. */
const run = (args: string[], env: Record<string, string> = served.here, input = '') =>
  runHub(args, { env, input })

const asOwner = () => ['--as', served.org.owner.email, '--org', served.org.slug]

describe('hub call', () => {
  test('acts as a person, through the door cli, and is audited', async () => {
    const made = await runProgram(CLI, ['call', 'modules.ops.tasks.create', '-', ...asOwner(), '--json'], {
      env: served.here,
      input: '{"title":"From the command line"}',
    })
    expect(made).toMatchObject({ code: 0, err: '' })
    const { id } = JSON.parse(made.out) as { id: string }
    const entry = await served.hub.hub.db
      .org(served.org.orgId)
      .selectFrom('auditEntry')
      .select(['door', 'target'])
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst()
    expect(entry).toEqual({ door: 'cli', target: { task: id } })
  })

  test('acts with an API key, here and on a hub elsewhere', async () => {
    const local = await run(['call', 'organizations.get', '--json'], {
      ...served.here,
      HUB_API_KEY: served.key,
    })
    expect(JSON.parse(local.out)).toMatchObject({ slug: served.org.slug })
    const remote = await run(
      ['call', 'modules.ops.tasks.list', '{"limit":1,"status":"open"}', '--url', served.hub.origin, '--json'],
      { HUB_STATE_DIR: served.stateDir, HUB_API_KEY: served.key },
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
      [
        ['call', 'auth.me', '--colour'],
        2,
        /^Unknown option '--colour'\. npm run hub -- --help lists all options\.$/m,
      ],
      [['doctr'], 2, /^There is no command “doctr”\. npm run hub -- --help lists all\.$/m],
      [['admin', 'promote'], 2, /^There is no command “admin promote”/],
      [['seed', 'remove'], 2, /“remove” is no part of “seed”, so nothing was done/],
    ]
    for (const [args, code, words] of cases) {
      const answer = await run(args)
      expect({ args, code: answer.code, out: answer.out }).toEqual({ args, code, out: '' })
      expect(answer.err).toMatch(words)
      expect(answer.err).not.toMatch(/\bat .+:\d+:\d+/)
    }
  })

  test('answers programs with the error object of every door', async () => {
    const { code, out } = await run(['call', 'modules.ops.tasks.get', '{"id":"x"}', ...asOwner(), '--json'])
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({ code: 'BAD_REQUEST', issues: [{ path: 'id' }] })
  })
})

test('what asks of a hub makes no empty one in a folder that holds none', async () => {
  const nowhere = mkdtempSync(join(tmpdir(), 'hub-nowhere-'))
  onTestFinished(() => rmSync(nowhere, { recursive: true }))
  for (const args of [
    ['backup'],
    ['credits', 'verify'],
    ['secrets', 'status'],
    ['jobs', 'state', '--json'],
  ]) {
    const { code, out, err } = await run(args, { HUB_STATE_DIR: nowhere })
    expect(code).toBe(1)
    expect(out + err).toContain(`There is no hub in ${nowhere} yet. Set HUB_STATE_DIR (or DATABASE_URL)`)
  }
  expect(readdirSync(nowhere)).toEqual([])
})

test('the program ends with the code of what it ran', async () => {
  const { code, out, err } = await runProgram(CLI, ['doctr'], { env: { HUB_STATE_DIR: served.stateDir } })
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toMatch(/^There is no command “doctr”/)
})

test.each([['constructor'], ['jobs', 'constructor'], ['admin', 'toString']])(
  '%s is no command, and answers with how it is used',
  async (...args) => {
    expect((await run(args, { HUB_STATE_DIR: served.stateDir })).code).toBe(2)
  },
)

test('hub call --help shows what a procedure takes and answers, without a database', async () => {
  const nowhere = { HUB_STATE_DIR: served.stateDir }
  const { code, out } = await run(['call', 'modules.ops.tasks.create', '--help'], nowhere)
  expect(code).toBe(0)
  expect(out).toContain(`call modules.ops.tasks.create '{"title":"Call the roastery"}'`)
  for (const words of ['"maxLength": 200', 'Output (JSON Schema)', '"commentCount"', 'ops.task.write'])
    expect(out).toContain(words)
  const unknown = await run(['call', 'modules.ops.tasks.nothing', '--help'], nowhere)
  expect(unknown).toMatchObject({ code: 2, out: '', err: expect.stringContaining('There is no procedure') })
})

test('hub procedures lists what one door opens, without a database', async () => {
  const { code, out } = await run(['procedures', '--door', 'mcp', '--json'], {
    HUB_STATE_DIR: served.stateDir,
  })
  expect(code).toBe(0)
  const listed = JSON.parse(out) as { procedure: string; input: object; output: object; example: object }[]
  const procedures = listed.map(({ procedure }) => procedure)
  expect(listed.find(({ procedure }) => procedure === 'modules.ops.tasks.get')).toMatchObject({
    input: { required: ['id'], properties: { id: { type: 'string', format: 'uuid' } } },
    example: { id: expect.any(String) },
    output: { properties: { title: { type: 'string' } } },
  })
  expect(out).not.toContain('"entity":"ops_task"')
  expect(procedures).toContain('modules.ops.tasks.list')
  expect(procedures).not.toContain('auth.login')
})

test('hub audit verify recomputes a chain', async () => {
  expect(await run(['audit', 'verify', '--org', served.org.slug])).toMatchObject({
    code: 0,
    out: expect.stringContaining('ok'),
  })
  expect(await run(['audit', 'verify', '--org', 'nowhere'])).toEqual({
    code: 1,
    out: '',
    err: 'There is no organization nowhere on this hub.\n',
  })
})
