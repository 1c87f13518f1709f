import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import { localFiles, version } from '@hub/api/server'
import { giveCredits, issueKey, startHub } from '@hub/api/testing'
import { TEST_SECRET } from '@hub/db/testing'
import { expect, onTestFinished, test } from 'vitest'

const HTTP = fileURLToPath(new URL('../../mcp/src/http.ts', import.meta.url))

/** The process as an operator starts it, and the address it says it answers at. */
async function start(databaseUrl: string, settings: Record<string, string> = {}) {
  const stateDir = mkdtempSync(join(tmpdir(), 'hub-mcp-'))
  const child = spawn(process.execPath, [HTTP], {
    env: {
      DATABASE_URL: databaseUrl,
      HUB_SECRET: TEST_SECRET,
      HUB_STATE_DIR: stateDir,
      MCP_PORT: '0',
      ...settings,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
    rmSync(stateDir, { recursive: true })
  })
  for await (const line of createInterface({ input: child.stderr })) {
    const url = /^MCP answers at (http:\S+\/mcp)$/.exec(line)?.[1]
    if (url === undefined) throw new Error(line)
    return { child, url }
  }
  throw new Error('The process ended without a word.')
}

async function connect(url: string, key: string): Promise<Client> {
  const client = new Client({ name: 'probe', version: '1' }, { versionNegotiation: { mode: 'auto' } })
  const requestInit = { headers: { authorization: `Bearer ${key}` } }
  await client.connect(new StreamableHTTPClientTransport(new URL(url), { requestInit }))
  return client
}

test('MCP runs as a process of its own beside a hub, and ends when told to', async () => {
  const hub = await startHub()
  onTestFinished(() => hub.stop())
  const { orgId, owner } = await hub.newOrg()
  const { text } = await issueKey(hub.hub, { orgId, userId: owner.userId, kind: 'assistant' })
  const { child, url } = await start(hub.database.adminUrl)

  const client = await connect(url, text)
  const { structuredContent } = await client.callTool({ name: 'system_status', arguments: {} })
  expect(structuredContent).toMatchObject({ version })
  await client.close()

  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  expect(await ended).toEqual([0, null])
})

test('the process of its own refuses an address that is blocked meanwhile, within five seconds (ADM-3)', async () => {
  const hub = await startHub()
  onTestFinished(() => hub.stop())
  const { userId } = await hub.newPerson({ isPlatformAdmin: true })
  const { url } = await start(hub.database.adminUrl, { TRUST_PROXY: 'loopback' })
  const ask = async (from: string) =>
    (await fetch(url, { method: 'POST', headers: { 'x-forwarded-for': from } })).status
  expect(await ask('203.0.113.9')).not.toBe(403)

  const admin = hub.api(hub.call({ credential: { kind: 'person', userId } }))
  await admin.admin.blocks.add({ network: '203.0.113.0/24', reason: 'Guesses passwords' })
  await expect.poll(() => ask('203.0.113.9'), { timeout: 5_000, interval: 200 }).toBe(403)
  expect(await ask('198.51.100.9')).not.toBe(403)
})

test('the process of its own reads the files of the hub, and counts by its limits', async () => {
  const stateDir = mkdtempSync(join(tmpdir(), 'hub-mcp-files-'))
  onTestFinished(() => rmSync(stateDir, { recursive: true }))
  const hub = await startHub({ files: localFiles(join(stateDir, 'files')) })
  onTestFinished(() => hub.stop())
  const { orgId, owner, api } = await hub.newOrg()
  await giveCredits(hub, orgId, { micro: 1_000_000 })
  const { id } = await api.modules.foundry.datasets.create({ title: 'Prices' })
  const { id: fileId } = await api.files.attach({
    entity: 'foundry_dataset',
    entityId: id,
    name: 'prices.csv',
    content: Buffer.from('Name,Price\nRye,4\n').toString('base64'),
  })
  const { text } = await issueKey(hub.hub, { orgId, userId: owner.userId, kind: 'assistant' })
  const { url } = await start(hub.database.adminUrl, { HUB_STATE_DIR: stateDir, LIMIT_USER_PER_HOUR: '2' })
  const client = await connect(`${url}/x/foundry`, text)
  const preview = () => client.callTool({ name: 'foundry_datasets_preview', arguments: { id, fileId } })
  expect((await preview()).structuredContent).toMatchObject({ records: 1 })
  await preview()
  expect(JSON.stringify(await preview())).toContain('TOO_MANY_REQUESTS')
  await client.close()
})

test('the process of its own names requests as the server does, and says who holds its port', async () => {
  const hub = await startHub()
  onTestFinished(() => hub.stop())
  const { url } = await start(hub.database.adminUrl)
  const ask = async (id: string) =>
    (await fetch(url, { method: 'POST', headers: { 'x-request-id': id } })).headers.get('x-request-id')
  expect(await ask('abcdefgh-1')).toBe('abcdefgh-1')
  expect(await ask('a b')).toMatch(/^[\da-f]{8}-[\da-f]{4}-/)

  const { port } = new URL(url)
  await expect(start(hub.database.adminUrl, { MCP_PORT: port })).rejects.toThrow(
    `Port ${port} is in use by another program; set MCP_PORT to a free one`,
  )
})
