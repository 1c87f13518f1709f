import { startWorker } from '@hub/api/server'
import { startHub } from '@hub/api/testing'
import { expect, test, vi } from 'vitest'
import { onceThere } from './once-there.ts'

const reset = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' })

test('what the database was away for is begun again until it goes well', async () => {
  const begin = vi
    .fn<() => Promise<string>>()
    .mockRejectedValueOnce(reset)
    .mockRejectedValueOnce(new Error('The engine did not start.', { cause: reset }))
    .mockResolvedValue('there')
  const waits: unknown[] = []
  expect(await onceThere(begin, (error) => waits.push(error))).toBe('there')
  expect(waits).toHaveLength(2)
})

test('what stays wrong is told at once', async () => {
  const begin = vi.fn<() => Promise<string>>().mockRejectedValue(new Error('Set up wrongly.'))
  await expect(onceThere(begin, () => undefined)).rejects.toThrow('Set up wrongly.')
  expect(begin).toHaveBeenCalledOnce()
})

test('a worker that found no database can be started again in the same process', async () => {
  const [hub, gone] = [await startHub(), await startHub()]
  await gone.stop()
  await expect(startWorker(gone.hub)).rejects.toThrow(
    /pool after calling end|driver has already been destroyed/,
  )
  const worker = await startWorker(hub.hub)
  await worker.stop()
  await hub.stop()
})
