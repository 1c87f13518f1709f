import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { sweepBrowserLeftovers } from './browser-leftovers.ts'

test('what browsers of killed processes left is removed a day later, and nothing else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hub-browsers-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const old = new Date(Date.now() - 25 * 3_600_000)
  const make = async (name: string, at?: Date) => {
    await mkdir(join(folder, name))
    await writeFile(join(folder, name, 'Cookies'), 'x')
    if (at) await utimes(join(folder, name), at, at)
  }
  await make('playwright_chromiumdev_profile-a1B2c3', old)
  await make('playwright-artifacts-Zz9Yy8', old)
  await make('playwright_chromiumdev_profile-d4E5f6')
  await make('playwright_chromiumdev_profile-kept-by-hand', old)
  await make('of-somebody-else', old)
  await sweepBrowserLeftovers(folder)
  expect((await readdir(folder)).toSorted()).toEqual([
    'of-somebody-else',
    'playwright_chromiumdev_profile-d4E5f6',
    'playwright_chromiumdev_profile-kept-by-hand',
  ])
  await expect(sweepBrowserLeftovers(join(folder, 'missing'))).resolves.toBeUndefined()
})
