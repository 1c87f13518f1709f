import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { commitOf, versionLines } from './version.ts'

function newProject(manifest: object): string {
  const folder = mkdtempSync(join(tmpdir(), 'hub-version-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
  return folder
}

const git = (folder: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.test', ...args], { cwd: folder })

test('two clones are told apart by their commits, and one whose files were changed from one whose were not', () => {
  const folder = newProject({ name: 'smart-ai-hub' })
  expect(commitOf(folder)).toBeNull()
  git(folder, 'init', '--quiet')
  git(folder, 'add', '.')
  git(folder, 'commit', '--quiet', '--message', 'first')
  const first = commitOf(folder)
  expect(first).toMatch(/^[0-9a-f]{10}$/)
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'changed' }))
  expect(commitOf(folder)).toBe(`${first}-dirty`)
  git(folder, 'commit', '--quiet', '--all', '--message', 'second')
  expect(commitOf(folder)).not.toBe(first)
  const below = join(folder, 'production')
  mkdirSync(below)
  writeFileSync(join(below, 'package.json'), '{}')
  expect(commitOf(below)).toBeNull()
})

test('a folder that runs says what it was made of', () => {
  expect(commitOf(newProject({ commit: '0123456789' }))).toBe('0123456789')
})

test('what is not known is left out', () => {
  const versions = { hub: '1.0.0', node: '24.0.0', builtInPostgres: [] }
  expect(versionLines({ ...versions, commit: null })).toBe('Smart AI Hub 1.0.0\nNode 24.0.0')
  expect(versionLines({ ...versions, commit: '01-dirty' })).toContain('Smart AI Hub 1.0.0 (01-dirty)')
})
