import { QueryClient } from '@tanstack/react-query'
import { beforeEach, expect, it, vi } from 'vitest'
import { flush } from './delivery.ts'
import { addToOutbox, readOutbox, takeFromOutbox } from './outbox.ts'
import type { Hub } from './trpc.ts'

const NAME = 'maeve.bakery'
const complete = (idempotencyKey: string) =>
  addToOutbox(NAME, {
    act: 'complete',
    input: { id: '01a1f85a-e708-70db-9f28-5d1527c7cea5', idempotencyKey },
    title: 'Book the grinder service',
    at: Date.now(),
    wasTried: false,
  })

beforeEach(() => localStorage.clear())

it('does not send what was taken back while another write was on its way', async () => {
  const sent: string[] = []
  let arrive = () => {}
  const mutate = async ({ idempotencyKey }: { idempotencyKey: string }) => {
    sent.push(idempotencyKey)
    await new Promise<void>((resolve) => (arrive = resolve))
  }
  // Of a hub only what these writes need.
  const hub = {
    client: { modules: { ops: { tasks: { complete: { mutate } } } } },
    trpc: { modules: { ops: { tasks: { pathFilter: () => ({}) } } } },
    queryClient: new QueryClient(),
  } as unknown as Hub
  complete('first-of-them')
  complete('second-of-them')
  const flushed = flush(hub, NAME)
  await vi.waitFor(() => expect(sent).toEqual(['first-of-them']))
  expect(takeFromOutbox(NAME, 'second-of-them')).toBe(true)
  arrive()
  await Promise.race([flushed, new Promise((resolve) => setTimeout(resolve, 200))])
  expect(sent).toEqual(['first-of-them'])
  expect(readOutbox(NAME)).toEqual([])
})
