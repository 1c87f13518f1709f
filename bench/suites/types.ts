import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { removeFolder } from './bench-database.ts'
import { withCleanup } from './cleanup.ts'
import { describeSpread, spreadOf } from './measure.ts'
import type { Figure, Suite } from './suite.ts'
import { addModules } from './types/add-modules.ts'

const project = fileURLToPath(new URL('../..', import.meta.url))
const PROCEDURES = 440
const SECOND = 1_000

function run(args: [command: string, ...rest: string[]], cwd: string): number {
  const [command, ...rest] = args
  const begin = performance.now()
  const { status, stdout, stderr, error } = spawnSync(command, rest, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, CI: 'true' },
  })
  if (error) throw error
  if (status !== 0) throw new Error(`${args.join(' ')} failed:\n${stdout}\n${stderr}`)
  return (performance.now() - begin) / SECOND
}

/** Everything is checked anew. */
function cold(tree: string): number {
  rmSync(join(tree, '.types'), { recursive: true, force: true })
  return check(tree)
}

const check = (tree: string) =>
  run([process.execPath, join(tree, 'node_modules/typescript/bin/tsc'), '-b'], tree)

/** What an editor's user waits for after changing the inside of a function: no declaration changes. */
function afterBodyEdit(tree: string): number {
  appendFileSync(
    join(tree, 'packages/api/src/modules/ops/tasks/service.ts'),
    '\nfunction unused(): number {\n  return 1\n}\nvoid unused\n'.replaceAll(
      'unused',
      `unused${performance.now().toFixed(0)}`,
    ),
  )
  return check(tree)
}

const times = (rounds: number, once: () => number) => spreadOf(Array.from({ length: rounds }, once))

function measure(tree: string, { rounds, procedures }: { rounds: number; procedures: number }): Figure[] {
  const whole = times(rounds, () => cold(tree))
  const edit = times(rounds, () => afterBodyEdit(tree))
  const size = `${procedures} procedures`
  return [
    {
      what: `types of the whole tree with ${size}, cold`,
      value: whole.median,
      unit: 's',
      budget: { atMost: 15 },
      note: describeSpread(whole, 1),
    },
    {
      what: `types again after an edit inside a function, ${size}`,
      value: edit.median,
      unit: 's',
      budget: { atMost: 2 },
      note: describeSpread(edit, 1),
    },
  ]
}

/** A clone of the last commit, with copies of the ops module where the router has fewer procedures than the finished product was to have. */
export const types: Suite = {
  name: 'types',
  about: `the type check of a tree with ${PROCEDURES} procedures or more`,
  run({ quick, say }) {
    const folder = mkdtempSync(join(tmpdir(), 'hub-bench-types-'))
    const tree = join(folder, 'tree')
    return withCleanup(
      () => removeFolder(folder),
      async () => {
        run(['git', 'clone', '--quiet', '--no-hardlinks', project, tree], folder)
        run(
          [join(project, 'node_modules/.bin/pnpm'), 'install', '--frozen-lockfile', '--prefer-offline'],
          tree,
        )
        const { modules, procedures } = addModules(tree, PROCEDURES)
        say(`${modules} modules added, ${procedures} procedures`)
        return measure(tree, { rounds: quick ? 1 : 5, procedures })
      },
    )
  },
}
