import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { makeFolder } from './make-folder.ts'
import { projectDir } from './state-dir.ts'

const early: { makeFolder: typeof makeFolder } = await import(`${projectDir}/scripts/boot/make-folder.mjs`)

const words: { folderWords: (path: string, error: unknown) => string } = await import(
  `${projectDir}/scripts/boot/folder-words.mjs`
)

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hub-make-folder-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

test.each([
  ['EACCES', 'this user may not'],
  ['EROFS', 'mounted read-only. Mount it for writing'],
  ['ENOSPC', 'the disk is full. Make room'],
  ['ENOTDIR', 'a file stands where a folder should be'],
  ['EIO', 'EIO: i/o error. Mend that'],
])('a state folder that cannot be made is told by its reason: %s', (code, reason) => {
  const told = words.folderWords('/srv/state', Object.assign(new Error(`${code}: i/o error`), { code }))
  expect(told).toMatch(/^The state folder \/srv\/state cannot be created: /)
  expect(told).toContain(reason)
  expect(told).toContain('HUB_STATE_DIR')
})

test('the way in says why the state folder cannot be made', () => {
  const file = join(newFolder(), 'file')
  writeFileSync(file, '')
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [`${projectDir}/scripts/boot.mjs`, 'clean'],
    {
      env: { HUB_STATE_DIR: join(file, 'below') },
      encoding: 'utf8',
    },
  )
  expect([status, stderr + stdout]).toEqual([
    1,
    expect.stringContaining('a file stands where a folder should be'),
  ])
})

describe.each([
  ['the program', makeFolder],
  ['what runs before the install', early.makeFolder],
])('%s', (_name, make) => {
  test('makes what is missing, with the rights that are asked for, and leaves what is there', () => {
    const folder = newFolder()
    const path = join(folder, 'a', 'b', 'c')
    make(path, 0o700)
    make(path, 0o755)
    expect(statSync(join(folder, 'a')).mode & 0o777).toBe(0o700)
    expect(statSync(path).mode & 0o777).toBe(0o700)
  })

  test('throws what the system says where a file or a link without an end is in the way', () => {
    const folder = newFolder()
    writeFileSync(join(folder, 'file'), '')
    symlinkSync(join(folder, 'nowhere'), join(folder, 'link'))
    expect(() => make(join(folder, 'file'))).toThrow('EEXIST')
    expect(() => make(join(folder, 'file', 'below'))).toThrow('ENOTDIR')
    expect(() => make(join(folder, 'link'))).toThrow('EEXIST')
  })

  test.skipIf(!existsSync('/proc/self'))('comes back where nothing can be made', () => {
    expect(() => make('/proc/hub/state')).toThrow('ENOENT')
  })
})
