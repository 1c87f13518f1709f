import { mkdtempSync, mkdirSync, chmodSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { projectDir, resolveStateDir } from './state-dir.ts'

type Resolve = typeof resolveStateDir

describe('resolveStateDir', () => {
  test('takes HUB_STATE_DIR, counted from the project', () => {
    expect(resolveStateDir({ HUB_STATE_DIR: 'here' }, '/srv/hub')).toBe('/srv/hub/here')
    expect(resolveStateDir({ HUB_STATE_DIR: '/var/hub' }, '/srv/hub')).toBe('/var/hub')
  })

  test('lies in the project otherwise', () => {
    const { open } = makeFolders()
    expect(resolveStateDir({}, open)).toBe(join(open, '.state'))
  })

  test('gives root a place other users can reach', () => {
    const { closed } = makeFolders()
    const expected = process.getuid?.() === 0 ? /^\/var\/lib\/smart-ai-hub\/[0-9a-f]{12}$/ : /\.state$/
    expect(resolveStateDir({}, closed)).toMatch(expected)
  })

  test('is the same before the install as after', async () => {
    const early: { resolveStateDir: Resolve } = await import(`${projectDir}/scripts/boot/state-dir.mjs`)
    const { open, closed } = makeFolders()
    for (const source of [{}, { HUB_STATE_DIR: '' }, { HUB_STATE_DIR: 'x' }, { HUB_STATE_DIR: '/x' }]) {
      for (const project of [open, closed, projectDir]) {
        expect(early.resolveStateDir(source, project)).toBe(resolveStateDir(source, project))
      }
    }
  })
})

function makeFolders(): { open: string; closed: string } {
  const parent = mkdtempSync(join(tmpdir(), 'hub-state-'))
  chmodSync(parent, 0o755)
  onTestFinished(() => rmSync(parent, { recursive: true, force: true }))
  const [open, closed] = [join(parent, 'open'), join(parent, 'closed', 'project')]
  mkdirSync(open, { mode: 0o755 })
  mkdirSync(closed, { recursive: true, mode: 0o755 })
  chmodSync(join(parent, 'closed'), 0o700)
  return { open, closed }
}
