import { existsSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { makeFolder } from './make-folder.ts'
import { projectDir } from './state-dir.ts'

const early: { makeFolder: typeof makeFolder } = await import(`${projectDir}/scripts/boot/make-folder.mjs`)

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hub-make-folder-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

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
