import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { createStreamSlots } from './stream-slots.ts'
import type { StreamOwner, StreamSlots } from './stream-slots.ts'

class Connection extends EventEmitter {
  destroyed = false
  close() {
    this.destroyed = true
    this.emit('close')
  }
}

function open(slots: StreamSlots, owner: StreamOwner): Connection {
  const connection = new Connection()
  slots.hold(owner, connection)
  return connection
}

function refusalOf(slots: StreamSlots, owner: StreamOwner): unknown {
  try {
    open(slots, owner)
    return undefined
  } catch (error) {
    return error
  }
}

const refusal = { code: 'TOO_MANY_REQUESTS', details: { retryAfter: 10 } }

test('a person has so many places, wherever the streams come from', () => {
  const slots = createStreamSlots({ perPerson: 2 })
  open(slots, { userId: 'maeve', ip: '203.0.113.1' })
  open(slots, { userId: 'maeve', ip: '203.0.113.2' })
  expect(refusalOf(slots, { userId: 'maeve', ip: '203.0.113.3' })).toMatchObject(refusal)
  expect(refusalOf(slots, { userId: 'jonas', ip: '203.0.113.1' })).toBeUndefined()
})

test('an address has so many places, whoever uses them', () => {
  const slots = createStreamSlots({ perAddress: 3 })
  for (const userId of ['maeve', 'jonas', 'iris']) open(slots, { userId, ip: '203.0.113.1' })
  expect(refusalOf(slots, { userId: 'noor', ip: '::ffff:203.0.113.1' })).toMatchObject(refusal)
  expect(refusalOf(slots, { userId: 'noor', ip: '203.0.113.9' })).toBeUndefined()
})

test('those who are not signed in are one person at their address', () => {
  const slots = createStreamSlots({ perPerson: 1 })
  open(slots, { userId: null, ip: '2001:db8::1' })
  expect(refusalOf(slots, { userId: null, ip: '2001:db8::2' })).toMatchObject(refusal)
  expect(refusalOf(slots, { userId: null, ip: '2001:db8:0:1::1' })).toBeUndefined()
})

test('a place is free again when its connection closes', () => {
  const refused: string[] = []
  const slots = createStreamSlots({ perPerson: 1, onRefusal: (limit) => refused.push(limit) })
  const maeve = { userId: 'maeve', ip: '203.0.113.1' }
  for (let count = 0; count < 1_000; count += 1) open(slots, maeve).close()
  open(slots, maeve)
  expect(refusalOf(slots, maeve)).toMatchObject(refusal)
  expect(refused).toEqual(['streams'])
})

test('a connection that closed before it got its place takes none', () => {
  const slots = createStreamSlots({ perPerson: 1 })
  const gone = new Connection()
  gone.close()
  const maeve = { userId: 'maeve', ip: '203.0.113.1' }
  expect(() => slots.hold(maeve, gone)).toThrow(expect.objectContaining({ code: 'CLIENT_CLOSED_REQUEST' }))
  expect(refusalOf(slots, maeve)).toBeUndefined()
})
