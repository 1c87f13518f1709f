import { startHub } from '@hub/api/testing'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { buildApp } from './app.ts'

test('what breaks outside the chain is logged with its request id and told to nobody (GW-5)', async () => {
  const started = await startHub()
  const lines: string[] = []
  const log = pino({ level: 'error' }, { write: (line) => void lines.push(line) })
  const env = { trustProxy: false, host: 'localhost', mail: undefined } as const
  const app = await buildApp({ hub: { ...started.hub, log }, env })
  try {
    app.get('/health/broken', () => {
      throw new Error('the inside of the hub')
    })
    const answer = await app.inject({ url: '/health/broken', headers: { host: 'localhost:3000' } })
    expect(answer.statusCode).toBe(500)
    expect(answer.body).not.toContain('inside')
    expect(lines.join('')).toContain('the inside of the hub')
    expect(lines.join('')).toContain(String(answer.headers['x-request-id']))
  } finally {
    await app.close()
    await started.stop()
  }
})
