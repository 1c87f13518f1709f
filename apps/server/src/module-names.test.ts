import { filesNamingModules } from '@hub/api/testing'
import { expect, test } from 'vitest'

test.each([
  ['packages/api', new URL('../../../packages/api/src/', import.meta.url), 300],
  ['apps/server', new URL('./', import.meta.url), 60],
  ['apps/mcp', new URL('../../mcp/src/', import.meta.url), 5],
])('no file of %s names a module', (_name, folder, least) => {
  const { looked, naming } = filesNamingModules(folder)
  expect(looked).toBeGreaterThan(least)
  expect(naming).toEqual([])
})
