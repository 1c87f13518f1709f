import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answerProblems } from '../http/problems.ts'
import { serveHub } from '../testing/serve.ts'
import { devMailRoutes } from './dev-mail-routes.ts'
import { devMailbox } from './dev-mailbox.ts'

describe('the development mailbox', () => {
  const mailbox = devMailbox()
  const server = Fastify()
  beforeAll(async () => {
    answerProblems(server)
    await server.register(devMailRoutes, { mailbox })
    await mailbox.send(
      {
        to: 'a@example.test',
        subject: 'Hello <script>',
        text: 'Line',
        action: { label: 'Go', url: 'http://localhost:3000/verify?token=x' },
      },
      'one',
    )
  })
  afterAll(() => server.close())

  test('shows mails to this machine, escaped and without scripts', async () => {
    const page = await server.inject({ url: '/dev/mail', remoteAddress: '127.0.0.1' })
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('Hello &lt;script&gt;')
    expect(page.body).not.toMatch(/<script|<style|style=/)
    const list = await server.inject({ url: '/dev/mail.json', remoteAddress: '::1' })
    expect(list.json()).toMatchObject({
      items: [
        {
          to: 'a@example.test',
          subject: 'Hello <script>',
          action: { url: 'http://localhost:3000/verify?token=x' },
        },
      ],
    })
  })

  test('shows all that a mail program would: the lines of a briefing, what is attached, and the way out', async () => {
    await mailbox.send(
      {
        to: 'c@example.test',
        subject: 'Your briefing',
        text: 'Hello,',
        lines: [
          {
            words: '2 invoices <b>',
            detail: 'INV-1, INV-2',
            url: 'http://localhost:3000/o/a',
            act: 'Follow up',
          },
          { words: 'Kiln: could not look', detail: null, url: null },
        ],
        attachments: [{ fileName: 'INV-1.pdf', mediaType: 'application/pdf', base64: '' }],
        note: 'You get this each morning.',
        unsubscribe: { label: 'No more', url: 'http://localhost:3000/unsubscribe/x' },
      },
      'two',
    )
    const { body } = await server.inject({ url: '/dev/mail', remoteAddress: '127.0.0.1' })
    expect(body).toContain(
      '<li>2 invoices &lt;b&gt;<br>INV-1, INV-2<br><a href="http://localhost:3000/o/a">Follow up</a></li>',
    )
    expect(body).toContain('<li>Kiln: could not look</li>')
    expect(body).toContain('Attached: INV-1.pdf')
    expect(body).toContain('You get this each morning.')
    expect(body).toContain('<a href="http://localhost:3000/unsubscribe/x">No more</a>')
  })

  test.each([
    ['another machine', { remoteAddress: '192.168.1.7' }],
    [
      'a proxy on this machine',
      { remoteAddress: '127.0.0.1', headers: { 'x-forwarded-for': '192.168.1.7' } },
    ],
  ])('is not there for %s', async (_name, from) => {
    for (const url of ['/dev/mail', '/dev/mail.json'])
      expect((await server.inject({ url, ...from })).statusCode).toBe(404)
  })

  test.each(['http://localhost:3000', 'http://[::1]:3000'])('is there for a hub at %s', async (publicUrl) => {
    const local = await serveHub({ mailbox, settings: { publicUrl } })
    expect((await local.request('/dev/mail.json')).status).toBe(200)
    await local.stop()
  })

  test('is not there for a hub that others reach, even through a proxy that says nothing', async () => {
    const open = await serveHub({ mailbox, settings: { publicUrl: 'https://hub.example.com' } })
    expect((await open.request('/dev/mail.json')).status).toBe(404)
    await open.stop()
  })

  test('keeps the last two hundred', async () => {
    for (let n = 0; n < 205; n += 1)
      await mailbox.send({ to: 'b@example.test', subject: `Mail ${n}`, text: '' }, `${n}`)
    expect(mailbox.mails()).toHaveLength(200)
    expect(mailbox.mails()[0]?.subject).toBe('Mail 204')
  })
})
