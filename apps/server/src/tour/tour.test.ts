import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { knownPublicUrl, modules, startWorker } from '@hub/api/server'
import type { HubModule } from '@hub/api/server'
import { shelf } from '@hub/api/testing'
import { TEST_SECRET, createTestDatabase } from '@hub/db/testing'
import { expect, inject, onTestFinished, test } from 'vitest'
import { devMailbox } from '../mail/dev-mailbox.ts'
import { freePort } from '../testing/free-address.ts'
import { compiled, runProgram } from '../testing/run-program.ts'
import { serveHub } from '../testing/serve.ts'
import type { Seeded } from '../cli/seed/seed.ts'
import type { TourStep } from './step.ts'
import { tourSteps } from './steps.ts'
import { runTour as visit } from './tour.ts'
import type { TourResult } from './tour.ts'
import { eventually } from './web-client.ts'

/** Two minutes are what a visitor has; a machine that others use as well takes most of them. */
const MOST_MS = 120_000

const CLI = new URL('../cli.ts', import.meta.url)
const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))

test(
  'does the main job of each module through the doors of a running hub, walks its sample, and says what it cost',
  { timeout: MOST_MS + 120_000 },
  async () => {
    const database = await createTestDatabase({
      adminUrl: inject('adminUrl'),
      template: inject('templateName'),
    })
    const stateDir = mkdtempSync(join(tmpdir(), 'hub-tour-test-'))
    const env = {
      ...compiled,
      DATABASE_URL: database.adminUrl,
      HUB_SECRET: TEST_SECRET,
      HUB_STATE_DIR: stateDir,
      PORT: '0',
    }
    const server = spawn(process.execPath, [MAIN], { env, stdio: 'ignore' })
    onTestFinished(async () => {
      const ended = once(server, 'exit')
      server.kill('SIGTERM')
      await ended
      await database.drop()
      rmSync(stateDir, { recursive: true })
    })
    const url = await eventually(async () => knownPublicUrl(stateDir), { forMs: 30_000, what: 'The hub' })
    const seeded = await runProgram(CLI, ['seed', '--json'], { env })
    const { password } = JSON.parse(seeded.out) as Seeded
    const { code, out, err } = await runProgram(CLI, ['tour', '--json', '--url', url], {
      env: { ...env, HUB_SAMPLE_PASSWORD: password ?? '' },
    })
    expect(err).toBe('')
    const { ok, steps } = JSON.parse(out) as TourResult
    expect(steps.filter((step) => !step.ok)).toEqual([])
    expect({ code, ok }).toEqual({ code: 0, ok: true })
    const doors = new Set(['web', 'assistant', 'rest', 'mcp', 'cli'])
    expect(new Set(steps.map(({ door }) => door))).toEqual(doors)
    const sample = steps.slice(steps.findIndex(({ name }) => name === 'Go to the sample'))
    expect(new Set(sample.map(({ door }) => door))).toEqual(doors)
    // By the price book: of each walk two approved writes and one read by MCP, each act by MCP, and one read more; all else is free.
    const tours = modules.flatMap(({ tour }: HubModule) => tour ?? [])
    const walks = tours.filter(({ walk }) => walk !== undefined).length
    const acts = tours.flatMap(({ acts: declared = [], sample = [] }) => [...declared, ...sample])
    expect(walks).toBeGreaterThan(0)
    const byMcp = acts.filter(({ door }) => door === 'mcp').length
    expect(steps.reduce((sum, { credits }) => sum + credits, 0)).toBeCloseTo(
      0.11 * walks + 0.01 * byMcp + 0.01,
      6,
    )
    expect(steps.reduce((sum, { ms }) => sum + ms, 0)).toBeLessThan(MOST_MS)
  },
)

/** What a visitor hears on a hub with these modules, to the end or to the first step that does not hold. */
async function heardOn(modulesOfHub: readonly HubModule[], steps: readonly TourStep[]) {
  const mailbox = devMailbox()
  const port = await freePort()
  const settings = { publicUrl: `http://localhost:${port}` }
  const hub = await serveHub({ modules: modulesOfHub, mail: mailbox, mailbox, port, settings })
  hub.hub.outbox.start()
  const worker = await startWorker(hub.hub)
  onTestFinished(async () => {
    await worker.stop()
    await hub.stop()
  })
  const target = {
    origin: hub.origin,
    cliEnv: undefined,
    isTemporary: false,
    description: 'a test',
    stop: async () => undefined,
  }
  const told: string[] = []
  const result = await visit(target, (_step, words) => void told.push(words), steps)
  return { ...result, last: told.at(-1) }
}

test('holds on a hub without any module', { timeout: 90_000 }, async () => {
  const { ok, last, steps } = await heardOn([], tourSteps([]))
  expect({ ok, last }).toEqual({ ok: true, last: '1 charges, by mcp' })
  expect(new Set(steps.map(({ door }) => door))).toEqual(new Set(['web', 'assistant', 'rest', 'mcp', 'cli']))
})

test('visits a module of three files at each door', { timeout: 90_000 }, async () => {
  // The command is a program of its own, with the product's modules: module-doors.test.ts calls it here.
  const steps = tourSteps([shelf]).filter(({ door }) => door !== 'cli')
  const heard = await heardOn([shelf], steps)
  expect(heard).toMatchObject({ ok: true, last: '4 charges, by assistant and mcp' })
  expect(heard.steps.map(({ name }) => name)).toContain('Ask the assistant for a box')
})

test('fails where no hub answers', async () => {
  const { code, out } = await runProgram(CLI, ['tour', '--json', '--url', 'http://127.0.0.1:9'], { env: {} })
  expect(code).toBe(1)
  expect(out).toContain('No hub answers')
})
