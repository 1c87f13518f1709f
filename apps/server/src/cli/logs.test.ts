import { spawn } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { runHub } from '../testing/run-hub.ts'

const CLI = new URL('../cli.ts', import.meta.url)

function stateFolder(): string {
  const made = mkdtempSync(join(tmpdir(), 'hub-logs-'))
  onTestFinished(() => rmSync(made, { recursive: true }))
  return made
}

const run = (stateDir: string, ...args: string[]) => runHub(args, { env: { HUB_STATE_DIR: stateDir } })

test('hub logs shows the last lines of each log, however large it is', async () => {
  const stateDir = stateFolder()
  const none = await run(stateDir, 'logs')
  expect(none).toMatchObject({ code: 1, out: '', err: expect.stringContaining('There is no log in') })
  const lines = Array.from({ length: 20_000 }, (_, at) => `line ${at + 1} ä`)
  writeFileSync(join(stateDir, 'pg18.log'), `${lines.join('\n')}\n`)
  expect((await run(stateDir, 'logs', '--lines', '2')).out).toBe('line 19999 ä\nline 20000 ä\n')
  writeFileSync(join(stateDir, 'hub.log'), 'only this')
  const both = await run(stateDir, 'logs', '--lines', '1')
  expect(both.out).toBe('==> hub.log\nonly this\n==> pg18.log\nline 20000 ä\n')
  expect((await run(stateDir, 'logs', '--lines', '12000', '--json')).out.trim().split('\n')).toHaveLength(
    12_001,
  )
  expect((await run(stateDir, 'logs', '--lines', 'few')).code).toBe(2)
})

test('hub logs --follow goes on with what is written, also after the log was set aside', async () => {
  const stateDir = stateFolder()
  const log = join(stateDir, 'pg18.log')
  writeFileSync(log, 'a long first line\n')
  const child = spawn(process.execPath, [fileURLToPath(CLI), 'logs', '--follow'], {
    env: { HUB_STATE_DIR: stateDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let out = ''
  child.stdout.on('data', (part: Buffer) => void (out += part.toString()))
  const shows = (text: string) => expect.poll(() => out, { timeout: 30_000 }).toBe(text)
  await shows('a long first line\n')
  appendFileSync(log, 'second\nhalf')
  await shows('a long first line\nsecond\n')
  appendFileSync(log, ' a line\n')
  await shows('a long first line\nsecond\nhalf a line\n')
  truncateSync(log, 0)
  appendFileSync(log, 'anew\n')
  await shows('a long first line\nsecond\nhalf a line\nanew\n')
})

test('hub version names the hub, Node, and the programs of the built-in PostgreSQL', async () => {
  const stateDir = stateFolder()
  for (const name of ['pg-18.4.0-beta.17', 'pg-18.4.0-beta.17.copy-7-0123abcd'])
    mkdirSync(join(stateDir, 'bin', name), { recursive: true })
  const { code, out } = await run(stateDir, 'version', '--json')
  expect(code).toBe(0)
  expect(JSON.parse(out)).toEqual({
    hub: expect.stringMatching(/^\d+\.\d+\.\d+/),
    commit: expect.toBeOneOf([null, expect.stringMatching(/^[0-9a-f]{10,}(?:-dirty)?$/)]),
    node: process.versions.node,
    builtInPostgres: ['18.4.0-beta.17'],
  })
  expect((await run(stateDir, 'version')).out).toContain('built-in PostgreSQL 18.4.0-beta.17\n')
})
