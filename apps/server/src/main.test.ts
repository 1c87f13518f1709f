import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { TEST_SECRET, createTestDatabase } from '@hub/db/testing'
import { afterAll, beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest'
import type { TestDatabase } from '@hub/db/testing'
import type { ChildProcess } from 'node:child_process'
import type { AddressInfo } from 'node:net'
import { compiled } from './testing/run-program.ts'

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url))

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase({ adminUrl: inject('adminUrl'), template: inject('templateName') })
})
afterAll(() => database.drop())

describe('npm start', () => {
  test('answers on both loopback addresses and says where', async () => {
    const hub = await startHub()
    expect(hub.output()).toContain(`http://localhost:${hub.port}`)
    for (const host of ['127.0.0.1', '[::1]', 'localhost']) {
      for (const path of ['/health', '/health/live', '/health/ready']) {
        const response = await fetch(`http://${host}:${hub.port}${path}`)
        expect([host, path, response.status]).toEqual([host, path, 200])
      }
    }
  })

  test.for(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('stops in order on %s', async (signal) => {
    const hub = await startHub()
    hub.child.kill(signal)
    expect(await once(hub.child, 'exit')).toEqual([0, null])
  })

  test('stops in order although nobody takes its traces', async () => {
    const hub = await startHub({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' })
    expect((await fetch(`http://localhost:${hub.port}/api/v1/system/status`)).status).toBe(200)
    hub.child.kill('SIGTERM')
    expect(await once(hub.child, 'exit')).toEqual([0, null])
  })

  test('gives its traces to an OTLP receiver, at the latest when it stops', async () => {
    const received: { url: string | undefined; body: OtlpExport }[] = []
    const receiver = createServer((request, response) => {
      void json(request).then((body) => {
        // What a receiver of OTLP over HTTP with JSON is sent, by its specification.
        received.push({ url: request.url, body: body as OtlpExport })
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
      })
    })
    onTestFinished(() => void receiver.close())
    await once(receiver.listen(0, '127.0.0.1'), 'listening')
    const { port } = receiver.address() as AddressInfo // a TCP server's address is never a pipe's name
    const hub = await startHub({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}/` })
    expect((await fetch(`http://localhost:${hub.port}/api/v1/system/status`)).status).toBe(200)
    hub.child.kill('SIGTERM')
    expect(await once(hub.child, 'exit')).toEqual([0, null])
    expect(new Set(received.map(({ url }) => url))).toEqual(new Set(['/v1/traces']))
    const resources = received.flatMap(({ body }) => body.resourceSpans)
    expect(resources[0]?.resource.attributes).toContainEqual({
      key: 'service.name',
      value: { stringValue: 'smart-ai-hub' },
    })
    const names = resources.flatMap(({ scopeSpans }) =>
      scopeSpans.flatMap(({ spans }) => spans.map(({ name }) => name)),
    )
    expect(names).toEqual(expect.arrayContaining(['GET /api/v1/system/status', 'system.status']))
  })

  test('stops when the process that started it is gone', async () => {
    const hub = await startHub()
    hub.child.disconnect()
    expect(await once(hub.child, 'exit')).toEqual([0, null])
  })

  test('says that the hub already runs when it holds the port', async () => {
    const first = await startHub()
    const second = await runHub({ PORT: String(first.port) })
    expect(second).toEqual({
      code: 1,
      output: `Smart AI Hub did not start.\n  Smart AI Hub is already running at http://localhost:${first.port}.\n`,
    })
  })

  test.for(['127.0.0.1', '::1'])('says that another program holds the port on %s', async (host) => {
    const other = createServer((_request, response) => response.end('hello'))
    onTestFinished(() => void other.close())
    await once(other.listen(0, host), 'listening')
    const { port } = other.address() as AddressInfo // a TCP server's address is never a pipe's name
    const { code, output } = await runHub({ PORT: String(port) })
    expect(code).toBe(1)
    expect(output).toContain(`Port ${port} is in use by another program; set PORT to a free one`)
  })

  test('names a DATABASE_URL that does not work without its password', async () => {
    const { code, output } = await runHub({ DATABASE_URL: 'postgres://hub:hunter2@127.0.0.1:1/books' })
    expect(code).toBe(1)
    expect(output).toBe(
      'Smart AI Hub did not start.\n  DATABASE_URL cannot be used: nothing answers at that address (host 127.0.0.1, port 1, database books). Start PostgreSQL there, or correct DATABASE_URL.\n',
    )
  })

  test('refuses the wrong password of a real server in words', async () => {
    const url = new URL(database.adminUrl)
    url.password = 'hunter2'
    const { output } = await runHub({ DATABASE_URL: url.href })
    expect(output).toMatch(
      /: the user name or password is wrong \(host 127\.0\.0\.1, port \d+, database hub_test_\w+\)\. Correct them in the address\.\n$/,
    )
    expect(output).not.toContain('hunter2')
  })
})

interface OtlpExport {
  resourceSpans: {
    resource: { attributes: { key: string; value: { stringValue?: string } }[] }
    scopeSpans: { spans: { name: string }[] }[]
  }[]
}

interface Started {
  child: ChildProcess
  output: () => string
}

function spawnHub(settings: Record<string, string>): Started {
  const stateDir = mkdtempSync(join(tmpdir(), 'hub-main-'))
  const env = {
    ...compiled,
    HUB_STATE_DIR: stateDir,
    DATABASE_URL: database.adminUrl,
    HUB_SECRET: TEST_SECRET,
    PORT: '0',
    ...settings,
  }
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => (text += String(part)))
  onTestFinished(() => {
    child.kill('SIGKILL')
    rmSync(stateDir, { recursive: true, force: true })
  })
  return { child, output: () => text }
}

/** Runs the hub until it ends by itself. */
async function runHub(settings: Record<string, string>): Promise<{ code: unknown; output: string }> {
  const { child, output } = spawnHub(settings)
  const [code]: unknown[] = await once(child, 'close')
  return { code, output: output() }
}

async function startHub(settings: Record<string, string> = {}): Promise<Started & { port: number }> {
  const hub = spawnHub(settings)
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  hub.child.stdout?.on('data', () => {
    const port = /http:\/\/localhost:(\d+)/.exec(hub.output())?.[1]
    if (port) resolve(Number(port))
  })
  hub.child.once('close', () => reject(new Error(hub.output())))
  return { ...hub, port: await promise }
}
