import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { mailOf } from './mail.ts'

/** A mail server that takes everything and keeps who sent it. */
async function startMailServer(): Promise<{ url: string; senders: string[] }> {
  const senders: string[] = []
  const server = createServer((socket) => {
    let isBody = false
    socket.write('220 mail.example ready\r\n')
    socket.on('error', () => undefined)
    socket.on('data', (data) => {
      for (const line of data.toString().split('\r\n')) {
        const [, sender] = /^MAIL FROM:<(.+?)>/.exec(line) ?? []
        if (sender !== undefined) senders.push(sender)
        if (isBody && line !== '.') continue
        if (line === '') continue
        isBody = line === 'DATA'
        socket.write(isBody ? '354 go on\r\n' : '250 ok\r\n')
      }
    })
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo // a TCP server's address is never a pipe's name
  return { url: `smtp://127.0.0.1:${port}`, senders }
}

test('each mail goes to the server and from the sender that are set then', async () => {
  const [first, second] = [await startMailServer(), await startMailServer()]
  const mail = { smtpUrl: first.url, from: 'hub@example.test' }
  const { sender, close } = mailOf({ mail })
  onTestFinished(close)
  const send = (id: string) => sender.send({ to: 'ines@example.test', subject: 'S', text: 'T' }, id)
  await send('one')
  mail.from = 'Hub <post@example.test>'
  await send('two')
  mail.smtpUrl = second.url
  await send('three')
  expect(first.senders).toEqual(['hub@example.test', 'post@example.test'])
  expect(second.senders).toEqual(['post@example.test'])
})
