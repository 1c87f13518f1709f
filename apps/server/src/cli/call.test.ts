import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { runCall } from './call.ts'
import { UsageError } from './output.ts'

const tasks = { procedure: 'modules.ops.tasks.list', org: undefined, as: undefined, url: undefined }
const elsewhere = { ...tasks, url: 'http://localhost:1', apiKey: 'hub_key_of_a_program' }

test.each(['null', '[1]', '"words"', '7'])(
  'an input that is %s is refused before anything is asked',
  async (input) => {
    const refusal = runCall({ ...elsewhere, input })
    await expect(refusal).rejects.toThrow(UsageError)
    await expect(refusal).rejects.toThrow('an object with fields')
  },
)

test('an input that is empty, or a file that is no text, is told without what would move a terminal', async () => {
  await expect(runCall({ ...elsewhere, input: ' \n' })).rejects.toThrow(/^The input is empty\./)
  const picture = Buffer.from('\u001b[2J\u0007%PNG', 'utf8').toString()
  await expect(runCall({ ...elsewhere, input: `\uFFFD${picture}` })).rejects.toThrow(
    /^The input is not valid JSON: ··\[2J·%PNG$/,
  )
})

test('a person of this hub is not taken to another one', async () => {
  const refusal = runCall({ ...elsewhere, input: '{}', as: 'maeve@example.com' })
  await expect(refusal).rejects.toThrow(/^--as names a person of this hub/)
})

test.each([
  [200, '<!doctype html>'],
  [404, '{"error":"not found"}'],
])('an answer that no hub gives is said to be one (%i %s)', async (status, body) => {
  const site = createServer((_request, response) => response.writeHead(status).end(body)).listen(0)
  onTestFinished(() => void site.close())
  const url = `http://localhost:${(site.address() as AddressInfo).port}`
  const refusal = runCall({ ...elsewhere, url, input: '{}' })
  await expect(refusal).rejects.toThrow(`What answers at ${url} is no Smart AI Hub.`)
})
