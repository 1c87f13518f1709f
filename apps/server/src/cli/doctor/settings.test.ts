import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { examine } from './doctor.ts'
import { partOf } from './testing.ts'

test('doctor refuses settings with which no start succeeds, those of modules included', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hub-doctor-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const wrong = { STRIPE_URL: 'shop.local', SECURITY_DNS: 'nope', TRUST_PROXY: '10.0.0.0/999' }
  const report = await examine({ source: { HUB_STATE_DIR: folder, ...wrong }, fix: false, migrate: false })
  const { found = '', status } = partOf(report, 'settings') ?? {}
  expect(status).toBe('failure')
  for (const name of Object.keys(wrong)) expect(found).toContain(`${name} must be`)
})
