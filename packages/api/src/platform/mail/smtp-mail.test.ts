import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { asSuperuser } from '@hub/db/testing'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newForm, startHub } from '../../testing/index.ts'
import type { TestHub } from '../../testing/index.ts'
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

const newServer = () =>
  new SMTPServer({
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

const listen = (port: number) =>
  new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve))
const close = () => new Promise<void>((resolve) => server.close(() => resolve()))

beforeEach(async () => {
  received = []
  refusals = 0
  server = newServer()
  await listen(0)
  // The type of the inner server is wider than what a listening TCP server answers.
  const { port } = server.server.address() as AddressInfo
  sender = smtpSender({
    smtpUrl: `smtp://hub:p%20w@127.0.0.1:${port}`,
    from: 'Smart AI Hub <hub@example.test>',
  })
})
afterEach(async () => {
  sender.close()
  await close()
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
    await sender.send(
      {
        to: 'noor@example.test',
        subject: 'Grüße an Café',
        text: 'Hello Noor,\n\n1 < 2 & "so on".',
        action: { label: 'Open', url: 'http://localhost:3000/verify?token=abc' },
      },
      'one',
    )
    expect(received).toMatchObject([{ from: 'hub@example.test', to: ['noor@example.test'] }])
    const raw = received[0]?.raw ?? ''
    expect(encodedWords(raw)).toContain('Subject: Grüße an Café')
    const text = textOf(raw)
    expect(text).toContain('Content-Type: text/plain; charset=utf-8')
    expect(text).toContain('Open:\r\nhttp://localhost:3000/verify?token=abc')
    expect(text).toContain('1 &lt; 2 &amp; &quot;so on&quot;.')
    expect(text).toContain('href="http://localhost:3000/verify?token=abc"')
  })

  test('carries the way to end mails like it, which a mail program shows as a button (RFC 8058)', async () => {
    const url = 'http://localhost:3000/unsubscribe/shelf.full/abc'
    await sender.send(
      {
        to: 'noor@example.test',
        subject: 'Two things',
        text: 'Hello Noor,',
        lines: [{ words: '<b>Seal</b>', detail: null, url: 'http://localhost:3000/o/quay/tasks' }],
        note: 'You get this once a day.',
        unsubscribe: { label: 'No more of these', url },
      },
      'one',
    )
    await sender.send({ to: 'noor@example.test', subject: 'Plain', text: 'Hello' }, 'two')
    const [raw = '', plain = ''] = received.map((mail) => textOf(mail.raw.replaceAll(/\r\n[ \t]+/g, ' ')))
    expect(raw).toContain(`List-Unsubscribe: <${url}>`)
    expect(raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    expect(raw).toContain('&lt;b&gt;Seal&lt;/b&gt;')
    expect(raw).toContain('- <b>Seal</b>')
    expect(raw).not.toMatch(/<img|src=|url\(/)
    expect(plain).not.toContain('List-Unsubscribe')
  })

  test('carries files, and the name of whom it is written for', async () => {
    await sender.send(
      {
        to: 'noor@example.test',
        sender: 'Tide & Fennel "Galway"',
        replyTo: 'hello@tide.example',
        subject: 'Invoice',
        text: 'Here it is.',
        attachments: [{ fileName: 'INV-1.pdf', mediaType: 'application/pdf', base64: 'JVBERi0xLjc=' }],
      },
      'one',
    )
    expect(received).toMatchObject([{ from: 'hub@example.test' }])
    const raw = received[0]?.raw.replaceAll(/\r\n[ \t]+/g, ' ') ?? ''
    expect(raw).toContain('From: "Tide & Fennel \\"Galway\\"" <hub@example.test>')
    expect(raw).toContain('Reply-To: hello@tide.example')
    expect(raw).toContain('Content-Type: application/pdf; name=INV-1.pdf')
    expect(raw).toContain('JVBERi0xLjc=')
    expect(textOf(raw)).toContain('Tide &amp; Fennel &quot;Galway&quot;')
    expect(textOf(raw)).not.toContain('Smart AI Hub')
  })

  test('cannot be given further recipients or headers', async () => {
    const both = 'noor@example.test, all@example.test'
    await expect(sender.send({ to: both, subject: 'A', text: 'x' }, 'one')).rejects.toThrow()
    expect(received).toEqual([])
    await sender.send({ to: 'noor@example.test', subject: 'B\r\nBcc: all@example.test', text: 'x' }, 'one')
    expect(received).toMatchObject([{ to: ['noor@example.test'] }])
    expect(received[0]?.raw).toContain('Subject: B Bcc: all@example.test\r\n')
    expect(received[0]?.raw).not.toMatch(/^Bcc:/m)
  })

  test('has the same Message-ID each time it is tried (JOB-1)', async () => {
    for (let n = 0; n < 2; n += 1)
      await sender.send({ to: 'noor@example.test', subject: 'A', text: 'x' }, 'a-job')
    for (const { raw } of received) expect(raw).toContain('Message-ID: <a-job@example.test>')
  })

  test('is refused with an error when the server refuses it', async () => {
    refusals = 1
    await expect(sender.send({ to: 'noor@example.test', subject: 'A', text: 'x' }, 'one')).rejects.toThrow(
      /busy/,
    )
    expect(received).toEqual([])
  })
})

/** Acts that send a mail, each by a person of its own; returns where the mail goes and which link it holds. */
const acts: Record<string, (hub: TestHub) => Promise<{ to: string; link: RegExp }>> = {
  async 'signing up (AUTH-1, AUTH-2)'(hub) {
    const form = newForm()
    await hub.api(hub.call()).auth.register(form)
    return { to: form.email, link: /verify\?token=([\w-]{43})/ }
  },
  async 'asking for a new password (AUTH-7)'(hub) {
    const { email } = await hub.newPerson()
    await hub.api(hub.call()).auth.forgotPassword({ email })
    return { to: email, link: /reset\?token=([\w-]{43})/ }
  },
  async 'inviting somebody (AUTH-12)'(hub) {
    const { email } = newForm()
    const { api } = await hub.newOrg()
    await api.organizations.invitations.create({ email, role: 'member' })
    return { to: email, link: /token=([\w-]{43})/ }
  },
}

/** The pause between two tries is over. */
const lapse = async ({ database }: TestHub) =>
  void (await asSuperuser(database, `update app.job set due_at = now() where status = 'queued'`))

describe.each(Object.entries(acts))('%s', (_what, act) => {
  test.each(['busy', 'down'] as const)(
    'succeeds while the mail server is %s, and its mail arrives later, once',
    async (how) => {
      const hub = await startHub()
      try {
        hub.hub.mail = sender
        const { port } = server.server.address() as AddressInfo
        if (how === 'busy') refusals = 1
        else await close()
        const { to, link } = await act(hub)
        await hub.deliver()
        expect(received).toEqual([])
        if (how === 'down') {
          await lapse(hub)
          await hub.deliver()
          server = newServer()
          await listen(port)
        }
        await lapse(hub)
        await hub.deliver()
        await hub.deliver()
        expect(received.map((mail) => mail.to)).toEqual([[to]])
        expect(textOf(received[0]?.raw ?? '')).toMatch(link)
      } finally {
        await hub.stop()
      }
    },
  )
})
