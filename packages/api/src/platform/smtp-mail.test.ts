import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startHub } from '../testing/index.ts'
import { smtpSender } from './smtp-mail.ts'
import type { SmtpSender } from './smtp-mail.ts'

interface Received {
  from: string
  to: string[]
  raw: string
}

let received: Received[]
/** How many deliveries the server refuses before it takes one. */
let refusals: number
let server: SMTPServer
let sender: SmtpSender

beforeEach(async () => {
  received = []
  refusals = 0
  server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    onAuth: ({ username, password }, _session, done) =>
      username === 'hub' && password === 'p w'
        ? done(null, { user: 'hub' })
        : done(new Error('Wrong credentials')),
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (refusals > 0) {
          refusals -= 1
          done(Object.assign(new Error('Mailbox busy, try again later'), { responseCode: 451 }))
          return
        }
        const { mailFrom, rcptTo } = session.envelope
        received.push({
          from: mailFrom ? mailFrom.address : '',
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString('utf8'),
        })
        done()
      })
    },
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  // The type of the inner server is wider than what a listening TCP server answers.
  const { port } = server.server.address() as AddressInfo
  sender = smtpSender({
    smtpUrl: `smtp://hub:p%20w@127.0.0.1:${port}`,
    from: 'Smart AI Hub <hub@example.test>',
  })
})
afterEach(async () => {
  sender.close()
  await new Promise<void>((resolve) => server.close(() => resolve()))
})

/** Undoes quoted-printable and the folding of long lines. */
const textOf = (raw: string) =>
  raw
    .replace(/=\r\n/g, '')
    .replace(/(?:=[0-9A-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll('=', ''), 'hex').toString('utf8'))

const encodedWords = (raw: string) =>
  raw
    .replace(/=\?UTF-8\?B\?([^?]+)\?=/gi, (_all, base64: string) =>
      Buffer.from(base64, 'base64').toString('utf8'),
    )
    .replace(/=\?UTF-8\?Q\?([^?]+)\?=/gi, (_all, quoted: string) => textOf(quoted.replaceAll('_', ' ')))

describe('mail over SMTP', () => {
  test('arrives as text and HTML with its link, signed in to the server', async () => {
    await sender.send({
      to: 'noor@example.test',
      subject: 'Grüße an Café',
      text: 'Hello Noor,\n\n1 < 2 & "so on".',
      action: { label: 'Open', url: 'http://localhost:3000/verify?token=abc' },
    })
    expect(received).toMatchObject([{ from: 'hub@example.test', to: ['noor@example.test'] }])
    const raw = received[0]?.raw ?? ''
    expect(encodedWords(raw)).toContain('Subject: Grüße an Café')
    const text = textOf(raw)
    expect(text).toContain('Content-Type: text/plain; charset=utf-8')
    expect(text).toContain('Open:\r\nhttp://localhost:3000/verify?token=abc')
    expect(text).toContain('1 &lt; 2 &amp; &quot;so on&quot;.')
    expect(text).toContain('href="http://localhost:3000/verify?token=abc"')
  })

  test('cannot be given further recipients or headers', async () => {
    const both = 'noor@example.test, all@example.test'
    await expect(sender.send({ to: both, subject: 'A', text: 'x' })).rejects.toThrow()
    expect(received).toEqual([])
    await sender.send({ to: 'noor@example.test', subject: 'B\r\nBcc: all@example.test', text: 'x' })
    expect(received).toMatchObject([{ to: ['noor@example.test'] }])
    expect(received[0]?.raw).toContain('Subject: B Bcc: all@example.test\r\n')
    expect(received[0]?.raw).not.toMatch(/^Bcc:/m)
  })

  test('is refused with an error when the server refuses it', async () => {
    refusals = 1
    await expect(sender.send({ to: 'noor@example.test', subject: 'A', text: 'x' })).rejects.toThrow(/busy/)
    expect(received).toEqual([])
  })

  test('goes out later, once, when the server was busy (AUTH-1, AUTH-2)', async () => {
    const hub = await startHub()
    try {
      hub.hub.mail = sender
      refusals = 1
      const stranger = hub.api(hub.call())
      await stranger.auth.register({
        email: 'noor@example.test',
        name: 'Noor Vale',
        password: 'Blue-kettle-42',
        organizationName: 'Harbour',
        acceptTerms: true,
      })
      await hub.hub.outbox.drain()
      expect(received).toEqual([])
      await hub.hub.db.system
        .updateTable('outboxEvent')
        .set({ availableAt: new Date().toISOString() })
        .where('deliveredAt', 'is', null)
        .execute()
      await hub.hub.outbox.drain()
      await hub.hub.outbox.drain()
      expect(received).toHaveLength(1)
      const token = /verify\?token=([\w-]{43})/.exec(textOf(received[0]?.raw ?? ''))?.[1] ?? ''
      await expect(stranger.auth.verifyEmail({ token })).resolves.toEqual({ email: 'noor@example.test' })
    } finally {
      await hub.stop()
    }
  })
})
