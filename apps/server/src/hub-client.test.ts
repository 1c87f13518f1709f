import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveForPrograms } from './testing/serve-for-programs.ts'
import type { ProgramHub } from './testing/serve-for-programs.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const run = promisify(execFile)

/** What the README asks for, and no more. */
const compilerOptions = {
  module: 'nodenext',
  allowImportingTsExtensions: true,
  noEmit: true,
  types: ['node'],
  skipLibCheck: true,
}
const TSCONFIG = { compilerOptions, files: ['program.ts'] }

const PROGRAM = `
import { createHubClient } from '@hub/api'

const { HUB_URL: url = '', HUB_API_KEY: key = '' } = process.env
const hub = createHubClient({ url, key })
const made = await hub.modules.ops.tasks.create.mutate({ title: 'Call the roastery' })
const [{ items }, { version }] = await Promise.all([
  hub.modules.ops.tasks.list.query({ search: 'roastery' }),
  hub.system.status.query(),
])
const refusal = await hub.modules.ops.tasks.get.query({ id: 'x' }).catch((error) => error.data.issues[0].path)
const streamed = await new Promise((resolve) =>
  hub.assistant.stream.subscribe(
    { answerId: made.id },
    { onData: () => resolve('data'), onError: (error) => resolve(error.data?.code) },
  ),
)
const titles: string[] = items.map(({ title }) => title)
console.log(JSON.stringify({ titles, version, refusal, streamed }))
`

let served: ProgramHub
/** A folder that knows the hub's package and Node's types, and nothing else of the workspace. */
let folder: string
beforeAll(async () => {
  served = await serveForPrograms()
  folder = mkdtempSync(join(tmpdir(), 'hub-client-'))
  for (const [name, to] of [
    ['@hub/api', 'packages/api'],
    ['@types/node', 'packages/api/node_modules/@types/node'],
  ] as const) {
    mkdirSync(join(folder, 'node_modules', name, '..'), { recursive: true })
    symlinkSync(join(root, to), join(folder, 'node_modules', name))
  }
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(TSCONFIG))
})
afterAll(async () => {
  await served.stop()
  rmSync(folder, { recursive: true })
})

test('a program outside the workspace calls the hub by plain Node, with a key', async () => {
  writeFileSync(join(folder, 'program.ts'), PROGRAM)
  const { stdout } = await run(process.execPath, ['program.ts'], {
    cwd: folder,
    env: { HUB_URL: served.hub.origin, HUB_API_KEY: served.key },
  })
  expect(JSON.parse(stdout)).toEqual({
    titles: ['Call the roastery'],
    version: expect.any(String),
    refusal: 'id',
    streamed: 'NOT_FOUND',
  })
})

/** What TypeScript has to find; a client without types would leave both lines without an error. */
const WRONG = `
// @ts-expect-error a title is a text
await hub.modules.ops.tasks.create.mutate({ title: 7 })
// @ts-expect-error there is no such procedure
await hub.modules.ops.tasks.forget.mutate({})
`

test('the README asks for each of its settings', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  for (const option of Object.keys(compilerOptions)) expect(readme).toContain(option)
})

test('its types hold, and a wrong call is found before it is sent', async () => {
  writeFileSync(join(folder, 'program.ts'), PROGRAM + WRONG)
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const { stdout } = await run(process.execPath, [tsc, '-p', folder], { cwd: folder }).catch(
    (failed: { stdout: string }) => failed,
  )
  expect(stdout).toBe('')
})
