import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Counts the procedures of a tree with its own router. */
function countProcedures(tree: string): number {
  const script = `import('./packages/api/src/router.ts').then(({ appRouter }) => console.log(Object.keys(appRouter._def.procedures).length))`
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { cwd: tree, encoding: 'utf8' })
  const count = Number(stdout)
  if (!(count > 0)) throw new Error(`The procedures of ${tree} could not be counted:\n${stderr}`)
  return count
}

/** "ops" becomes the new name wherever it is a word or begins one. */
const renamed = (text: string, name: string) =>
  text
    .replaceAll(/\bops(?![a-z])/g, name)
    .replaceAll(/\bOps(?=[A-Z])/g, `${name.charAt(0).toUpperCase()}${name.slice(1)}`)

function renameAll(folder: string, name: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (!entry.isFile()) continue
    // What is measured is the product; a test would count its own types.
    if (/\.test\.tsx?$/.test(path)) rmSync(path)
    else writeFileSync(path, renamed(readFileSync(path, 'utf8'), name))
  }
}

/** What a page of the module asks, so that the hooks of each are typed as in the product. */
const pageOf = (name: string) => `import { useMutation, useQuery } from '@tanstack/react-query'
import { useTRPC } from '../../trpc.ts'

export function useTasksOf() {
  const trpc = useTRPC()
  const { data } = useQuery(trpc.modules.${name}.tasks.list.queryOptions({ limit: 20 }))
  const { mutate } = useMutation(trpc.modules.${name}.tasks.create.mutationOptions())
  return { titles: data?.items.map(({ title }) => title), add: (title: string) => mutate({ title }) }
}
`

function addModule(tree: string, name: string): void {
  const modules = join(tree, 'packages/api/src/modules')
  cpSync(join(modules, 'ops'), join(modules, name), { recursive: true })
  renameAll(join(modules, name), name)
  const page = join(tree, 'apps/web/src/modules', name)
  mkdirSync(page)
  writeFileSync(join(page, 'tasks.ts'), pageOf(name))
}

/** One line each in the list of modules, as its author would write it. */
function listModules(tree: string, names: readonly string[]): void {
  const path = join(tree, 'packages/api/src/modules/index.ts')
  const imports = names.map((name) => `import { ${name} } from './${name}/module.ts'\n`).join('')
  const list = readFileSync(path, 'utf8').replace('= [ops,', `= [${names.join(', ')}, ops,`)
  writeFileSync(`${path}.new`, `${imports}${list}`)
  renameSync(`${path}.new`, path)
}

const letters = (index: number) =>
  `trade${String.fromCodePoint(97 + Math.floor(index / 26), 97 + (index % 26))}`

export interface Added {
  modules: number
  /** How many the tree has now. */
  procedures: number
}

/** Adds copies of the ops module until the tree has at least so many procedures. */
export function addModules(tree: string, procedures: number): Added {
  const before = countProcedures(tree)
  if (before >= procedures) return { modules: 0, procedures: before }
  addModule(tree, letters(0))
  listModules(tree, [letters(0)])
  const each = countProcedures(tree) - before
  const names = Array.from({ length: Math.ceil((procedures - before) / each) }, (_, index) => letters(index))
  for (const name of names.slice(1)) addModule(tree, name)
  spawnSync('git', ['checkout', '--quiet', 'packages/api/src/modules/index.ts'], { cwd: tree })
  listModules(tree, names)
  return { modules: names.length, procedures: before + names.length * each }
}
