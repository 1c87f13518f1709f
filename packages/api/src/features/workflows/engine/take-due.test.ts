import { pino } from 'pino'
import { expect, test } from 'vitest'
import { BATCH, takeDue } from './take-due.ts'

const log = pino({ level: 'silent' })
const due = Array.from({ length: BATCH }, (_, number) => ({ id: String(number), orgId: 'org' }))

test('what fails holds up no other, and is not tried again at once', async () => {
  const taken: string[] = []
  let looks = 0
  const look = async () => (looks++ < 1 ? due : due.slice(0, 3))
  const take = async ({ id }: { id: string }) => {
    if (id === '7') throw new Error('no')
    taken.push(id)
  }
  expect(await takeDue({ log }, { look, take })).toBe(BATCH + 3)
  expect(taken).toHaveLength(BATCH + 2)

  looks = 0
  const all = async () => ((looks += 1), due)
  await takeDue({ log }, { look: all, take: () => Promise.reject(new Error('no')) })
  expect(looks).toBe(1)
})
