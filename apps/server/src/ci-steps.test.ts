import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../../', import.meta.url))

interface Ended {
  code: number
  stdout: string
  stderr: string
}

const run = (script: string, ...args: string[]): Promise<Ended> =>
  promisify(execFile)(process.execPath, [script, ...args], { cwd: root }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (failed: Ended) => failed,
  )

/** A registry that knows what it is told and nothing else; it speaks the bulk form of advisories. */
async function askedOf(answer: { status?: number; advisories?: object }): Promise<Ended> {
  const server = createServer((request, reply) => {
    const isAdvisories = request.url?.endsWith('/advisories/bulk') ?? false
    request.resume().on('end', () => {
      reply.writeHead(isAdvisories ? (answer.status ?? 200) : 404, { 'content-type': 'application/json' })
      reply.end(JSON.stringify(answer.advisories ?? {}))
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  // A listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo
  const ended = await run('.ci/advisories.mjs', '', `http://127.0.0.1:${port}/`)
  server.close()
  return ended
}

const known = (severity: string) => ({
  fastify: [
    {
      id: 1,
      url: 'https://example.test/advisory',
      title: 'Answers to strangers',
      severity,
      vulnerable_versions: '<99.0.0',
      cwe: [],
    },
  ],
})

describe('the look for known vulnerabilities', () => {
  test('fails for a grave one in what the hub uses, and names it', async () => {
    const { code, stdout } = await askedOf({ advisories: known('high') })
    expect(code).toBe(1)
    expect(stdout).toMatch(/asked \d{4}-\d\d-\d\dT.*1 known, 1 of them high or critical/)
    expect(stdout).toMatch(/high: fastify .*Answers to strangers/)
  })

  test('passes for a lesser one, and names it too', async () => {
    const { code, stdout } = await askedOf({ advisories: known('moderate') })
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('moderate: fastify') })
  })

  test('says that it was not run where nobody answers', async () => {
    const { code, stdout } = await askedOf({ status: 405 })
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringContaining('not run, because it answered 405'),
    })
    const alone = await run('.ci/advisories.mjs', '', 'http://127.0.0.1:9/')
    expect(alone.stdout).toContain('not run, because it could not be reached')
  })
})

test('docs/licences.md names every package and what copyleft asks, as installed', async () => {
  expect(await run('scripts/licences.mjs', '--check')).toMatchObject({ code: 0, stderr: '' })
})
