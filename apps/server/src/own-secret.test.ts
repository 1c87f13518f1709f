import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { newSecrets } from './cli/secrets.ts'
import { loadEnv } from './env.ts'

function stateFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'hub-own-secret-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

describe('the secret that the hub made for itself', () => {
  test('is refused where it is damaged, and not replaced', () => {
    const folder = stateFolder()
    writeFileSync(join(folder, 'hub.secret'), 'short')
    expect(() => loadEnv({ HUB_STATE_DIR: folder })).toThrow(/is damaged; restore it.*HUB_SECRET_OLD=lost/)
    expect(readFileSync(join(folder, 'hub.secret'), 'utf8')).toBe('short')
  })

  test('is not made anew beside a database that was made with another one, unless that is lost', () => {
    const folder = stateFolder()
    const file = join(folder, 'hub.secret')
    mkdirSync(join(folder, 'pg18'))
    expect(() => loadEnv({ HUB_STATE_DIR: folder })).toThrow(
      /hub\.secret is gone, and the database beside it/,
    )
    expect(existsSync(file)).toBe(false)
    const { HUB_SECRET } = newSecrets()
    expect(loadEnv({ HUB_STATE_DIR: folder, HUB_SECRET }).secret).toBe(HUB_SECRET)
    const { secret } = loadEnv({ HUB_STATE_DIR: folder, HUB_SECRET_OLD: 'lost' })
    expect(readFileSync(file, 'utf8')).toContain(secret)
  })
})
