import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { copyProject } from '@hub/db/project-copy'
import type { ProjectCopy } from '@hub/db/project-copy'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { changedBy, typedBlocks } from './testing/guide.ts'

const docs = new URL('../../../docs/', import.meta.url)

let copy: ProjectCopy
beforeAll(() => void (copy = copyProject()))
afterAll(() => copy.remove())

/** Types what a page shows, exactly as it stands there. */
function type(page: string): void {
  for (const { file, language, text } of typedBlocks(new URL(page, docs)))
    copy.write(file, language === 'diff' ? changedBy(copy.read(file), text) : text)
}

/** What a program of the copy says, where it ends badly; nothing where it ends well. */
function faultsOf(folder: string, args: readonly string[]): string {
  const stateDir = join(copy.dir, '.state')
  const env = { HUB_STATE_DIR: stateDir, NODE_COMPILE_CACHE: join(stateDir, 'ncc'), NO_COLOR: '1' }
  const options = { cwd: join(copy.dir, folder), env, encoding: 'utf8' } as const
  const { status, stdout, stderr } = spawnSync(process.execPath, args, options)
  return status === 0 ? '' : `${stdout}\n${stderr}`
}

const tsc = () => faultsOf('.', ['node_modules/typescript/bin/tsc', '-b'])
const tests = (...args: string[]) => faultsOf('.', ['node_modules/vitest/vitest.mjs', 'run', ...args])

describe('docs/adding-a-module.md', { timeout: 300_000 }, () => {
  beforeAll(() => type('adding-a-module.md'))

  test('is a module of right types, with its page', () => {
    expect(faultsOf('apps/web', ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error'])).toBe('')
    expect(tsc()).toBe('')
  })

  test('adds its procedures to the contract, and passes what is asked of every module', () => {
    const general = ['phrases.test', 'schema-names', 'module-names', 'web/src/modules.test']
    expect(tests('bookmarks', 'packages/api/src/contract', ...general, '-u')).toBe('')
    expect(copy.read('packages/api/contract.json').includes('"modules.bookmarks.create"')).toBe(true)
    expect(tests('stranger', 'role-matrix', 'src/permissions.test', '-t', 'bookmarks')).toBe('')
  })
})

describe('docs/module-declarations.md', { timeout: 300_000 }, () => {
  beforeAll(() => type('module-declarations.md'))

  test('goes on with it, and the hub starts', () => {
    expect(tsc()).toBe('')
    expect(tests('bookmarks')).toBe('')
  })
})

describe('a page', () => {
  test('of which a line is out of date is found', () => {
    expect(changedBy('a\nb\n', ' a\n+x\n')).toBe('a\nx\nb\n')
    expect(() => changedBy('a\nb\n', ' c\n+x\n')).toThrow('not in the file')
    expect(() => changedBy('a\na\n', ' a\n+x\n')).toThrow('not in the file')
  })
})
