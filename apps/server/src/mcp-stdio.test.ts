import { giveCredits } from '@hub/api/testing'
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js'
import { fileURLToPath } from 'node:url'
import { Client as ModernClient } from '@modelcontextprotocol/client'
import { StdioClientTransport as ModernStdio } from '@modelcontextprotocol/client/stdio'
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport as OldStdio } from '@modelcontextprotocol/sdk/client/stdio.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runProgram } from './testing/run-program.ts'
import { serveForPrograms } from './testing/serve-for-programs.ts'
import type { ProgramHub } from './testing/serve-for-programs.ts'

const ENTRY = new URL('../../mcp/src/stdio.ts', import.meta.url)
const STDIO = fileURLToPath(ENTRY)

let served: ProgramHub
beforeAll(async () => {
  served = await serveForPrograms()
})
afterAll(() => served.stop())

const attached = () => ({ ...served.here, HUB_API_KEY: served.toolKey })
const elsewhere = () => ({ HUB_STATE_DIR: served.stateDir })
const relayed = () => ({ ...elsewhere(), HUB_API_KEY: served.toolKey })

interface Opened {
  tools(): Promise<string[]>
  call(name: string): Promise<{ structuredContent?: unknown }>
  close(): Promise<void>
}

async function modern(args: string[], env: Record<string, string>): Promise<Opened> {
  const client = new ModernClient({ name: 'probe', version: '1' }, { versionNegotiation: { mode: 'auto' } })
  await client.connect(new ModernStdio({ command: process.execPath, args: [STDIO, ...args], env }))
  return {
    tools: async () => (await client.listTools()).tools.map(({ name }) => name),
    call: (name) => client.callTool({ name, arguments: {} }),
    close: () => client.close(),
  }
}

async function old(args: string[], env: Record<string, string>): Promise<Opened> {
  const client = new OldClient({ name: 'probe', version: '1' })
  await client.connect(new OldStdio({ command: process.execPath, args: [STDIO, ...args], env }))
  return {
    tools: async () => (await client.listTools()).tools.map(({ name }) => name),
    // The v1 client's own types are not exact about optional properties.
    call: async (name) => (await client.callTool({ name, arguments: {} })) as { structuredContent?: unknown },
    close: () => client.close(),
  }
}

describe.each([
  ['2026-07-28', modern],
  ['the 2025 revisions', old],
])('a stdio client of %s', (_name, open) => {
  test("works on the running hub's database", async () => {
    const client = await open([], attached())
    expect(await client.tools()).toEqual(
      expect.arrayContaining(['ops_tasks_list', 'hub_find', 'system_help']),
    )
    expect((await client.call('system_status')).structuredContent).toMatchObject({ version: '0.1.0' })
    await expect(client.call('auth_login')).rejects.toMatchObject({ code: -32_602 })
    await client.close()
  })

  test('is relayed to a hub elsewhere', async () => {
    const client = await open(['--url', served.hub.origin, '--toolset', 'system'], relayed())
    expect((await client.tools()).toSorted()).toEqual([
      'system_briefing',
      'system_find',
      'system_help',
      'system_status',
    ])
    expect((await client.call('system_status')).structuredContent).toMatchObject({ version: '0.1.0' })
    await expect(client.call('nothing')).rejects.toMatchObject({ code: -32_602 })
    await client.close()
  })
})

test('a stdio client of the 2025 revisions is asked as well, and its yes is done', async () => {
  const client = new OldClient({ name: 'probe', version: '1' }, { capabilities: { elicitation: {} } })
  const asked: string[] = []
  client.setRequestHandler(ElicitRequestSchema, async ({ params }) => {
    asked.push(params.message)
    return { action: 'accept', content: { approve: true } }
  })
  const { org, hub } = served
  await giveCredits(hub, org.orgId, { micro: 1_000_000 })
  await client.connect(new OldStdio({ command: process.execPath, args: [STDIO], env: attached() }))
  const arguments_ = { title: 'Order labels' }
  const { structuredContent } = await client.callTool({ name: 'ops_tasks_create', arguments: arguments_ })
  expect(structuredContent).toMatchObject({ title: 'Order labels' })
  expect(asked).toEqual([expect.stringContaining('Create a task?')])
  await client.close()
})

describe('a stdio server that cannot serve says so in one sentence, on standard error', () => {
  test.for([
    ['no hub here', [], { HUB_API_KEY: 'hub_key_x' }, /^No hub has been started on .+\n$/],
    ['no key', [], {}, /^Set HUB_API_KEY .+\n$/],
    ['an address that is none', ['--url', 'nowhere'], { HUB_API_KEY: 'x' }, /^nowhere is no address.+\n$/],
  ] as [string, string[], Record<string, string>, RegExp][])('%s', async ([, args, env, sentence]) => {
    const { code, out, err } = await runProgram(ENTRY, args, { env: { ...elsewhere(), ...env } })
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(sentence)
  })

  test('a key that is not live', async () => {
    const { code, out, err } = await runProgram(ENTRY, [], {
      env: { ...attached(), HUB_API_KEY: `${served.toolKey.slice(0, -8)}00000000` },
    })
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toBe('This API key is not valid here, has expired or was revoked.\n')
  })
})
