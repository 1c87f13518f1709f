import { afterEach, expect, test, vi } from 'vitest'
import { keptApart } from './kept-apart.ts'

afterEach(() => void vi.useRealTimers())

const hangs = () => new Promise<never>(() => undefined)

test('what answers, or fails, goes on to whoever asked, in their order and few at once', async () => {
  const ask = keptApart({ ms: 1_000, atOnce: 2 })
  const thing = {}
  let underWay = 0
  let most = 0
  const answers = await Promise.allSettled(
    [1, 2, 3, 4, 5].map((n) =>
      ask(thing, async () => {
        underWay += 1
        most = Math.max(most, underWay)
        await new Promise(setImmediate)
        underWay -= 1
        if (n === 4) throw new Error('four')
        return n
      }),
    ),
  )
  expect(most).toBe(2)
  expect(answers.map((one) => (one.status === 'fulfilled' ? one.value : 'failed'))).toEqual([
    1,
    2,
    3,
    'failed',
    5,
  ])
})

test('one that hangs is asked no more until it has answered, and what stands beside it is', async () => {
  vi.useFakeTimers()
  const ask = keptApart({ ms: 1_000, atOnce: 2 })
  const [slow, well] = [{}, {}]
  const { promise, resolve } = Promise.withResolvers<string>()
  let asked = 0
  const askSlow = () =>
    ask(slow, () => {
      asked += 1
      return promise
    })
  const all = Promise.allSettled([askSlow(), askSlow(), askSlow()])
  await vi.advanceTimersByTimeAsync(1_000)
  expect((await all).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  await expect(askSlow()).rejects.toThrow('still wait')
  await expect(ask(well, async () => 'well')).resolves.toBe('well')
  expect(asked).toBe(2)
  resolve('at last')
  await vi.advanceTimersByTimeAsync(0)
  await expect(askSlow()).resolves.toBe('at last')
})

test('what never answers is asked again after a minute', async () => {
  vi.useFakeTimers()
  const ask = keptApart({ ms: 1_000, atOnce: 1 })
  const thing = {}
  const lost = Promise.allSettled([ask(thing, hangs)])
  await vi.advanceTimersByTimeAsync(1_000)
  expect(await lost).toMatchObject([{ reason: { message: 'no answer in time' } }])
  await expect(ask(thing, async () => 'back')).rejects.toThrow('still wait')
  await vi.advanceTimersByTimeAsync(60_000)
  await expect(ask(thing, async () => 'back')).resolves.toBe('back')
})
