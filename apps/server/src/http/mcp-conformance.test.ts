import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { issueKey } from '@hub/api/testing'
import { createConformanceServer } from '@hub/mcp/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveHub } from '../testing/serve.ts'
import type { ServedHub } from '../testing/serve.ts'

const suite = dirname(
  createRequire(import.meta.url).resolve('@modelcontextprotocol/conformance/package.json'),
)
const out = mkdtempSync(join(tmpdir(), 'hub-mcp-conformance-'))

let hub: ServedHub
beforeAll(async () => {
  hub = await serveHub({ createMcpServer: createConformanceServer })
  const org = await hub.newOrg()
  const { text: key } = await issueKey(hub.hub, {
    orgId: org.orgId,
    userId: org.owner.userId,
    kind: 'assistant',
  })
  // The suite cannot send a key, so its requests get one on arrival; everything behind that is the product.
  hub.server.prependListener('request', ({ headers }) => {
    headers.authorization ??= `Bearer ${key}`
  })
})
afterAll(async () => {
  await hub.stop()
  rmSync(out, { recursive: true })
})

/** Names of the scenarios a revision requires, as the suite froze them when the revision was published. */
function requiredAt(revision: string): string[] {
  const list = readFileSync(join(suite, 'requirements', `${revision}.yaml`), 'utf8')
  const [, server = ''] = /^server:\n((?: {2}- .+\n)+)/m.exec(list) ?? []
  return [...server.matchAll(/^ {2}- (\S+)/gm)].map(([, name = '']) => name)
}

/** Runs the suite in a process of its own; the scenarios in which no check failed. */
async function passedAt(revision: string): Promise<Set<string>> {
  const options = ['--requirements', revision, '--timeout', '8000', '-o', join(out, revision)]
  const child = spawn(process.execPath, [
    join(suite, 'dist/index.js'),
    'server',
    '--url',
    `${hub.origin}/mcp`,
    ...options,
  ])
  const [report] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  const lines = report.matchAll(/^✓ (\S+): \d+ passed, 0 failed$/gm)
  return new Set([...lines].map(([, name = '']) => name))
}

/** They send requests to the client in mid-call, which a server without sessions cannot do at the old revisions. */
const needSessions = [
  'tools-call-sampling',
  'tools-call-elicitation',
  'elicitation-sep1034-defaults',
  'elicitation-sep1330-enums',
]

test.each([
  { revision: '2026-07-28', count: 37, failing: [] },
  { revision: '2025-11-25', count: 30, failing: needSessions },
])('meets what protocol $revision requires of a server (MCP-1)', async ({ revision, count, failing }) => {
  const required = requiredAt(revision)
  const passed = await passedAt(revision)
  const failed = required.filter((name) => !passed.has(name))
  process.stdout.write(
    `MCP ${revision}: ${required.length - failed.length} of ${required.length} required scenarios pass\n`,
  )
  expect(required).toHaveLength(count)
  expect(failed.toSorted()).toEqual(failing.toSorted())
})
