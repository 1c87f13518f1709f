import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startHub } from '../../testing/index.ts'
import type { TestHub, TestOrg } from '../../testing/index.ts'
import { sendAll } from './testing.ts'

const asked: string[] = []
const server = createServer(({ method, url }, response) => {
  asked.push(`${method} ${url}`)
  response.setHeader('content-type', 'application/json').end('{"secret":"of the own network"}')
})

let hub: TestHub
let org: TestOrg
let address: string
beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  hub = await startHub({ settings: { allowPrivateUpstreams: true } })
  org = await hub.newOrg()
})
afterAll(async () => {
  await hub.stop()
  server.close()
})

describe('where the operator lets endpoints lie in their own network', () => {
  test('an endpoint there gets what happens', async () => {
    const { endpoint } = await org.api.endpoints.create({
      name: 'Own',
      address: `${address}/hub`,
      topics: ['*'],
    })
    await org.api.endpoints.sendTest({ id: endpoint.id })
    await sendAll(hub)
    expect(asked.splice(0)).toContain('POST /hub')
  })

  test.each(['/secret', '/hub'])('no step of a workflow asks for %s', async (path) => {
    const member = await org.join('member')
    await expect(member.api.workflows.actions.callApi({ url: `${address}${path}` })).rejects.toMatchObject({
      code: 'BAD_REQUEST',
    })
    expect(asked).toEqual([])
  })
})
