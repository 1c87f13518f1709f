import { createSocket } from 'node:dgram'
import type { AddressInfo } from 'node:net'
import dns from 'dns-packet'
import type { Answer, DecodedPacket } from 'dns-packet'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createNames } from './names.ts'

const REFUSED = 5
const NXDOMAIN = 3
const SERVFAIL = 2

interface Reply {
  answers?: Answer[]
  code?: number
}

/** A name server on this machine over UDP; where there is no reply it stays silent. */
async function nameServer(replyTo: (name: string, type: string) => Reply | null) {
  const asked: string[] = []
  const socket = createSocket('udp4')
  socket.on('message', (bytes, { port, address }) => {
    const query: DecodedPacket = dns.decode(bytes)
    const [question] = query.questions ?? []
    if (!question) return
    asked.push(`${question.type} ${question.name}`)
    const reply = replyTo(question.name, question.type)
    if (!reply) return
    const { answers = [], code = 0 } = reply
    const flags = dns.RECURSION_AVAILABLE | code
    socket.send(
      dns.encode({ type: 'response', id: query.id, flags, questions: [question], answers }),
      port,
      address,
    )
  })
  await new Promise<void>((bound) => socket.bind(0, '127.0.0.1', () => bound()))
  onTestFinished(() => new Promise<void>((closed) => socket.close(() => closed())))
  const servers = [`127.0.0.1:${(socket.address() as AddressInfo).port}`]
  return { asked, names: createNames({ servers, timeoutMs: 300 }) }
}

const base = { name: 'shop.example', ttl: 60 }

describe('what the DNS says', () => {
  test('of TXT is whole, though it comes in pieces', async () => {
    const data = ['v=spf1 include:', '_spf.mail.example ', '-all']
    const { names } = await nameServer(() => ({ answers: [{ ...base, type: 'TXT', data }] }))
    expect(await names.txt('shop.example')).toEqual({ found: ['v=spf1 include:_spf.mail.example -all'] })
  })

  test('of TXT is cut where it is very long', async () => {
    const data = Array.from({ length: 20 }, () => 'x'.repeat(250))
    const { names } = await nameServer(() => ({ answers: [{ ...base, type: 'TXT', data }] }))
    const seen = await names.txt('shop.example')
    expect('found' in seen ? seen.found[0]?.length : seen).toBe(4_096)
  })

  test('of mail names each server with its rank', async () => {
    const { names } = await nameServer(() => ({
      answers: [
        { ...base, type: 'MX', data: { exchange: 'mx1.mail.example', preference: 10 } },
        { ...base, type: 'MX', data: { exchange: 'mx2.mail.example', preference: 20 } },
      ],
    }))
    const seen = await names.mx('shop.example')
    expect('found' in seen ? seen.found.toSorted((a, b) => a.priority - b.priority) : seen).toEqual([
      { exchange: 'mx1.mail.example', priority: 10 },
      { exchange: 'mx2.mail.example', priority: 20 },
    ])
  })

  test('of who may issue certificates reads as in a zone', async () => {
    const { names } = await nameServer(() => ({
      answers: [
        { ...base, type: 'CAA', data: { flags: 0, tag: 'issue', value: 'letsencrypt.org' } },
        { ...base, type: 'CAA', data: { flags: 128, tag: 'issuewild', value: ';' } },
        { ...base, type: 'CAA', data: { flags: 0, tag: 'iodef', value: 'mailto:me@shop.example' } },
      ],
    }))
    const seen = await names.caa('shop.example')
    expect('found' in seen ? seen.found.toSorted() : seen).toEqual([
      '0 iodef mailto:me@shop.example',
      '0 issue letsencrypt.org',
      '128 issuewild ;',
    ])
  })

  test('is found whatever the case of the name and with the dot at its end', async () => {
    const { asked, names } = await nameServer(() => ({ answers: [{ ...base, type: 'TXT', data: ['a'] }] }))
    expect(await names.txt('Shop.EXAMPLE.')).toEqual({ found: ['a'] })
    expect(await names.txt('_dmarc.shop.example')).toEqual({ found: expect.any(Array) })
    expect(asked).toEqual(['TXT shop.example', 'TXT _dmarc.shop.example'])
  })
})

describe('what the DNS does not say', () => {
  test.each([
    ['there is no such name', { code: NXDOMAIN }],
    ['there is nothing of the kind', {}],
  ])('because %s is an answer like any other', async (_why, reply) => {
    const { names } = await nameServer(() => reply)
    expect(await names.txt('shop.example')).toEqual({ found: [] })
    expect(await names.mx('shop.example')).toEqual({ found: [] })
    expect(await names.caa('shop.example')).toEqual({ found: [] })
  })

  test.each([
    ['cannot say', { code: SERVFAIL }, 'The name server could not say.'],
    ['refuses', { code: REFUSED }, 'The name server refused to say.'],
    ['is silent', null, 'The name server did not answer in time.'],
  ])('because the server %s is an error', async (_why, reply, error) => {
    const { names } = await nameServer(() => reply)
    const began = performance.now()
    expect(await names.txt('shop.example')).toEqual({ error })
    expect(performance.now() - began).toBeLessThan(2_000)
  })

  test('because nobody is there is an error', async () => {
    const names = createNames({ servers: ['127.0.0.1:1'], timeoutMs: 300 })
    expect(await names.txt('shop.example')).toEqual({ error: 'The name server cannot be reached.' })
  })

  test.each([
    '',
    '.',
    'a..b',
    '-shop.example',
    'shop-.example',
    'shop example',
    'shop.example/path',
    'кафе.example',
    `${'x'.repeat(64)}.example`,
    `${'x.'.repeat(127)}example`,
    'a\nb',
    "'; drop",
  ])('of %j is not asked', async (name) => {
    const { asked, names } = await nameServer(() => ({ code: NXDOMAIN }))
    expect(await names.txt(name)).toEqual({ error: 'This is no name.' })
    expect(asked).toEqual([])
  })
})
