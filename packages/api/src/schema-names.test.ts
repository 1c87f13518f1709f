import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { modules as ofProduct } from './modules/index.ts'
import type { HubModule } from './platform/module.ts'
import { schemaFiles, schemaNamesOf } from './schema-names.ts'

const modules: readonly HubModule[] = ofProduct
const here = fileURLToPath(new URL('.', import.meta.url))

test('every file of schemas gives its names (CON-7)', async () => {
  const files = globSync('{features,modules}/**/schema.ts', { cwd: here, exclude: ['**/testing/**'] })
  const known = new Set<unknown>([...schemaFiles, ...modules.flatMap(({ schemas }) => schemas)])
  const missing: string[] = []
  for (const file of files) {
    const exported: unknown = await import(`./${file}`)
    if (!known.has(exported)) missing.push(file)
  }
  expect(missing).toEqual([])
  expect(files.length).toBeGreaterThan(10)
})

test('no two schemas share a name', () => {
  const names = [...schemaNamesOf(modules).values()]
  expect(names).toEqual([...new Set(names)])
})
