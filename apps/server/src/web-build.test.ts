import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { projectDir } from '@hub/db/embedded'
import { expect, onTestFinished, test } from 'vitest'

interface WebBuild {
  webDir: string
  buildBeside: (
    build: { what: string; args: string[]; dist: string },
    program: { node: string; env: object },
  ) => Promise<void>
}
const { webDir, buildBeside }: WebBuild = await import(`${projectDir}/scripts/boot/web-build.mjs`)

/** A folder with a build in it, and a program that builds in place of the real one. */
function place(program: string) {
  const folder = mkdtempSync(join(webDir, 'node_modules', '.build-test-'))
  const name = folder.slice(-6)
  onTestFinished(() => {
    for (const made of [folder, join(webDir, 'node_modules', `.next-${name}`)])
      rmSync(made, { recursive: true, force: true })
  })
  const dist = join(folder, 'dist')
  mkdirSync(dist)
  writeFileSync(join(dist, 'index.html'), 'before')
  const node = join(folder, 'node')
  const intoNext = 'while [ "$1" != --outDir ]; do shift; done; mkdir -p "$2"; echo after > "$2/index.html"'
  writeFileSync(node, `#!/bin/sh\n${intoNext}\n${program}\n`)
  chmodSync(node, 0o755)
  const build = () =>
    buildBeside({ what: 'a test', args: [name], dist }, { node, env: { PATH: '/usr/bin:/bin' } })
  return { dist, build, page: () => readFileSync(join(dist, 'index.html'), 'utf8').trim() }
}
const leftBeside = () => readdirSync(join(webDir, 'node_modules')).filter((name) => name.endsWith('-before'))

test('a build that fails leaves the one before in its place', async () => {
  const { dist, build, page } = place('exit 1')
  await expect(build()).rejects.toThrow('Building a test failed')
  expect(page()).toBe('before')
  expect(existsSync(join(dist, '.stamp'))).toBe(false)
})

test('a build that is whole takes the place of the one before, and nothing stays beside it', async () => {
  const { dist, build, page } = place('exit 0')
  await build()
  expect(page()).toBe('after')
  expect(existsSync(join(dist, '.stamp'))).toBe(true)
  expect(leftBeside()).toEqual([])
})
