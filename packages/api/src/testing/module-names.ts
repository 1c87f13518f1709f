import { globSync, readFileSync } from 'node:fs'
import { modules } from '../modules/index.ts'

/** Modules themselves, and tests: those try what is general with what a module has. */
const notLooked = /^modules\/|\.test\.ts$|(^|\/)testing(\/|[\w-]*\.ts$)/

/** What only readers see. */
const withoutComments = (source: string) =>
  source.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '')

/** Its name as a part of a path, an address, a permission, a table or a tool. */
const naming = (name: string) => new RegExp(`\\b${name}[._/]\\w|modules(\\.|/|\\['|'\\]\\[')${name}\\b`)

/** Files below a folder that name a module of the product, and how many were looked at. */
export function filesNamingModules(folder: URL): { looked: number; naming: string[] } {
  const files = globSync('**/*.ts', { cwd: folder }).filter((file) => !notLooked.test(file))
  const patterns = modules.map(({ name }) => naming(name))
  const found = files.filter((file) => {
    const source = withoutComments(readFileSync(new URL(file, folder), 'utf8'))
    return patterns.some((pattern) => pattern.test(source))
  })
  return { looked: files.length, naming: found }
}
